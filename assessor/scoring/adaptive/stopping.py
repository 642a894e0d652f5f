"""When a test ends, and why.

Minimum length and a small enough standard error: Babcock and Weiss 2009, Proceedings of the GMAC Conference on
Computerized Adaptive Testing. Certainty of the level: the posterior share of one level between the cuts (Weiss and
Kingsbury 1984, Journal of Educational Measurement 21, 361-375, who end when an interval holds no cut).
"""

from dataclasses import dataclass
from enum import StrEnum

from assessor.scoring.adaptive.content import Blueprint
from assessor.scoring.adaptive.engine import Standing
from assessor.scoring.pool import Floats


class Reason(StrEnum):
    """Why a test ended."""

    PRECISE = "precise"
    """The standard error is small enough."""
    CERTAIN = "certain"
    """One level is likely enough."""
    CAP = "cap"
    """As many items as there may be."""
    NO_ITEMS = "no items"
    """No item is left that may be asked."""


@dataclass(frozen=True, slots=True, eq=False)
class Stopping:
    """The rules of ending. Raises ValueError for limits that exclude one another."""

    se: float | None = 0.30
    """End at a standard error of this or less; None: never for this."""
    certainty: float | None = None
    """End when one level has this share of the posterior or more; needs `levels`."""
    levels: Floats | None = None
    """How much of each node belongs to each level, (nodes, levels), as `assessor.scoring.levels` gives it."""
    fewest: int = 10
    """Not before so many items, except where none is left."""
    most: int | None = 30
    """Not after so many; None: no cap."""

    def __post_init__(self) -> None:
        if (self.certainty is None) != (self.levels is None):
            raise ValueError("to end at the certainty of a level, give both the certainty and the levels")
        if self.fewest < 0 or (self.most is not None and self.most < max(self.fewest, 1)):
            raise ValueError(f"a test of at least {self.fewest} and at most {self.most} items cannot be")

    def reason(self, standing: Standing, blueprint: Blueprint | None = None) -> Reason | None:
        """Return why the test ends now; None where it goes on."""
        asked = len(standing.asked)
        if asked >= self.fewest and (blueprint is None or not blueprint.short(standing.asked).any()):
            if self.se is not None and standing.se <= self.se:
                return Reason.PRECISE
            if self.levels is not None and self.certainty is not None:
                shares = standing.weights @ self.levels
                if float(shares.max()) >= self.certainty:
                    return Reason.CERTAIN
        return Reason.CAP if self.most is not None and asked >= self.most else None
