"""How far differences vary from case to case, which is what a plan has to assume."""

import math
from collections.abc import Iterable, Mapping, Sequence

from harness.stats.intervals import FEWEST_VALUES
from harness.stats.pairing import CaseKey, pairs


def spread_of(first: Mapping[CaseKey, Sequence[float]], second: Mapping[CaseKey, Sequence[float]]) -> float | None:
    """Return the standard deviation of the paired differences, epochs averaged first; None below 4 pairs.

    It holds for plans with as many epochs as these scores have. Raises BadNumbers.
    """
    return pooled_spread([(first, second)])


def pooled_spread(
    compared: Iterable[tuple[Mapping[CaseKey, Sequence[float]], Mapping[CaseKey, Sequence[float]]]],
) -> float | None:
    """Return the standard deviation of paired differences that several pairs of designs share.

    Each pair's variance counts by its cases less one (Snedecor and Cochran 1967, pooled variance); pairs of designs
    with fewer than 4 cases do not count. None where none does. Raises BadNumbers.
    """
    squares, freedom = 0.0, 0
    for first, second in compared:
        differences = pairs(first, second).differences
        if len(differences) < FEWEST_VALUES:
            continue
        mean = math.fsum(differences) / len(differences)
        squares += math.fsum((number - mean) ** 2 for number in differences)
        freedom += len(differences) - 1
    return math.sqrt(squares / freedom) if freedom else None
