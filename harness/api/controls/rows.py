"""What a run with controls shows of each team: plain rows, every quantity with its unit in its name."""

from dataclasses import dataclass
from typing import Literal

from harness.api.figures import TimesAsMuch

RuleVerdict = Literal["orchestration helped", "spending helped", "code was enough", "not resolved", "hurt"]
BesideKind = Literal["context", "tools only", "same tokens", "best of n", "self-check"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A row that a team is held against, on the same cases."""

    arm: str
    """Its id."""
    kind: BesideKind
    """``context``: the one agent that the controls are made of, as it is."""
    quality_mean: float | None
    cases: int
    """Pairs."""
    difference: float | None
    """The team's mean score less this row's, paired by case; None without a pair."""
    low: float | None
    high: float | None
    """95 % Student-t interval over cases; None below 4 pairs."""
    p_holm: float | None
    """Two-sided sign-flip p, adjusted for all rows that the run's teams are held against."""
    tokens: TimesAsMuch
    """What this row used over what the team used."""
    money: TimesAsMuch
    is_matched: bool | None
    """Whether it used from 0.8 to 1.25 times what the team used, as it was to; None: nothing was to be matched."""
    is_no_worse: bool
    """True where it was shown to do the team's work: no worse by more than the margin, and above the one agent where
    the team is. False says that it was not shown."""
    p_no_worse: float | None
    """The p of that, one-sided, adjusted for all rows that are asked the same; None for ``context``."""

    @property
    def is_above(self) -> bool:
        """True where the team is significantly above it."""
        return self._is_called and (self.difference or 0.0) > 0

    @property
    def is_below(self) -> bool:
        """True where the team is significantly below it."""
        return self._is_called and (self.difference or 0.0) < 0

    @property
    def _is_called(self) -> bool:
        return self.p_holm is not None and self.p_holm <= ALPHA


@dataclass(frozen=True, slots=True)
class TeamVerdict:
    """What a team was found to be worth, by rule."""

    team: str
    """Id of its row."""
    quality_mean: float | None
    verdict: RuleVerdict
    why: str
    """From what it follows, in words."""
    margin: float
    """A difference in quality that would not matter, said before the run."""
    cases_needed: int
    """The fewest cases at which such a verdict is possible."""
    beside: tuple[Beside, ...]
    """The one agent first, then the controls."""


ALPHA = 0.05
"""What an adjusted p may be at most."""
