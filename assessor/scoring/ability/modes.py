"""The three estimates that are the top of a curve: ML, MAP and WLE, with standard errors from the information.

ML maximises the likelihood, MAP the likelihood times the prior, WLE (Warm 1989, Psychometrika 54, 427-450) the
likelihood times the root of the information, which takes away the bias of ML to the first order; for partial credit
Penfield and Bergeron 2005, Applied Psychological Measurement 29, 218-233. In this model, an exponential family, the
observed information is the expected one: the sum over items of a squared times the variance of the category.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assessor.scoring.ability.answers import Flags, checked
from assessor.scoring.ability.estimates import Abilities
from assessor.scoring.ability.posterior import POPULATION, Prior, log_likelihood
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Pool, Responses

_NODES = 241
_BEYOND = 8.0
"""How far beyond the steps the top may lie, in units of 1 / slope, besides the logarithm of the number of items."""
_ROUNDS = 100
_CLOSE = 1e-10
_NUMBERS_AT_ONCE = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Of one person's answered items at one ability each: (persons,)."""

    score: Floats
    """Of a (x - expected): the slope of the log-likelihood."""
    information: Floats
    third: Floats
    """Of a cubed times the third cumulant: the slope of the information."""
    fourth: Floats
    """Of a to the fourth times the fourth cumulant: the slope of `third`."""


_Slope = Callable[[Floats, _Sums], tuple[Floats, Floats]]
"""From abilities and sums to the first and second derivative of what is maximised."""


def maximum_likelihood(pool: Pool, responses: Responses) -> Abilities:
    """Return ML estimates; none where all answers are in the lowest category, all in the highest, or there are none.

    Raises ValueError where responses do not fit the items.
    """
    rows = checked(pool, responses)
    answered = rows != NOT_ADMINISTERED
    low = (~answered | (rows == 0)).all(axis=1)
    high = (~answered | (rows == pool.top)).all(axis=1)
    found = ~(low | high)
    theta = np.where(low & ~high, -np.inf, np.where(high & ~low, np.inf, 0.0))
    nodes = _reach(pool)
    theta[found] = _tops(pool, rows[found], nodes, log_likelihood(pool, rows[found], nodes), _of_likelihood)
    return _with_information(pool, answered, theta, found)


def maximum_posterior(pool: Pool, responses: Responses, prior: Prior = POPULATION) -> Abilities:
    """Return MAP estimates, for every pattern of answers. Raises ValueError where responses do not fit the items.

    The standard error is 1 / sqrt(information + 1 / prior variance).
    """
    rows = checked(pool, responses)
    known = 1 / prior.sd**2

    def slope(theta: Floats, sums: _Sums) -> tuple[Floats, Floats]:
        return sums.score - (theta - prior.mean) * known, -sums.information - known

    nodes = _reach(pool, prior)
    theta = _tops(pool, rows, nodes, log_likelihood(pool, rows, nodes) + prior.log_density(nodes), slope)
    information = _information(pool, rows != NOT_ADMINISTERED, theta)
    return Abilities(theta, 1 / np.sqrt(information + known), np.ones(len(rows), dtype=np.bool_))


def weighted_likelihood(pool: Pool, responses: Responses) -> Abilities:
    """Return Warm's WLE, for every pattern of answers but an empty one.

    The standard error is 1 / sqrt(information), as Warm 1989 gives it. Raises ValueError where responses do not fit.
    """
    rows = checked(pool, responses)
    answered = rows != NOT_ADMINISTERED
    found = answered.any(axis=1)
    nodes = _reach(pool)
    known = answered[found].astype(np.float64) @ _variances(pool, nodes).T
    height = log_likelihood(pool, rows[found], nodes)
    height += 0.5 * np.log(known, out=np.full_like(known, -np.inf), where=known > 0)
    theta = np.zeros(len(rows))
    theta[found] = _tops(pool, rows[found], nodes, height, _of_weighted_likelihood)
    return _with_information(pool, answered, theta, found)


def total_information(pool: Pool, theta: Floats) -> Floats:
    """Return the information of all items together at each ability, (abilities,); its inverse root is the SE of ML."""
    return np.asarray(_variances(pool, np.asarray(theta, dtype=np.float64)).sum(axis=1))


def _of_likelihood(_theta: Floats, sums: _Sums) -> tuple[Floats, Floats]:
    return sums.score, -sums.information


def _of_weighted_likelihood(_theta: Floats, sums: _Sums) -> tuple[Floats, Floats]:
    share = sums.third / sums.information
    return sums.score + share / 2, -sums.information + (sums.fourth / sums.information - share**2) / 2


