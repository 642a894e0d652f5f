"""The curves of an item by what it is taken for: the chance of each category, and information, over ability."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessor.scoring.pool import Floats, ItemParameters, Pool

LEAST, MOST = -3.0, 3.0
_POINTS = 61
_TABLE = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a drawing of 600 by 200, its origin at the top left."""

    name: str
    points: str
    """As SVG reads them."""


@dataclass(frozen=True, slots=True)
class Curves:
    """What is drawn of an item, and the same in numbers and in a sentence."""

    categories: tuple[Curve, ...]
    information: Curve
    most_information: float
    peak: float
    """Where it tells most, in theta."""
    rows: tuple[tuple[str, ...], ...]
    """Ability, the chance of each category, information."""
    heads: tuple[str, ...]


def curves(parameters: ItemParameters) -> Curves:
    """Return the curves of an item from its parameters."""
    pool, at = Pool([parameters]), np.linspace(LEAST, MOST, _POINTS)
    chances, told = pool.probabilities(at)[:, 0], pool.information(at)[:, 0]
    most = float(told.max())
    named = [f"{rank} of {len(parameters.steps)}" for rank in range(len(parameters.steps) + 1)]
    lines = tuple(Curve(name, _points(at, chances[:, rank])) for rank, name in enumerate(named))
    return Curves(
        categories=lines,
        information=Curve("Information", _points(at, told / most)),
        most_information=most,
        peak=float(at[told.argmax()]),
        rows=tuple(_rows(pool)),
        heads=("Ability (theta)", *(f"{name} marks" for name in named), "Information"),
    )


def _points(at: Floats, heights: Floats) -> str:
    across = 600 * (at - LEAST) / (MOST - LEAST)
    return " ".join(f"{x:.1f},{200 * (1 - y):.1f}" for x, y in zip(across, heights, strict=True))


def _rows(pool: Pool) -> Iterator[tuple[str, ...]]:
    chances, told = pool.probabilities(_TABLE)[:, 0], pool.information(_TABLE)[:, 0]
    for theta, row, much in zip(_TABLE, chances, told, strict=True):
        yield (f"{theta:+.0f}", *(f"{100 * chance:.0f} in 100" for chance in row), f"{much:.2f}")
