"""How many cases a verdict needs, what difference so many cases could show, and how dependable repeats are."""

import math

from harness.stats.checking import BadNumbers, share

STATED_SPREAD = 0.25
"""The standard deviation of paired differences in score that is assumed until earlier runs give a better one."""


def cases_needed(comparisons: int, alpha: float = 0.05) -> int:
    """Return the fewest cases at which so many comparisons could all reach a verdict: ⌈1 + log2(m / alpha)⌉.

    With n cases the smallest two-sided sign-flip p is 2 / 2^n, and Holm's first step multiplies it by m.
    0 when nothing is compared. Raises BadNumbers.
    """
    share(alpha, "alpha")
    if comparisons < 0:
        raise BadNumbers(f"{comparisons} comparisons cannot be planned")
    return math.ceil(1 + math.log2(comparisons / alpha)) if comparisons else 0


def detectable(cases: int, spread: float = STATED_SPREAD, power: float = 0.8, alpha: float = 0.05) -> float | None:
    """Return the smallest true mean difference that a two-sided paired t-test finds with this power.

    `spread` is the standard deviation of the paired differences. Solved from the noncentral t distribution (Cohen
    1988, chapter 2); the sign-flip test comes close to it, except for few cases, where it has less power. For planning
    only: a verdict never rests on it. None below 2 cases, where no difference can be found. Raises BadNumbers.
    """
    share(power, "power")
    share(alpha, "alpha")
    if power <= alpha:
        raise BadNumbers(f"power {power} is not above alpha {alpha}: chance alone would do")
    if spread < 0 or not math.isfinite(spread):
        raise BadNumbers(f"spread is {spread}; it is a standard deviation")
    if cases < 2:  # noqa: PLR2004 a standard deviation needs two
        return None
    from scipy.optimize import brentq  # noqa: PLC0415 heavy: start-up must not pay for it
    from scipy.special import nctdtr, stdtrit  # noqa: PLC0415 the same

    freedom = cases - 1
    limit = float(stdtrit(freedom, 1 - alpha / 2))

    def missing_power(shift: float) -> float:
        # A significant difference in the wrong direction is not counted as found; at these powers it hardly happens.
        return 1 - float(nctdtr(freedom, shift, limit)) - power

    high = 1.0
    while missing_power(high) < 0:
        high *= 2
    return float(brentq(missing_power, 0.0, high)) * spread / math.sqrt(cases)


def pass_hat_k(successes: int, trials: int, k: int) -> float:
    """Return the chance that k repeats of a case all succeed, without bias: C(c, k) / C(n, k) (Yao et al. 2024).

    Raises BadNumbers when there are fewer than k trials.
    """
    if not 0 <= successes <= trials or not 1 <= k <= trials:
        raise BadNumbers(f"pass^{k} cannot be computed from {successes} successes in {trials} trials")
    return math.comb(successes, k) / math.comb(trials, k)
