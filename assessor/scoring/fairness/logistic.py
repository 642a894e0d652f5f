"""DIF by regression on the matching score, the group and both together.

Swaminathan and Rogers 1990, Journal of Educational Measurement 27, 361-370; ordered categories: Zumbo 1999, A Handbook
on the Theory and Methods of DIF; size by the change of Nagelkerke's R-square (1991, Biometrika 78, 691-692) with the
limits of Jodoin and Gierl 2001, Applied Measurement in Education 14, 329-349.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.fairness.mantel import ALPHA, Size
from assessor.scoring.fairness.ordinal import fit_ordinal
from assessor.scoring.fairness.strata import Tables
from assessor.scoring.pool import Floats

MODERATE_R2, LARGE_R2 = 0.035, 0.070


@dataclass(frozen=True, slots=True)
class LogisticDif:
    """An item of any number of categories in two groups."""

    chi2: float
    """Group and its product with the matching score together, two degrees of freedom (likelihood ratio)."""
    p: float
    uniform_chi2: float
    """The group alone, one degree: the item is harder for one group at every score."""
    uniform_p: float
    nonuniform_chi2: float
    """The product beyond the group, one degree: the difference changes with the score."""
    nonuniform_p: float
    log_odds: float
    """The focal group's advantage in logits (uniform model); below 0 where the item is harder for it."""
    r2_change: float
    """Change of Nagelkerke's R-square by group and product."""
    size: Size


def logistic_dif(tables: Tables) -> LogisticDif:
    """Test an item. Raises ValueError where all gave the same category."""
    from scipy.special import chdtrc  # noqa: PLC0415 heavy: start-up must not pay for it

    models = _predictors(tables)
    counts = tables.counts.reshape(-1, len(tables.categories))
    there = counts.sum(axis=1) > 0
    fits = [fit_ordinal(predictors[there], counts[there]) for predictors in models]
    base, matched, uniform, full = (fit.loglik for fit in fits)
    one, two, both = (2 * max(gain, 0.0) for gain in (uniform - matched, full - uniform, full - matched))
    n = float(counts.sum())
    change = max(_nagelkerke(full, base, n) - _nagelkerke(matched, base, n), 0.0)
    p = float(chdtrc(2, both))
    return LogisticDif(
        chi2=both,
        p=p,
        uniform_chi2=one,
        uniform_p=float(chdtrc(1, one)),
        nonuniform_chi2=two,
        nonuniform_p=float(chdtrc(1, two)),
        log_odds=float(fits[2].beta[-1]),
        r2_change=change,
        size=_jodoin_gierl(change, p),
    )


def _predictors(tables: Tables) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the predictors of the four models: none; score; score and group; both and their product.

    The score is centred and scaled for the sake of the arithmetic; the tests do not change by it.
    """
    people = tables.counts.sum(axis=(1, 2))
    mean = np.average(tables.matching, weights=people)
    spread = float(np.sqrt(np.average((tables.matching - mean) ** 2, weights=people)))
    score = np.repeat((tables.matching - mean) / (spread or 1.0), 2)
    group = np.tile([0.0, 1.0], len(tables.matching))
    all_three = np.column_stack([score, group, score * group])
    return all_three[:, :0], all_three[:, :1], all_three[:, :2], all_three


def _nagelkerke(loglik: float, base: float, n: float) -> float:
    return float(np.expm1(2 * (base - loglik) / n) / np.expm1(2 * base / n))


def _jodoin_gierl(change: float, p: float) -> Size:
    if p > ALPHA or change < MODERATE_R2:
        return "A"
    return "C" if change >= LARGE_R2 else "B"
