"""EAP: the mean of the posterior, with its standard deviation as the standard error.

Bock and Mislevy 1982, Applied Psychological Measurement 6, 431-444. Defined for every pattern of answers, and it never
rises after the lowest category of an item (but for a few hundredths within a node of the ends, where one pattern has
closer nodes than another). The nodes end at -6 and 6, and so does it.
"""

import numpy as np

from assessor.scoring.ability.answers import Curves, checked
from assessor.scoring.ability.estimates import Abilities
from assessor.scoring.ability.posterior import NODES, POPULATION, Prior, posterior
from assessor.scoring.pool import Floats, Responses

_FINER = (4, 16, 64)
"""How many times closer the nodes are put where a posterior is narrow."""
_PERSONS_AT_ONCE = 2048


def eap(items: Curves, responses: Responses, prior: Prior = POPULATION) -> Abilities:
    """Return EAP estimates on the 61 nodes. Raises ValueError where responses do not fit the items.

    Where a posterior is narrower than the nodes lie apart, this person's are put closer together.
    """
    rows = checked(items, responses)
    theta, se = mean_and_sd(posterior(items, rows, prior), NODES)
    apart = NODES[1] - NODES[0]
    for times in _FINER:
        narrow = np.flatnonzero(se < apart)
        if not narrow.size:
            break
        nodes = np.linspace(NODES[0], NODES[-1], (len(NODES) - 1) * times + 1)
        apart = nodes[1] - nodes[0]
        for some in np.array_split(narrow, -(-narrow.size // _PERSONS_AT_ONCE)):
            theta[some], se[some] = mean_and_sd(posterior(items, rows[some], prior, nodes), nodes)
    return Abilities(theta, se, np.ones(len(rows), dtype=np.bool_))


def mean_and_sd(weights: Floats, nodes: Floats) -> tuple[Floats, Floats]:
    """Return the mean and the standard deviation of each row of weights on the nodes, (persons,) both."""
    mean = weights @ nodes
    spread = (weights * (nodes - mean[:, None]) ** 2).sum(axis=1)  # about the mean, so that it stays above 0
    return mean, np.sqrt(spread)
