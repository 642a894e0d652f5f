"""Fewer cycles to the same peak: squared extrapolation of a fixed-point map.

Varadhan and Roland 2008, Scandinavian Journal of Statistics 35, 335-353, scheme S3, with a fall back to the plain step
where the extrapolated point is not allowed or lies lower.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import Floats

LONGEST = 1000.0
"""The most plain steps that one extrapolation stands for."""


@dataclass(frozen=True, slots=True)
class Climb:
    """Where the climb ended."""

    point: Floats
    height: float
    cycles: int
    """How often the map was taken."""
    converged: bool


def climb(
    step: Callable[[Floats], tuple[Floats, float]],
    start: Floats,
    allows: Callable[[Floats], bool],
    *,
    tolerance: float,
    most_cycles: int,
) -> Climb:
    """Repeat ``step``, which returns the next point and the height of the given one, until no value changes by more.

    A point may hold -inf, which never changes.
    """
    finite = np.isfinite(start)
    point, cycles = start, 0
    while True:
        first, height = step(point)
        cycles += 1
        went = first[finite] - point[finite]
        is_there = bool(np.abs(went).max() < tolerance)
        if is_there or cycles >= most_cycles:
            return Climb(first, height, cycles, is_there)
        second, _ = step(first)
        cycles += 1
        onward = second[finite] - first[finite]
        if np.abs(onward).max() < tolerance:
            point = second
            continue
        bend = onward - went
        length = _length(float(np.linalg.norm(went)), float(np.linalg.norm(bend)))
        further = second.copy()
        further[finite] = point[finite] + 2 * length * went + length**2 * bend
        point = second
        if length > 1.0 and allows(further):
            third, reached = step(further)
            cycles += 1
            if reached >= height:
                point = third


def _length(went: float, bend: float) -> float:
    return LONGEST if went >= LONGEST * bend else max(1.0, went / bend)
