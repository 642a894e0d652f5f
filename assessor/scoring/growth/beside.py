"""One person's line beside those of many, without a new search: how much people differ was found once over all.

The mean line and her own are then the same generalised least squares as in `trajectories`, in closed form: what each of
the others says of the mean is kept, and her own part is taken off and put in anew. Where what is put in is what was
taken off, the line is the one of the whole fit. Else how much people differ still rests on what she had there before:
one person among so many.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.growth.sums import Sums, weighted_sums
from assessor.scoring.growth.trajectories import Growth, Line, drawn
from assessor.scoring.pool import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """What many people say of the mean line."""

    between: Floats
    """Covariance of intercept and slope among people, (2, 2), in weeks."""
    precision: Floats
    """What each says of the mean line, (persons, 2, 2)."""
    right: Floats
    """The same times the line that is best for each, (persons, 2)."""
    whole_precision: Floats
    """Their sums, (2, 2) and (2,)."""
    whole_right: Floats

    def line(self, weeks: ArrayLike, theta: ArrayLike, se: ArrayLike, instead_of: int | None = None) -> Line:
        """Return the line of somebody with these sittings, who stands in for one of the many or beside them all."""
        own = _sums(np.zeros(np.shape(weeks), dtype=np.int64), weeks, theta, se)
        precision, right = _says(own, self.between)
        precision, right = self.whole_precision + precision[0], self.whole_right + right[0]
        if instead_of is not None:
            precision, right = precision - self.precision[instead_of], right - self.right[instead_of]
        covariance = np.linalg.inv(precision)
        (mean,), (doubt,) = drawn(own, self.between, covariance @ right, covariance)
        return Line(float(mean[0]), float(mean[1]), (float(doubt[0, 0]), float(doubt[1, 1]), float(doubt[0, 1])))


def many_of(growth: Growth, person: ArrayLike, weeks: ArrayLike, theta: ArrayLike, se: ArrayLike) -> Many:
    """Return what people say of the mean line; the rows are those of the fit, with persons numbered from 0."""
    between = np.array([[growth.intercept_sd**2, growth.both], [growth.both, growth.slope_sd**2]])
    precision, right = _says(_sums(person, weeks, theta, se), between)
    return Many(between, precision, right, precision.sum(axis=0), right.sum(axis=0))


def _sums(person: ArrayLike, weeks: ArrayLike, theta: ArrayLike, se: ArrayLike) -> Sums:
    t, y, errors = (np.asarray(each, dtype=np.float64) for each in (weeks, theta, se))
    x = np.column_stack([np.ones_like(t), t])
    return weighted_sums(np.asarray(person, dtype=np.int64), x, y, errors)


def _says(sums: Sums, between: Floats) -> tuple[Floats, Floats]:
    """Return what each person says of the mean line, (persons, 2, 2), and that times her best line, (persons, 2)."""
    carried = sums.zz @ sums.posterior(between)
    return sums.zz - carried @ sums.zz, sums.zy - np.einsum("nkl,nl->nk", carried, sums.zy)
