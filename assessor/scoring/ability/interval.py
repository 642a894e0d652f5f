"""The interval that is reported around an ability: one that covers at every level, not only on average.

An EAP is drawn towards the mean of its prior, so an interval around it with the prior N(0, 1) covers too little far
from 0 and too much near it, 95 % only over the population as a whole. With a prior twice as wide the answers decide,
and a share of about 95 % holds at each ability (simulated in the tests). Equal tails of the posterior: Gelman, Carlin,
Stern, Dunson, Vehtari and Rubin 2013, Bayesian Data Analysis, section 2.3.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.ability.answers import Curves
from assessor.scoring.ability.posterior import FINE_NODES, Prior, posterior
from assessor.scoring.pool import Floats, Responses

WIDE = Prior(0.0, 2.0)
"""The prior of reported intervals."""
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """Between which abilities each person lies."""

    low: Floats
    """(persons,)."""
    high: Floats
    """(persons,), above `low`."""


def intervals(items: Curves, responses: Responses, confidence: float = CONFIDENCE, prior: Prior = WIDE) -> Intervals:
    """Return the interval that leaves out equal shares of the posterior at both ends. Raises ValueError.

    With an `UncertainPool` it holds the doubt of the items too.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence} has to lie between 0 and 1")
    half = (FINE_NODES[1] - FINE_NODES[0]) / 2
    ends = np.concatenate([[FINE_NODES[0] - half], FINE_NODES + half])  # a node's weight is that of its cell
    tails = np.array([0.5 - confidence / 2, 0.5 + confidence / 2])
    found = np.array(
        [
            np.interp(tails, np.concatenate([[0.0], np.cumsum(weights)]), ends)
            for weights in posterior(items, responses, prior, FINE_NODES)
        ]
    )
    return Intervals(found[:, 0], found[:, 1])
