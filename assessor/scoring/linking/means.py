"""The line between two calibrations by means of slopes and of difficulties, each anchor weighted by what it knows.

Mean/mean linking (Loyd and Hoover 1980, Journal of Educational Measurement 17, 179-193), here with the mean of the
logarithms of slopes. It suits old parameters that are judgements: their distances from one another do not enter.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """One kind of parameter of the anchors, new less old, each array (anchors,)."""

    value: Floats
    variance: Floats
    """Of each difference, but for the line."""
    share: Floats
    """How much of the new parameter the answers decided, from 0 to 1; the rest drew it towards the old one and
    `about`."""
    about: float = 0.0
    """The difference that was taken for right when the new parameters were drawn towards the old ones."""


def mean_difference(of: Differences) -> tuple[float, float]:
    """Return the mean difference and its variance.

    Differences that were drawn towards `about` are as much too small as the answers did not decide, and weigh as much
    less: the mean is that of what the answers alone say. Raises ValueError where they decided nothing.
    """
    knows = float((of.share / of.variance).sum())
    if not knows > 0:
        raise ValueError(f"the {len(of.value)} items in common say nothing of the line between the calibrations")
    return of.about + float(((of.value - of.about) / of.variance).sum()) / knows, 1 / knows


def drawn(was_drawn: Floats, old_sd: Floats, new_se: Floats) -> tuple[Floats, Floats]:
    """Return variance and share of differences: of a parameter that was drawn towards the old one, and of another."""
    there = np.asarray(was_drawn, dtype=bool)
    variance = np.where(there, old_sd**2, old_sd**2 + new_se**2)
    return variance, np.where(there, np.clip(1 - (new_se / old_sd) ** 2, 0, 1), 1.0)
