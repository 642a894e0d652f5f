"""Whether somebody tried: the share of answers that took long enough to have been thought about.

Response-time effort: Wise and Kong 2005, Applied Measurement in Education 18, 163-183, who flag below .90. Thresholds
as a share of the item's mean time with a ceiling of 10 seconds: Wise and Ma 2012 (normative threshold of 10 %). Where
mean times are not known yet, by how long the item is: the surface rule of Wise and Kong, 3 seconds for fewer than 200
characters, 10 for more than 1,000, and 5 between.
"""

from collections.abc import Sequence

import numpy as np

from assessor.scoring.pool import Floats

FLAG_BELOW = 0.90
"""Response-time effort below which Wise and Kong 2005 call a sitting one without effort."""
_SHARE = 0.10
_CEILING_S = 10.0
_SHORT = 200
_LONG = 1000


def rapid_thresholds(mean_s: Floats) -> Floats:
    """Return the seconds below which an answer is a rapid guess, (items,), from the items' mean times.

    Raises ValueError.
    """
    times = np.asarray(mean_s, dtype=np.float64)
    if not np.all(np.isfinite(times) & (times > 0)):
        raise ValueError("an item's mean time is a number of seconds above 0")
    return np.minimum(_SHARE * times, _CEILING_S)


def surface_thresholds(characters: Sequence[int]) -> Floats:
    """Return the seconds below which an answer is a rapid guess, (items,), from how many characters each item has."""
    lengths = np.asarray(characters, dtype=np.int64)
    return np.where(lengths < _SHORT, 3.0, np.where(lengths > _LONG, 10.0, 5.0))


def response_time_effort(seconds: Floats, thresholds: Floats) -> list[float | None]:
    """Return each person's share of answers at or above the item's threshold; None where nothing was answered.

    `seconds` is (persons, items) with -1 where an item was not answered, `thresholds` is (items,). Raises ValueError.
    """
    times = np.atleast_2d(np.asarray(seconds, dtype=np.float64))
    if times.shape[1:] != np.shape(thresholds):
        raise ValueError(f"times of the shape {times.shape} do not fit thresholds of the shape {np.shape(thresholds)}")
    if not np.isfinite(times).all():
        raise ValueError("times are seconds, or -1 where an item was not answered")
    answered = times >= 0
    tried = (answered & (times >= thresholds)).sum(axis=1)
    return [int(one) / int(of) if of else None for one, of in zip(tried, answered.sum(axis=1), strict=True)]
