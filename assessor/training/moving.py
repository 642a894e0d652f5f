"""Whether a learner has moved between two results, with how certain that is (the field: reliable change)."""

import datetime as dt
from dataclasses import dataclass

from assessor.models.measurement.result import Result
from assessor.releasing.records import difference, is_change_said
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.change import change

_HIGHEST = 5
"""The last level of the framework, from which nobody can rise."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The way from one result to the next."""

    said: str
    """In words, as far as what the figures rest on lets it be said."""
    low: float
    """The ends of the 95 % interval of the change, on the scale of ability (theta)."""
    high: float
    days: int
    """Between the two."""
    is_said: bool
    """Whether what the figures rest on lets anything be said of a change; the rest means nothing where not."""
    is_higher: bool
    """Whether the later result is the higher one at all, which may be chance."""
    is_gain: bool
    is_loss: bool
    may_rise: bool
    """Whether there is a level above the first one."""

    @property
    def ends(self) -> str:
        """The interval's ends."""
        return f"{_rounded(self.low):+.1f} to {_rounded(self.high):+.1f}"

    @property
    def interval(self) -> str:
        """The interval in words."""
        return f"{self.ends} on the scale of ability, in 95 of 100 such cases"


def moved(before: Result, after: Result, apart: dt.timedelta) -> Moved:
    """Compare two results of one person."""
    found = change(Ability(before.theta, before.se), Ability(after.theta, after.se))
    return Moved(
        said=difference(after, before),
        low=found.low,
        high=found.high,
        days=apart.days,
        is_said=is_change_said(after, before),
        is_higher=found.value > 0,
        is_gain=found.verdict == "gain",
        is_loss=found.verdict == "loss",
        may_rise=(before.level_issued or 1) < _HIGHEST,
    )


def _rounded(value: float) -> float:
    """Return a value as it is shown; what rounds to nothing has no minus."""
    return round(value, 1) + 0.0
