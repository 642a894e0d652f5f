"""DIF over strata of equal score: Mantel-Haenszel for two categories, Mantel for more.

Mantel and Haenszel 1959, Journal of the National Cancer Institute 22, 719-748; Holland and Thayer 1988 (in Wainer and
Braun, Test Validity) for items and the ETS delta; variance of the log odds: Robins, Breslow and Greenland 1986,
Biometrics 42, 311-323. Classes A, B, C: Zwick 2012, ETS Research Report 12-08. More than two categories: Mantel 1963,
Journal of the American Statistical Association 58, 690-700, with the standardised mean difference and its classes
(Zwick, Thayer and Mazzeo 1997, Journal of Educational and Behavioral Statistics 22, 47-66; the limits .17 and .25
of the item's standard deviation are those of the NAEP).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessor.scoring.fairness.strata import FOCAL, REFERENCE, Tables
from assessor.scoring.pool import Floats

Size = Literal["A", "B", "C"]
"""Negligible, moderate, large."""
TO_DELTA = -2.35
"""From log odds to the ETS delta scale: 4 / 1.7, and the sign by which a negative delta is an item that is harder for
the focal group."""
MODERATE, LARGE = 1.0, 1.5
MODERATE_SMD, LARGE_SMD = 0.17, 0.25
ALPHA = 0.05
_ONE_SIDED = 1.6448536269514722
_TWO_SIDED = 1.959963984540054


@dataclass(frozen=True, slots=True)
class MantelHaenszel:
    """An item of two categories in two groups."""

    chi2: float
    """With the continuity correction, one degree of freedom."""
    p: float
    odds_ratio: float | None
    """Above 1 where the reference group does better; None where the strata do not tell."""
    low: float | None
    """The ends of its 95 % interval."""
    high: float | None
    delta: float | None
    """On the ETS scale; below 0 where the item is harder for the focal group."""
    delta_se: float | None
    size: Size


@dataclass(frozen=True, slots=True)
class Mantel:
    """An item of any number of categories in two groups."""

    chi2: float
    """Without a continuity correction, one degree of freedom."""
    p: float
    smd: float
    """The focal group's mean category minus the reference group's, of equal score; below 0 is harder for the focal."""
    smd_in_sd: float
    """The same in standard deviations of the item."""
    size: Size


def mantel_haenszel(tables: Tables) -> MantelHaenszel:
    """Test an item of two categories. Raises ValueError for another number of categories."""
    if len(tables.categories) != 2:  # noqa: PLR2004 right and wrong
        raise ValueError(f"Mantel-Haenszel needs two categories; the item has {len(tables.categories)}")
    (a, b), (c, d) = (tables.counts[:, group, ::-1].T for group in (REFERENCE, FOCAL))
    total = a + b + c + d
    found = _one_degree(a, (a + b, c + d), (a + c, b + d))
    helped, hindered = a * d / total, b * c / total
    r, s = float(helped.sum()), float(hindered.sum())
    if r == 0 or s == 0:
        return MantelHaenszel(*found, None, None, None, None, None, _ets(None, None, found[1]))
    p, q = (a + d) / total, (b + c) / total
    variance = (p * helped).sum() / (2 * r * r)
    variance += (p * hindered + q * helped).sum() / (2 * r * s) + (q * hindered).sum() / (2 * s * s)
    log_odds, se = float(np.log(r / s)), float(np.sqrt(variance))
    low, high = (float(np.exp(log_odds + sign * _TWO_SIDED * se)) for sign in (-1, 1))
    delta, delta_se = TO_DELTA * log_odds, abs(TO_DELTA) * se
    return MantelHaenszel(*found, r / s, low, high, delta, delta_se, _ets(delta, delta_se, found[1]))


def mantel(tables: Tables) -> Mantel:
    """Test an item of any number of categories, by their scores."""
    counts, scores = tables.counts, tables.categories
    sizes, sums, squares = counts.sum(axis=2), counts @ scores, (counts @ scores**2).sum(axis=1)
    n, both = sizes.sum(axis=1), sums.sum(axis=1)
    inner = sizes[:, REFERENCE] * sizes[:, FOCAL] * (n * squares - both**2)
    variance = np.divide(inner, n**2 * (n - 1), out=np.zeros_like(inner), where=n > 1)
    excess = float((sums[:, FOCAL] - sizes[:, FOCAL] * both / n).sum())
    chi2, p = _chi2(excess**2, float(variance.sum()))
    shared = (sizes > 0).all(axis=1)
    sd = float(np.sqrt(max(squares.sum() / n.sum() - (both.sum() / n.sum()) ** 2, 0)))
    if not shared.any() or sd == 0:
        return Mantel(chi2, p, 0.0, 0.0, "A")
    means = sums[shared] / sizes[shared]
    smd = float(np.average(means[:, FOCAL] - means[:, REFERENCE], weights=sizes[shared, FOCAL]))
    return Mantel(chi2, p, smd, smd / sd, _naep(smd / sd, p))


def _one_degree(a: Floats, rows: tuple[Floats, Floats], columns: tuple[Floats, Floats]) -> tuple[float, float]:
    n = rows[0] + rows[1]
    inner = rows[0] * rows[1] * columns[0] * columns[1]
    variance = np.divide(inner, n**2 * (n - 1), out=np.zeros_like(inner), where=n > 1)
    excess = abs(float((a - rows[0] * columns[0] / n).sum()))
    return _chi2(max(excess - 0.5, 0.0) ** 2, float(variance.sum()))


def _chi2(square: float, variance: float) -> tuple[float, float]:
    """Return chi-square of one degree of freedom and its p; 0 and 1 where nothing can differ."""
    from scipy.special import chdtrc  # noqa: PLC0415 heavy: start-up must not pay for it

    if variance <= 0:
        return 0.0, 1.0
    return square / variance, float(chdtrc(1, square / variance))


def _ets(delta: float | None, se: float | None, p: float) -> Size:
    """A: below 1 or not different from 0; C: 1.5 or more, and by a one-sided test above 1; B: the rest.

    Without a delta (one side of all tables is empty) the difference is as large as can be, if it is one at all.
    """
    if p > ALPHA:
        return "A"
    if delta is None or se is None:
        return "C"
    if abs(delta) < MODERATE:
        return "A"
    return "C" if abs(delta) >= LARGE and abs(delta) - MODERATE > _ONE_SIDED * se else "B"


def _naep(smd_in_sd: float, p: float) -> Size:
    if p > ALPHA or abs(smd_in_sd) <= MODERATE_SMD:
        return "A"
    return "C" if abs(smd_in_sd) > LARGE_SMD else "B"
