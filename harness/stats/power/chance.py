"""How likely the rule of verdicts is to find a difference that is there."""

import math
from functools import lru_cache

import numpy as np

from harness.stats.power.flips import MOST_COUNTED, p_values

MOST_DRAWN = 40
"""Above so many cases the sign-flip test and the t-test find the same, to a fraction of a point."""
_SEED = 20_261_122
_DRAWS = 5_000
_STEP = 1.1
_NEAR = 1e-3
"""Shifts are solved for to this many standard deviations; the draws behind them are no finer."""


def chance_of_verdict(cases: int, shift: float, level: float) -> float:
    """Return how likely the sign-flip test is to give p <= level in the right direction.

    The differences by case are taken as normal, with a mean of `shift` standard deviations. With n cases p is a whole
    number of 1 / 2^(n-1), so what counts for few cases is the largest of those that is not above the level; the chance
    is 0 where there is none. It is the power of Student's t-test (noncentral t; Cohen 1988, chapter 2), plus the
    difference between the two tests in seeded draws on which both are done (a control variate; Hammersley and
    Handscomb 1964). Above 40 cases it is the t-test's alone.
    """
    if cases > MOST_DRAWN:
        return _t_power(cases, shift, level)
    patterns = math.floor(math.ldexp(level, cases - 1))
    if not patterns:
        return 0.0
    attainable = math.ldexp(patterns, 1 - cases) if cases <= MOST_COUNTED else level
    return min(1.0, max(0.0, _t_power(cases, shift, attainable) + _gap(cases, shift, attainable)))


def shift_for(cases: int, power: float, level: float) -> float:
    """Return the shift that is found with this power: `chance_of_verdict` solved for it.

    There has to be a p that is small enough, and a power above half the level.
    """
    from scipy.optimize import brentq  # noqa: PLC0415 heavy: start-up must not pay for it

    most = 1.0
    while _t_power(cases, most, level) < power:
        most *= 2
    below, above = 0.0, float(brentq(lambda shift: _t_power(cases, shift, level) - power, 0.0, most))
    if cases > MOST_DRAWN:
        return above
    while chance_of_verdict(cases, above, level) < power:  # the t-test nearly always finds more
        below, above = above, above * _STEP
    return float(brentq(lambda shift: chance_of_verdict(cases, shift, level) - power, below, above, xtol=_NEAR))


def _t_power(cases: int, shift: float, level: float) -> float:
    from scipy.special import nctdtr  # noqa: PLC0415 heavy: start-up must not pay for it

    missed = float(nctdtr(cases - 1, shift * math.sqrt(cases), _limit(cases, level)))
    # A large difference in the wrong direction is not counted as found; at the powers that are planned it hardly
    # happens. scipy returns nan where what is missed is too little to compute.
    return 1.0 if math.isnan(missed) else 1.0 - missed


def _limit(cases: int, level: float) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415 the same

    return float(stdtrit(cases - 1, 1 - level / 2))


@lru_cache(maxsize=256)
def _gap(cases: int, shift: float, level: float) -> float:
    """Return how much more often the sign-flip test finds the difference than the t-test does, on the same draws."""
    seen = shift + np.random.default_rng(_SEED).standard_normal((cases, _DRAWS)).T
    means, spreads = seen.mean(axis=1), seen.std(axis=1, ddof=1)
    by_t = means * math.sqrt(cases) > spreads * _limit(cases, level)
    by_signs = (means > 0) & (p_values(seen) <= level)
    return float(by_signs.mean() - by_t.mean())
