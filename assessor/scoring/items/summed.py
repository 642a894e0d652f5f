"""How likely each sum score is at an ability.

The recursion over items: Lord and Wingersky 1984, Applied Psychological Measurement 8, 453-461; for more than two
categories: Thissen, Pommerich, Billeaud and Williams 1995, Applied Psychological Measurement 19, 39-49.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.pool import Floats

Ints = NDArray[np.int64]


def sum_likelihoods(chances: Floats, top: Ints, items: Iterable[int]) -> Floats:
    """Return the chance of each sum over some items, (abilities, sums from 0 to their highest).

    ``chances`` is (abilities, items, categories) as a pool gives it, ``top`` each item's highest category.
    """
    sums = np.ones((len(chances), 1))
    for item in items:
        highest = int(top[item])
        longer = np.zeros((len(chances), sums.shape[1] + highest))
        for category in range(highest + 1):
            longer[:, category : category + sums.shape[1]] += sums * chances[:, item, category, None]
        sums = longer
    return sums
