"""How often the levels of a test of plain scores are right, from the scores and their reliability.

Livingston and Lewis 1995, Journal of Educational Measurement 32, 179-197. The test is replaced by one of n right or
wrong items of equal difficulty that is as reliable; true scores follow a beta distribution between two ends, found
from the first four moments (Lord 1965, Psychometrika 30, 239-270; Hanson 1991, ACT Research Report 91-5), or between 0
and 1 from two where four give none.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.levels.rates import rates
from assessor.scoring.levels.rudner import Classification
from assessor.scoring.pool import Floats

_POINTS = 200


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """What a test of plain scores is. Raises ValueError for what is none."""

    lowest: float
    highest: float
    reliability: float
    """Between 0 and 1, for instance alpha."""
    cuts: tuple[float, ...]
    """A score at a cut or above it passes; rising."""

    def __post_init__(self) -> None:
        if not 0 < self.reliability < 1:
            raise ValueError(f"the reliability is {self.reliability}; it lies between 0 and 1")
        inside = bool(self.cuts) and self.lowest < self.cuts[0] and self.cuts[-1] <= self.highest
        if not inside or np.any(np.diff(self.cuts) <= 0):
            raise ValueError(f"cuts of scores rise, above {self.lowest} and up to {self.highest}, not {self.cuts}")


@dataclass(frozen=True, slots=True)
class TrueScores:
    """A beta distribution between two ends: of true scores as a share of the way from the lowest to the highest."""

    alpha: float
    beta: float
    low: float
    high: float


def livingston_lewis(scores: Floats, scale: ScoreScale) -> Classification:
    """Return accuracy and consistency of the levels that the cuts make of these scores, (persons,).

    Raises ValueError for scores outside the scale, or too alike to tell a reliability by.
    """
    share = (np.asarray(scores, dtype=np.float64) - scale.lowest) / (scale.highest - scale.lowest)
    if share.size < 2 or not np.all((share >= 0) & (share <= 1)):  # noqa: PLR2004 fewer have no variance
        raise ValueError(f"the scores are two or more between {scale.lowest} and {scale.highest}")
    length = effective_length(float(share.mean()), float(share.var()), scale.reliability)
    cuts = (np.array(scale.cuts) - scale.lowest) / (scale.highest - scale.lowest)
    true = true_scores(share, length)
    blocks = [_block(true, length, cuts, level) for level in range(len(cuts) + 1)]
    weights = np.concatenate([weight for weight, _ in blocks])
    chances = np.concatenate([chance for _, chance in blocks])
    levels = np.repeat(np.arange(len(blocks)), [len(weight) for weight, _ in blocks])
    weights /= weights.sum()
    above = 1 - np.cumsum(chances, axis=1)[:, :-1]
    is_above = levels[:, None] > np.arange(len(cuts))
    twice = rates((chances * weights[:, None]).T @ chances)
    return Classification(
        accuracy=float(weights @ chances[np.arange(len(levels)), levels]),
        consistency=twice.exact,
        kappa=twice.kappa,
        accuracy_by_cut=tuple((weights @ np.where(is_above, above, 1 - above)).tolist()),
        consistency_by_cut=tuple((weights @ (above**2 + (1 - above) ** 2)).tolist()),
    )


def effective_length(mean: float, variance: float, reliability: float) -> int:
    """Return the number of right or wrong items that would be as reliable, from scores as shares from 0 to 1.

    At least 1, since no variance of shares is above mean (1 - mean). Raises ValueError where the variance is 0.
    """
    if variance <= 0:
        raise ValueError("scores that are all alike tell nothing about levels")
    return round((mean * (1 - mean) - reliability * variance) / (variance * (1 - reliability)))


def true_scores(share: Floats, length: int) -> TrueScores:
    """Return the distribution of true scores behind observed shares, (persons,), on a test of this many items."""
    factorials = [np.ones_like(share)]
    for taken in range(4):
        factorials.append(factorials[-1] * (length * share - taken) / max(length - taken, 1))
    first, second, third, fourth = (float(one.mean()) for one in factorials[1:])
    variance = second - first**2
    if length > 3 and variance > 0:  # noqa: PLR2004 as many items as moments
        skew = (third - 3 * first * second + 2 * first**3) / variance**1.5
        kurtosis = (fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4) / variance**2
        found = _four_parameters(first, variance, skew, kurtosis)
        if found is not None:
            return found
    whole = first * (1 - first) / max(variance, 1e-12) - 1
    return TrueScores(first * whole, (1 - first) * whole, 0.0, 1.0)


def _four_parameters(mean: float, variance: float, skew: float, kurtosis: float) -> TrueScores | None:
    """Return the beta distribution with these moments, None where there is none between 0 and 1."""
    below = 6 + 3 * skew**2 - 2 * kurtosis
    total = 6 * (kurtosis - skew**2 - 1) / below if below else -1.0
    if total <= 0:
        return None
    root = 1 - 24 * (total + 1) / ((total + 2) * (total + 3) * kurtosis - 3 * (total - 6) * (total + 1))
    if not 0 <= root < 1:
        return None
    away = np.copysign(np.sqrt(root), skew)
    alpha, beta = total / 2 * (1 - away), total / 2 * (1 + away)
    width = np.sqrt(variance * total**2 * (total + 1) / (alpha * beta))
    low = mean - width * alpha / total
    if low < 0 or low + width > 1:
        return None
    return TrueScores(float(alpha), float(beta), float(low), float(low + width))


def _block(true: TrueScores, length: int, cuts: Floats, level: int) -> tuple[Floats, Floats]:
    """Return weights of true scores within a level, (points,), and the chance of each level there, (points, levels)."""
    from scipy.special import betainc, betaincinv  # noqa: PLC0415 heavy: start-up must not pay for it

    ends = np.clip((np.array([0.0, *cuts, 1.0])[level : level + 2] - true.low) / (true.high - true.low), 0, 1)
    low, high = betainc(true.alpha, true.beta, ends)
    points, weights = np.polynomial.legendre.leggauss(_POINTS)
    place = betaincinv(true.alpha, true.beta, (low + high) / 2 + (high - low) / 2 * points)
    tau = true.low + (true.high - true.low) * place
    needed = np.ceil(length * cuts - 1e-9)  # so many items right reach the cut
    above = betainc(needed, length - needed + 1, tau[:, None])
    whole = np.concatenate([np.ones((_POINTS, 1)), above, np.zeros((_POINTS, 1))], axis=1)
    return weights * (high - low) / 2, -np.diff(whole, axis=1)
