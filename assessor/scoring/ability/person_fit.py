"""Whether a pattern of answers is one that the items would give: lz and lz*.

lz (Drasgow, Levine and Williams 1985, British Journal of Mathematical and Statistical Psychology 38, 67-86) is the
log-likelihood of the answers, standardised by its mean and variance at theta; far below 0 is misfit. Its variance is
below 1 where theta is an estimate from the same answers. lz* (Snijders 2001, Psychometrika 66, 331-342; for more than
two categories Sinharay 2016, Psychometrika 81, 992-1013) takes out what the estimate took: the part of the
log-likelihood that moves with the score, sum of a (x - expected). Written so, it needs no word of how theta was found.
"""

import numpy as np

from assessor.scoring.ability.answers import Flags, checked
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Pool, Responses

_NO_SPREAD = 1e-9
"""A variance this small, beside that of the score, is 0 with rounding."""
_NUMBERS_AT_ONCE = 1_000_000


def lz(pool: Pool, responses: Responses, theta: Floats) -> list[float | None]:
    """Return lz of each person at the ability given; None where every pattern is as likely as every other.

    `theta` is (persons,) and finite. Raises ValueError.
    """
    return _standardised(pool, responses, theta, corrected=False)


def lz_star(pool: Pool, responses: Responses, theta: Floats) -> list[float | None]:
    """Return lz* of each person at an estimate of ability (ML, WLE or MAP; EAP does as well).

    None where the score decides the pattern, as for a single item. `theta` is (persons,) and finite. Raises ValueError.
    """
    return _standardised(pool, responses, theta, corrected=True)


def _standardised(pool: Pool, responses: Responses, theta: Floats, *, corrected: bool) -> list[float | None]:
    rows = checked(pool, responses)
    at = np.atleast_1d(np.asarray(theta, dtype=np.float64))
    if at.shape != (len(rows),) or not np.isfinite(at).all():
        raise ValueError(f"person fit of {len(rows)} persons needs as many finite abilities")
    size = max(1, _NUMBERS_AT_ONCE // (len(pool) * (pool.steps.shape[1] + 1)))
    found: list[float | None] = []
    for start in range(0, len(rows), size):
        part = slice(start, start + size)
        away, variance, least = _parts(pool, rows[part], at[part], corrected=corrected)
        found += [
            float(one / np.sqrt(spread)) if spread > floor else None
            for one, spread, floor in zip(away, variance, least, strict=True)
        ]
    return found


def _parts(pool: Pool, rows: Responses, theta: Floats, *, corrected: bool) -> tuple[Floats, Floats, Floats]:
    """Return how far each log-likelihood is from its mean, its variance, and the variance that counts as none."""
    logs = pool.log_probabilities(theta)
    chances = np.exp(logs)
    logs[np.isneginf(logs)] = 0.0
    scores = np.broadcast_to(pool.a[:, None] * np.arange(logs.shape[2]), logs.shape)
    answered = rows != NOT_ADMINISTERED
    given = np.where(answered, rows, 0)[:, :, None]
    logs = logs - (chances * logs).sum(axis=2, keepdims=True)
    scores = scores - (chances * scores).sum(axis=2, keepdims=True)
    spread = _total(answered, chances * logs**2)
    if corrected:
        shared, known = _total(answered, chances * logs * scores), _total(answered, chances * scores**2)
        share = np.divide(shared, known, out=np.zeros_like(known), where=known > 0)
        logs = logs - share[:, None, None] * scores
    away = np.where(answered, np.take_along_axis(logs, given, axis=2)[:, :, 0], 0.0).sum(axis=1)
    return away, _total(answered, chances * logs**2), _NO_SPREAD * np.maximum(spread, _NO_SPREAD)


def _total(answered: Flags, parts: Floats) -> Floats:
    return np.asarray(np.where(answered, parts.sum(axis=2), 0.0).sum(axis=1))
