"""The line between the scales of two calibrations."""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import ItemParameters


@dataclass(frozen=True, slots=True)
class Link:
    """Theta on the old scale = slope · theta on the new + intercept."""

    slope: float
    """Above 0."""
    intercept: float
    anchors: int
    """Items that both calibrations have."""
    covariance: tuple[float, float, float] | None
    """Variance of the slope, of the intercept, and their covariance, from leaving out each anchor in turn; None below
    three anchors."""

    def theta(self, new: float) -> float:
        """Return an ability on the old scale."""
        return self.slope * new + self.intercept

    def se(self, new: float, se: float) -> float:
        """Return its standard error on the old scale, the uncertainty of the link itself included where known."""
        of_slope, of_intercept, both = self.covariance or (0.0, 0.0, 0.0)
        return float(np.sqrt((self.slope * se) ** 2 + of_intercept + 2 * new * both + new * new * of_slope))

    def item(self, new: ItemParameters) -> ItemParameters:
        """Return an item's parameters on the old scale; its chances at an ability do not change."""
        return ItemParameters(new.name, new.a / self.slope, tuple(self.theta(step) for step in new.steps))
