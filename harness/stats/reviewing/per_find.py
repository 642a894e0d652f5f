"""What a find costs: minutes over finds, both counted case by case."""

import math
from collections.abc import Sequence

from harness.stats.checking import BadNumbers, finite
from harness.stats.intervals import FEWEST_VALUES, Interval


def ratio_of_totals(tops: Sequence[float], bottoms: Sequence[float]) -> Interval:
    """Return the total of `tops` over that of `bottoms`, with a t interval over cases from 4 cases on.

    The spread is that of the residuals top - ratio x bottom (Cochran 1977, the ratio estimator), so that a case with
    minutes and no find counts in full. The lower end is not below 0. Raises BadNumbers, also where the bottom is 0.
    """
    if len(tops) != len(bottoms):
        raise BadNumbers(f"{len(tops)} values over {len(bottoms)}")
    above, below = finite(tops, "the ratio"), finite(bottoms, "the ratio")
    total, count = math.fsum(below), len(above)
    if total <= 0:
        raise BadNumbers("a ratio over nothing")
    ratio = math.fsum(above) / total
    if count < FEWEST_VALUES:
        return Interval(ratio, None, None)
    from scipy.special import stdtrit  # noqa: PLC0415 heavy: start-up must not pay for it

    squares = math.fsum((top - ratio * bottom) ** 2 for top, bottom in zip(above, below, strict=True))
    error = math.sqrt(squares * count / (count - 1)) / total
    half = float(stdtrit(count - 1, 0.975)) * error
    return Interval(ratio, max(ratio - half, 0.0), ratio + half)
