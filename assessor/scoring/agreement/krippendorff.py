"""Krippendorff's alpha: agreement of any number of raters, with marks missing, at four levels of measurement.

Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania. The ordinal distance there,
(sum of frequencies from c to k, less half of both ends) squared, is the squared difference of mid-ranks, so that
ordinal is interval on mid-ranks. The interval is the percentile bootstrap over units: Zapf, Castell, Morawietz and
Karch 2016, BMC Medical Research Methodology 16, 93.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.agreement.pairs import Estimate
from assessor.scoring.pool import Floats

Measurement = Literal["nominal", "ordinal", "interval", "ratio"]
DRAWS = 1000
_SEED = 20111
FEWEST_UNITS = 4
"""Below this a bootstrap over units says nothing."""


def krippendorff_alpha(ratings: ArrayLike, measurement: Measurement, *, draws: int = DRAWS) -> Estimate:
    """Return alpha of ratings (units, raters; NaN = not marked) with its 95 % interval, the same at every call.

    A unit with a single mark tells nothing of agreement and is left out. The value is None where all marks are alike;
    there is no interval below 4 units. Raises ValueError when no unit has two marks, and for ratio with negative
    marks.
    """
    marks = np.asarray(ratings, dtype=np.float64)
    marks = marks[(~np.isnan(marks)).sum(axis=1) > 1]
    if not len(marks):
        raise ValueError("Krippendorff's alpha needs a unit that two raters marked")
    if measurement == "ratio" and np.nanmin(marks) < 0:
        raise ValueError("marks below 0 are not on a ratio scale")
    values, counts = _counts(marks)
    value = float(_alphas(counts, np.ones((1, len(marks))), values, measurement)[0])
    if np.isnan(value):
        return Estimate(None, None, None)
    if len(marks) < FEWEST_UNITS or not draws:
        return Estimate(value, None, None)
    weights = np.random.default_rng(_SEED).multinomial(len(marks), np.full(len(marks), 1 / len(marks)), size=draws)
    low, high = np.nanquantile(_alphas(counts, weights.astype(np.float64), values, measurement), [0.025, 0.975])
    return Estimate(value, float(low), float(high))


def _counts(marks: Floats) -> tuple[Floats, Floats]:
    """Return the distinct values and how often each unit was given each, (units, values)."""
    given = ~np.isnan(marks)
    values, place = np.unique(marks[given], return_inverse=True)
    counts = np.zeros((len(marks), len(values)))
    np.add.at(counts, (np.nonzero(given)[0], place), 1)
    return values, counts


def _alphas(counts: Floats, weights: Floats, values: Floats, measurement: Measurement) -> Floats:
    """Return alpha for each row of weights (draws, units); NaN where its marks are all alike."""
    given = counts.sum(axis=1)
    margins = weights @ counts
    if measurement in {"nominal", "ratio"}:
        apart = _distances(values, measurement)
        observed = weights @ (((counts @ apart) * counts).sum(axis=1) / (given - 1))
        expected = ((margins @ apart) * margins).sum(axis=1)
    else:
        ranks = np.cumsum(margins, axis=1) - margins / 2
        scale = ranks if measurement == "ordinal" else np.broadcast_to(values - values.mean(), margins.shape)
        each = given[:, None] * (counts @ (scale**2).T) - (counts @ scale.T) ** 2
        observed = 2 * ((weights / (given - 1)) * each.T).sum(axis=1)
        expected = 2 * (margins.sum(axis=1) * (margins * scale**2).sum(axis=1) - (margins * scale).sum(axis=1) ** 2)
    alike = (margins > 0).sum(axis=1) == 1
    expected = np.where(alike, np.nan, expected)
    return np.asarray(1 - (margins.sum(axis=1) - 1) * observed / expected)


def _distances(values: Floats, measurement: Measurement) -> Floats:
    """Return the squared distances of values, (values, values)."""
    difference = values[:, None] - values[None, :]
    if measurement == "nominal":
        return np.asarray(difference != 0, dtype=np.float64)
    total = values[:, None] + values[None, :]
    return np.asarray(np.divide(difference, total, out=np.zeros_like(total), where=total > 0) ** 2)
