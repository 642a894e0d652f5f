"""How often the levels of persons who were tested are right, from their abilities and standard errors.

Rudner 2001, Practical Assessment, Research and Evaluation 7(14); 2005, ibid. 10(13): ability is normal around its
estimate, so each person's chance of the level given is known, and its mean is the accuracy. Consistency, the share that
a second, equal test would put into the same level: Lee 2010, Journal of Educational Measurement 47, 1-17.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.levels.cuts import Cuts, Places, level_probabilities
from assessor.scoring.levels.rates import rates
from assessor.scoring.pool import Floats


@dataclass(frozen=True, slots=True)
class Classification:
    """How far the levels of a test are to be trusted."""

    accuracy: float
    """The share of persons expected to be in the level that they were given."""
    consistency: float
    """The share expected in the same level twice."""
    kappa: float | None
    """Consistency beyond chance; None where everybody is in one level."""
    accuracy_by_cut: tuple[float, ...]
    """The share expected on the right side of each cut."""
    consistency_by_cut: tuple[float, ...]
    """The share expected on the same side of each cut twice."""


def rudner(theta: Floats, se: Floats, cuts: Cuts) -> Classification:
    """Return accuracy and consistency of the persons' levels, (persons,) both.

    Raises ValueError for nobody, and for a standard error that is not above 0.
    """
    at = np.atleast_1d(np.asarray(theta, dtype=np.float64))
    if not at.size:
        raise ValueError("how often levels are right cannot be told of no person")
    return classified(level_probabilities(at, se, cuts), cuts.levels(at))


def classified(chances: Floats, levels: Places) -> Classification:
    """Return the same from each person's chances of the levels, (persons, levels), and the level given, (persons,)."""
    above = 1 - np.cumsum(chances, axis=1)[:, :-1]
    is_above = levels[:, None] > np.arange(above.shape[1])
    twice = rates(chances.T @ chances / len(chances))
    return Classification(
        accuracy=float(chances[np.arange(len(chances)), levels].mean()),
        consistency=twice.exact,
        kappa=twice.kappa,
        accuracy_by_cut=tuple(np.where(is_above, above, 1 - above).mean(axis=0).tolist()),
        consistency_by_cut=tuple((above**2 + (1 - above) ** 2).mean(axis=0).tolist()),
    )
