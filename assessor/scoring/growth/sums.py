"""What a likelihood of lines needs of many sittings, by person: sums weighted by how precise each sitting is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.pool import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sums:
    """Weighted sums of z (own line: 1, time), x (fixed effects: 1, time, practice) and y (ability)."""

    n: int
    """Sittings."""
    zz: Floats
    """(persons, 2, 2)."""
    zx: Floats
    """(persons, 2, effects)."""
    zy: Floats
    """(persons, 2)."""
    xx: Floats
    """(effects, effects), over all persons."""
    xy: Floats
    """(effects,)."""
    yy: float
    log_variance: float
    """Sum of log se²."""

    def posterior(self, between: Floats) -> Floats:
        """Return the covariance of each person's line given the fixed effects, (persons, 2, 2).

        ``between`` is the covariance of lines among people; it need not be invertible.
        """
        return np.asarray(np.linalg.solve(np.eye(2) + between @ self.zz, np.broadcast_to(between, self.zz.shape)))


def weighted_sums(person: Ints, x: Floats, y: Floats, se: Floats) -> Sums:
    """Sum sittings whose persons are numbered from 0; the first two columns of x are 1 and time."""
    weight = 1 / se**2
    persons = int(person.max()) + 1

    def by_person(values: Floats) -> Floats:
        out = np.zeros((persons, *values.shape[1:]))
        np.add.at(out, person, values)
        return out

    z, weighted = x[:, :2], x * weight[:, None]
    return Sums(
        n=len(y),
        zz=by_person(z[:, :, None] * weighted[:, None, :2]),
        zx=by_person(z[:, :, None] * weighted[:, None, :]),
        zy=by_person(z * (weight * y)[:, None]),
        xx=weighted.T @ x,
        xy=weighted.T @ y,
        yy=float(weight @ y**2),
        log_variance=-float(np.log(weight).sum()),
    )
