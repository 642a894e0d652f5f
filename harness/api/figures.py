"""Figures that stand within the rows of `harness.api.rows`: a mean, a chance, a ratio, each with its interval."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckMean:
    """The mean result of one check over an arm's trials."""

    name: str
    earned: float
    """Mean marks earned."""
    available: float


@dataclass(frozen=True, slots=True)
class PassK:
    """How dependable a design is: the chance that k trials of the same case all earn full marks."""

    k: int
    chance: float
    """Mean over cases of the unbiased estimate; 0 to 1."""
    low: float | None
    """The ends of the 95 % interval over cases, cut off at 0 and 1; None below 4 cases."""
    high: float | None


@dataclass(frozen=True, slots=True)
class TimesAsMuch:
    """How many times as much one arm takes as another, in a typical case."""

    ratio: float | None
    """Geometric mean over cases of the first over the second; None without a case."""
    low: float | None
    """The ends of the 95 % Student-t interval, made on the logarithms; None below 4 cases."""
    high: float | None
    cases: int
    """Cases in it."""
    without_ratio: int
    """Cases that both have, in which one of the two took nothing, or nobody knows what it took."""


@dataclass(frozen=True, slots=True)
class NoWorseThan:
    """Whether `first` was shown to be no worse than `second` by more than a margin in quality."""

    first: str
    second: str
    margin: float
    """A difference in quality that would not matter, set before looking."""
    cases: int
    difference: float | None
    low: float | None
    """The one-sided 95 % lower limit of the difference; None below 4 pairs."""
    p: float | None
    verdict_possible: bool
    """False where so few cases could not show it."""
    holds: bool
    """False says that it was not shown, not that the first is worse."""