def _reach(pool: Pool, prior: Prior = POPULATION) -> Floats:
    """Return nodes that lie around every top that can be."""
    beyond = (_BEYOND + np.log(len(pool))) / pool.a.min()
    low = min(np.nanmin(pool.steps) - beyond, prior.mean - prior.sd)
    high = max(np.nanmax(pool.steps) + beyond, prior.mean + prior.sd)
    return np.linspace(low, high, _NODES)


def _tops(pool: Pool, rows: Responses, nodes: Floats, height: Floats, slope: _Slope) -> Floats:
    """Return where each person's curve is highest: near the highest node, then by Newton's method within a bracket."""
    best = np.clip(height.argmax(axis=1), 1, len(nodes) - 2)
    left, top, right = (height[np.arange(len(rows)), best + place] for place in (-1, 0, 1))
    bend = np.where(np.isfinite(left + right), left - 2 * top + right, -np.inf)
    lean = np.divide(left - right, 2 * bend, out=np.zeros(len(rows)), where=np.isfinite(bend) & (bend < 0))
    # The top of the parabola through three nodes.
    theta: Floats = nodes[best] + np.clip(lean, -1, 1) * (nodes[1] - nodes[0])
    size = _persons_at_once(pool)
    for start in range(0, len(rows), size):
        part = slice(start, start + size)
        theta[part] = _climb(pool, rows[part], (nodes[best[part] - 1], theta[part], nodes[best[part] + 1]), slope)
    return theta


def _climb(pool: Pool, rows: Responses, start: tuple[Floats, Floats, Floats], slope: _Slope) -> Floats:
    """Return the top between the first and the third of `start`, from the second; whoever is there stops moving."""
    low, theta, high = start
    going = np.arange(len(rows))
    for _ in range(_ROUNDS):
        here = theta[going]
        rising, bend = slope(here, _sums(pool, rows[going], here))
        low, high = np.where(rising > 0, here, low), np.where(rising > 0, high, here)
        step = np.divide(-rising, bend, out=np.full_like(here, np.inf), where=bend < 0)
        outside = (here + step < low) | (here + step > high)
        theta[going] = np.where(outside, (low + high) / 2, here + step)
        far = np.abs(theta[going] - here) > _CLOSE * (1 + np.abs(here))
        going, low, high = going[far], low[far], high[far]
        if not going.size:
            break
    return theta


def _persons_at_once(pool: Pool) -> int:
    return int(max(1, _NUMBERS_AT_ONCE // (len(pool) * (pool.steps.shape[1] + 1))))


def _sums(pool: Pool, rows: Responses, theta: Floats) -> _Sums:
    answered = rows != NOT_ADMINISTERED
    mean, second, third, fourth = _moments(pool, theta)
    return _Sums(
        score=np.where(answered, rows - mean, 0.0) @ pool.a,
        information=np.where(answered, second, 0.0) @ pool.a**2,
        third=np.where(answered, third, 0.0) @ pool.a**3,
        fourth=np.where(answered, fourth - 3 * second**2, 0.0) @ pool.a**4,
    )


def _moments(pool: Pool, theta: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the mean of each category and its second to fourth moments about the mean, each (abilities, items).

    About the mean, so that nothing cancels far from the steps: the second stays above 0.
    """
    chances = pool.probabilities(theta)
    mean = np.asarray(chances @ np.arange(chances.shape[2], dtype=np.float64))
    second, third, fourth = np.zeros_like(mean), np.zeros_like(mean), np.zeros_like(mean)
    for category in range(chances.shape[2]):
        away = category - mean
        part = chances[:, :, category] * away * away
        second += part
        part *= away
        third += part
        part *= away
        fourth += part
    return mean, second, third, fourth


def _variances(pool: Pool, theta: Floats) -> Floats:
    return np.asarray(pool.a**2 * _moments(pool, theta)[1])


def _information(pool: Pool, answered: Flags, theta: Floats) -> Floats:
    """Return what each person's answered items tell at that person's ability, (persons,)."""
    size = _persons_at_once(pool)
    found = np.empty(len(theta))
    for start in range(0, len(theta), size):
        part = slice(start, start + size)
        found[part] = np.where(answered[part], _variances(pool, theta[part]), 0.0).sum(axis=1)
    return found


def _with_information(pool: Pool, answered: Flags, theta: Floats, found: Flags) -> Abilities:
    se = np.full(len(theta), np.inf)
    se[found] = 1 / np.sqrt(_information(pool, answered[found], theta[found]))
    return Abilities(theta, se, found)
