"""The rates that a standard error allows: what can be promised before anybody is tested.

Ability is N(mean, sd); its EAP is then N(mean, sd^2 - se^2), and ability given the EAP is normal with the standard
error. The level of the EAP is compared with that of the ability (the simultaneous accuracy of Rudner 2005 averaged
over the population).
"""

from itertools import pairwise

import numpy as np

from assessor.scoring.ability.posterior import POPULATION, Prior
from assessor.scoring.levels.cuts import Cuts, level_probabilities
from assessor.scoring.levels.rates import Rates, rates
from assessor.scoring.pool import Floats

_POINTS = 64
_TAIL = 9.0
"""Standard deviations of the population at which the integral ends."""


def expected_rates(se: float, cuts: Cuts, population: Prior = POPULATION) -> Rates:
    """Return how often the level of an EAP with this standard error is that of the ability itself.

    Raises ValueError for a standard error that is not above 0 and below the population's standard deviation.
    """
    if not 0 < se < population.sd:
        raise ValueError(f"a standard error of {se} has to be above 0 and below {population.sd}, the population's s.d.")
    spread = float(np.sqrt(population.sd**2 - se**2))
    ends = np.array([-_TAIL, *((np.array(cuts.points) - population.mean) / spread).clip(-_TAIL, _TAIL), _TAIL])
    joint: Floats = np.empty((len(ends) - 1, len(ends) - 1))
    points, weights = np.polynomial.legendre.leggauss(_POINTS)
    for level, (low, high) in enumerate(pairwise(ends.tolist())):
        z = (low + high) / 2 + (high - low) / 2 * points
        share = weights * (high - low) / 2 * np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)
        joint[level] = share @ level_probabilities(population.mean + spread * z, np.array(se), cuts)
    return rates(joint / joint.sum())
