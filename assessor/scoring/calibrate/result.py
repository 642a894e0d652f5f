"""What a calibration says: each item's parameters with their uncertainty, and how the estimation went."""

from dataclasses import dataclass, field
from enum import StrEnum
from math import log, sqrt

from assessor.scoring.pool import Floats, ItemParameters, Pool


class How(StrEnum):
    """On what an item's parameters rest."""

    FREE = "free"
    """On the answers alone."""
    PRIORS = "priors"
    """On the answers, with priors."""
    JUDGED = "judged"
    """On the author's difficulty, moved by few answers; the slope is shared."""
    KNOWN = "known"
    """On an earlier calibration: it was not estimated."""


@dataclass(frozen=True, slots=True)
class FittedItem:
    """One item's estimates."""

    name: str
    a: float
    """Slope; below 0 for an item that abler people fail more often, which mostly is a wrong key."""
    steps: tuple[float, ...]
    """In theta; a single one is the difficulty b."""
    covariance: Floats | None = field(compare=False)
    """Of (a, steps), (1 + steps, the same); None where it was not asked for or cannot be had."""
    asked: int
    """Persons who answered it."""
    how: How

    @property
    def se_a(self) -> float | None:
        """Standard error of the slope; 0 where it is fixed."""
        return None if self.covariance is None else sqrt(max(self.covariance[0, 0], 0.0))

    @property
    def se_steps(self) -> tuple[float, ...] | None:
        """Standard errors of the steps."""
        if self.covariance is None:
            return None
        return tuple(sqrt(max(value, 0.0)) for value in self.covariance.diagonal()[1:])

    @property
    def se_difficulty(self) -> float | None:
        """Standard error of the difficulty, which is the mean of the steps."""
        return None if self.covariance is None else sqrt(max(self.covariance[1:, 1:].mean(), 0.0))

    @property
    def parameters(self) -> ItemParameters:
        """What a pool takes."""
        return ItemParameters(self.name, self.a, self.steps)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A calibrated set of items."""

    model: str
    items: tuple[FittedItem, ...]
    persons: int
    """Who answered at least one item."""
    loglik: float
    """Marginal log-likelihood, priors not counted."""
    free: int
    """Values that were estimated."""
    mean: float
    """Of ability in the population; 0 unless estimated."""
    sd: float
    """The same; 1 unless estimated."""
    se_sd: float | None
    """Standard error of the s.d. where it was estimated and can be had."""
    cycles: int
    """E-steps that were taken."""
    converged: bool
    notes: tuple[str, ...] = ()
    """What a reader should know before using it, a sentence each."""

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return 2 * self.free - 2 * self.loglik

    @property
    def bic(self) -> float:
        """Schwarz's criterion."""
        return self.free * log(self.persons) - 2 * self.loglik

    def pool(self) -> Pool:
        """Return the items for scoring; raises ValueError for a slope that is not above 0."""
        return Pool([item.parameters for item in self.items])
