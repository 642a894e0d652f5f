"""How dependable repeats are: the chance that a case succeeds every time."""

import math
from collections.abc import Mapping, Sequence

from harness.stats.checking import BadNumbers
from harness.stats.intervals import Interval, student_interval
from harness.stats.pairing import CaseKey


def pass_hat_k(successes: int, trials: int, k: int) -> float:
    """Return the chance that k repeats of a case all succeed, without bias: C(c, k) / C(n, k) (Yao et al. 2024).

    Raises BadNumbers when there are fewer than k trials.
    """
    if not 0 <= successes <= trials or not 1 <= k <= trials:
        raise BadNumbers(f"pass^{k} cannot be computed from {successes} successes in {trials} trials")
    return math.comb(successes, k) / math.comb(trials, k)


def pass_hat(successes_by_case: Mapping[CaseKey, Sequence[bool]], k: int) -> Interval | None:
    """Return pass^k, the mean over cases, with Student's t interval over cases, cut off at 0 and 1.

    A case with fewer than k repeats has no pass^k and is left out; None where no case has one. No interval below 4
    cases, nor where all cases are alike, since nothing then says how far the next case may be from them. Raises
    BadNumbers.
    """
    if k < 1:
        raise BadNumbers(f"pass^{k} cannot be computed; k is 1 or more")
    shares = [pass_hat_k(sum(found), len(found), k) for found in successes_by_case.values() if len(found) >= k]
    if not shares:
        return None
    over_cases = student_interval(shares)
    if over_cases.low is None or over_cases.high is None or over_cases.low == over_cases.high:
        return Interval(over_cases.mean, None, None)
    return Interval(over_cases.mean, max(over_cases.low, 0.0), min(over_cases.high, 1.0))
