"""How much people's lines differ, by restricted maximum likelihood when each sitting's error is known.

Laird and Ware 1982, Biometrics 38, 963-974, for the model; Harville 1977, Journal of the American Statistical
Association 72, 320-338, for the likelihood that accounts for the fixed effects.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.growth.sums import Sums
from assessor.scoring.pool import Floats


@dataclass(frozen=True, slots=True)
class Restricted:
    """The fit at one covariance of lines among people."""

    loglik: float
    """Restricted log-likelihood."""
    effects: Floats
    """Fixed effects, (effects,)."""
    covariance: Floats
    """Of these, (effects, effects)."""


def restricted(sums: Sums, between: Floats) -> Restricted:
    """Return the fit at a covariance of intercept and slope among people, (2, 2)."""
    inner = sums.posterior(between)
    carried = inner @ sums.zx
    precision = sums.xx - np.einsum("nkp,nkq->pq", sums.zx, carried)
    right = sums.xy - np.einsum("nkp,nk->p", carried, sums.zy)
    covariance = np.linalg.inv(precision)
    effects = covariance @ right
    square = sums.yy - float(np.einsum("nk,nkl,nl->", sums.zy, inner, sums.zy)) - float(effects @ right)
    spread = float(np.linalg.slogdet(np.eye(2) + between @ sums.zz)[1].sum()) + sums.log_variance
    free = (sums.n - len(effects)) * float(np.log(2 * np.pi))
    loglik = -0.5 * (spread + float(np.linalg.slogdet(precision)[1]) + square + free)
    return Restricted(loglik, effects, covariance)


def between_people(sums: Sums, start: tuple[float, float]) -> Floats:
    """Return the covariance of lines with the highest restricted likelihood, (2, 2), which may be singular.

    ``start`` holds guesses of the standard deviations of intercepts and of slopes, above 0.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 heavy: start-up must not pay for it

    scale = np.array([start[0], start[1], start[1]])

    def minus_loglik(at: Floats) -> float:
        # Of one sitting: of thousands together, differences would drown in rounding and the search would go in circles.
        return -restricted(sums, _covariance(at * scale)).loglik / sums.n

    found = minimize(minus_loglik, np.array([1.0, 0.0, 1.0]), method="BFGS")
    return _covariance(found.x * scale)


def _covariance(root: Floats) -> Floats:
    """Return the covariance whose Cholesky root is given row by row."""
    lower = np.array([[root[0], 0.0], [root[1], root[2]]])
    return np.asarray(lower @ lower.T)
