"""Plausible values: draws from each person's posterior, from which figures of groups are made.

Means and spreads of point estimates are wrong for a group, because EAPs are shrunken and WLEs carry error; those of
plausible values are right on average (Mislevy 1991, Psychometrika 56, 177-196). Five to ten draws a person do.
"""

import numpy as np

from assessor.scoring.ability.answers import Curves
from assessor.scoring.ability.posterior import FINE_NODES, POPULATION, Prior, posterior
from assessor.scoring.pool import Floats, Responses


def plausible_values(
    items: Curves, responses: Responses, draws: int = 10, seed: int = 0, prior: Prior = POPULATION
) -> Floats:
    """Return draws of ability, (persons, draws), the same for the same seed.

    Each is a node of the fine grid with a uniform error within its cell. Raises ValueError.
    """
    if draws < 1:
        raise ValueError(f"{draws} plausible values cannot be drawn; ask for 1 or more")
    dice = np.random.default_rng(seed)
    found = []
    for weights in posterior(items, responses, prior, FINE_NODES):
        places = np.searchsorted(np.cumsum(weights)[:-1], dice.random(draws))
        found.append(FINE_NODES[places] + (dice.random(draws) - 0.5) * (FINE_NODES[1] - FINE_NODES[0]))
    return np.array(found)
