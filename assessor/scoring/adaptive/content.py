"""Keeping to a blueprint: which area the next item comes from.

Kingsbury and Zara 1989, Applied Measurement in Education 2, 359-375: the area that is furthest below its share comes
next. Minima are hard and come first: while an area is short of its minimum, items come from such areas only.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.ability.answers import Flags
from assessor.scoring.pool import Floats

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Blueprint:
    """How many items of each area a test has.

    Raises ValueError for areas, shares and minima that do not fit one another.
    """

    areas: Places
    """The area of each item, from 0, (items,)."""
    shares: Floats
    """The share of the test that each area is to have, (areas,)."""
    minima: Places
    """The fewest items of each area, (areas,)."""

    def __post_init__(self) -> None:
        if self.shares.shape != self.minima.shape or self.shares.ndim != 1:
            raise ValueError(f"a blueprint of {self.shares.size} shares needs as many minima, not {self.minima.size}")
        if not np.all(np.isfinite(self.shares) & (self.shares > 0)) or np.any(self.minima < 0):
            raise ValueError("the shares of a blueprint are numbers above 0, its minima numbers from 0")
        if self.areas.size and not (self.areas.min() >= 0 and self.areas.max() < self.shares.size):
            raise ValueError(f"the areas of a blueprint go from 0 to {self.shares.size - 1}")

    def counts(self, asked: tuple[int, ...]) -> Places:
        """Return how many items of each area were asked, (areas,)."""
        return np.bincount(self.areas[list(asked)], minlength=self.shares.size)

    def short(self, asked: tuple[int, ...]) -> Flags:
        """Say which areas are below their minimum, (areas,)."""
        return np.asarray(self.counts(asked) < self.minima)

    def keep_next_area(self, asked: tuple[int, ...], open_: Flags) -> Flags:
        """Keep, of the items that are open, those of the area that is furthest below its share, (items,)."""
        there = np.bincount(self.areas[open_], minlength=self.shares.size) > 0
        gap = self.shares / self.shares.sum() - self.counts(asked) / max(len(asked), 1)
        return np.asarray(open_ & (self.areas == np.where(there, gap, -np.inf).argmax()))
