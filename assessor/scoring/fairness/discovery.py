"""Many tests at once: the share of false alarms among the alarms, not the chance of any.

Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57, 289-300.
"""

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.pool import Floats


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Return p values adjusted so that those at most .05 hold 5 % false ones on average. Raises ValueError."""
    values = np.asarray(p, dtype=np.float64)
    if values.ndim != 1 or not ((values >= 0) & (values <= 1)).all():
        raise ValueError("p values lie between 0 and 1, in one row")
    order = np.argsort(values)[::-1]
    ranks = np.arange(len(values), 0, -1)
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum.accumulate(np.minimum(values[order] * len(values) / ranks, 1))
    return adjusted
