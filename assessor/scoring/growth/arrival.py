"""When somebody may be at the next level: a distribution of weeks, not a date.

Ability now and gain a week are uncertain together (bivariate normal). At each of many equally likely pairs of them the
line crosses the cut at a known week, or never; the weeks in order are the distribution. It holds if growth goes on as
it did, which nobody promises: the further away, the less it is worth.
"""

import math
from dataclasses import dataclass

import numpy as np

from assessor.scoring.growth.trajectories import Line
from assessor.scoring.pool import Floats

_POINTS = 201
"""Of each of the two normals."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Weeks from now until the cut is crossed, in order; infinite where it never is."""

    weeks: Floats

    def chance_within(self, weeks: float) -> float:
        """Return the chance that the cut is crossed by then."""
        return float(np.searchsorted(self.weeks, weeks, side="right") / len(self.weeks))

    @property
    def ever(self) -> float:
        """The chance that the cut is crossed at all."""
        return float(np.isfinite(self.weeks).mean())

    def quantile(self, share: float) -> float | None:
        """Return the weeks within which the cut is crossed with this chance; None if never. Raises ValueError."""
        if not 0 < share < 1:
            raise ValueError(f"a share of {share} does not lie between 0 and 1")
        found = float(self.weeks[min(int(share * len(self.weeks)), len(self.weeks) - 1)])
        return found if np.isfinite(found) else None

    def interval(self, share: float = 0.9) -> tuple[float, float | None]:
        """Return weeks between which the cut is crossed with this chance; the later is None for never.

        Each end leaves half of the rest out, but where an end is 0 or never nothing lies beyond it: then the other
        leaves out all of the rest, and the interval holds what it says and not more.
        """
        rest = 1 - share
        low, high = self.quantile(rest / 2), self.quantile(1 - rest / 2)
        if low == 0:
            return 0.0, self.quantile(share)
        if high is None:
            low = self.quantile(rest)
        return (math.inf if low is None else low), high


def arrival(line: Line, now_week: float, cut: float) -> Arrival:
    """Return when a line that stands at a week crosses a cut; 0 weeks where it has already."""
    from scipy.special import ndtri  # noqa: PLC0415 heavy: start-up must not pay for it

    points = ndtri((np.arange(_POINTS) + 0.5) / _POINTS)
    now = line.at(now_week)
    _, of_slope, both = line.covariance
    with_level = both + now_week * of_slope
    turn = with_level / now.se**2 if now.se > 0 else 0.0
    own = np.sqrt(max(of_slope - turn * with_level, 0.0))
    level = now.theta + now.se * points[:, None]
    slope = line.slope + turn * (level - now.theta) + own * points[None, :]
    missing = np.broadcast_to(cut - level, slope.shape)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        weeks = np.where(missing <= 0, 0.0, np.where(slope > 0, missing / slope, np.inf))
    return Arrival(np.sort(weeks, axis=None))
