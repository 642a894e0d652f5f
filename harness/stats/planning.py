"""How many cases a verdict needs, how likely a plan is to reach one, and what difference it could show.

A verdict is Holm-adjusted. What is planned for is Holm's first step: a comparison is found if its own p is at most
alpha / m, as if none of the other m - 1 were found. The later steps ask for less, but which comparisons get there
depends on the true differences of all the others, which no plan knows. So a comparison is found at least as often as
planned, and more often where others are found too.
"""

import math

from harness.stats.checking import BadNumbers, share

STATED_SPREAD = 0.25
"""The standard deviation of paired differences in score that is assumed until earlier runs give a better one."""
MOST_CASES = 1_000_000
"""An effect that takes more cases than this is too small to plan for."""


def cases_needed(comparisons: int, alpha: float = 0.05) -> int:
    """Return the fewest cases at which so many comparisons could all reach a verdict: ⌈1 + log2(m / alpha)⌉.

    With n cases the smallest two-sided sign-flip p is 2 / 2^n, and Holm's first step multiplies it by m.
    0 when nothing is compared. Raises BadNumbers.
    """
    share(alpha, "alpha")
    if comparisons < 0:
        raise BadNumbers(f"{comparisons} comparisons cannot be planned")
    return math.ceil(1 + math.log2(comparisons / alpha)) if comparisons else 0


def power(cases: int, effect: float, spread: float, comparisons: int = 1, alpha: float = 0.05) -> float:
    """Return the chance that a true mean difference is called, in the right direction, by the rule of verdicts.

    `spread` is the standard deviation of the paired differences between cases, epochs averaged; the differences are
    taken as normal. `harness.stats.power.chance` says how it is computed. For planning only: a verdict never rests
    on it. Raises BadNumbers.
    """
    level = _level(comparisons, alpha)
    _check(effect, spread)
    if cases < cases_needed(comparisons, alpha):
        return 0.0
    if not spread:
        return float(effect > 0)
    from harness.stats.power.chance import chance_of_verdict  # noqa: PLC0415 - numpy is heavy, and runs plan nothing

    return chance_of_verdict(cases, effect / spread, level)


def cases_for(
    effect: float, spread: float = STATED_SPREAD, comparisons: int = 1, power: float = 0.8, alpha: float = 0.05
) -> int:
    """Return the fewest cases with which a true mean difference is found with this power.

    Raises BadNumbers, also where it would take more than a million cases.
    """
    from harness.stats.power.chance import chance_of_verdict  # noqa: PLC0415 - the same

    level = _level(comparisons, alpha)
    _check(effect, spread)
    _check_power(power, alpha)
    few = cases_needed(comparisons, alpha)
    if effect and not spread:
        return few
    shift = effect / spread if spread else 0.0
    low, high = few - 1, few
    while chance_of_verdict(high, shift, level) < power:
        if high == MOST_CASES:
            raise BadNumbers(f"a difference of {effect:g} takes more than {MOST_CASES:,} cases; plan for a larger one")
        low, high = high, min(2 * high, MOST_CASES)
    while high - low > 1:
        middle = (low + high) // 2
        if chance_of_verdict(middle, shift, level) < power:
            low = middle
        else:
            high = middle
    return high


def detectable(
    cases: int, spread: float = STATED_SPREAD, comparisons: int = 1, power: float = 0.8, alpha: float = 0.05
) -> float | None:
    """Return the smallest true mean difference that is found with this power: the other way round than `cases_for`.

    None where so few cases can reach no verdict on so many comparisons. Raises BadNumbers.
    """
    level = _level(comparisons, alpha)
    _check(0.0, spread)
    _check_power(power, alpha)
    if cases < cases_needed(comparisons, alpha):
        return None
    from harness.stats.power.chance import shift_for  # noqa: PLC0415 - the same

    return spread * shift_for(cases, power, level)


def _level(comparisons: int, alpha: float) -> float:
    """Return what p has to be at most in Holm's first step."""
    if comparisons < 1:
        raise BadNumbers(f"{comparisons} comparisons cannot be planned; there is at least one")
    return share(alpha, "alpha") / comparisons


def _check(effect: float, spread: float) -> None:
    if not 0 <= effect < math.inf:
        raise BadNumbers(f"the effect is {effect}; it is the size of a difference, 0 or more")
    if not 0 <= spread < math.inf:
        raise BadNumbers(f"spread is {spread}; it is a standard deviation")


def _check_power(power: float, alpha: float) -> None:
    if share(power, "power") <= alpha:
        raise BadNumbers(f"power {power} is not above alpha {alpha}: chance alone would do")
