"""Which ways of working are not beaten on every count at once: the frontier, and how sure it is."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from harness.stats.checking import BadNumbers
from harness.stats.intervals import FEWEST_VALUES
from harness.stats.pairing import CaseKey

Better = Literal["higher", "lower"]
"""Which way an axis counts: quality is better higher, money lower."""
_SEED = 20_261_122
_DRAWS = 2_000
_TIE = 1e-12
"""Two means that are closer than this share of the largest one on their axis are the same mean, rounded differently."""


def frontier(points: Mapping[str, Sequence[float | None]], better: Sequence[Better] | None = None) -> set[str]:
    """Return the names on the frontier: no other is at least as good on every axis and better on one (Pareto 1906).

    Without `better`, lower is better on every axis. A point with None on an axis is neither on the frontier nor
    beaten: `incomplete` names those. Two equal points are both on it. Raises BadNumbers.
    """
    known = {name: point for name, point in points.items() if None not in point}
    if not known:
        return set()
    directions: Sequence[Better] = better if better is not None else ["lower"] * len(next(iter(known.values())))
    values = _array(list(known.values()), directions)
    beaten = _beaten(values[np.newaxis])[0]
    return {name for name, is_beaten in zip(known, beaten, strict=True) if not is_beaten}


def incomplete(points: Mapping[str, Sequence[float | None]]) -> set[str]:
    """Return the names that `frontier` leaves out because something of them is not known."""
    return {name for name, point in points.items() if None in point}


def frontier_probability(
    samples: Mapping[str, Mapping[CaseKey, Sequence[float | None]]],
    better: Sequence[Better],
    draws: int = _DRAWS,
    seed: int = _SEED,
) -> dict[str, float]:
    """Return for each name the share of draws in which it is on the frontier, when cases are drawn again.

    `samples` gives a name's value on every axis in each case, epochs averaged. In each draw the same cases, drawn
    with replacement from those that all names have, count for all (the paired bootstrap; Efron 1979). A name with an
    unknown value, or without a case, is left out of the result. Empty below 4 shared cases, where drawing again says
    nothing. With few cases the shares are more certain than they should be. Raises BadNumbers.
    """
    if draws < 1:
        raise BadNumbers(f"{draws} draws cannot be made; it takes at least one")
    known = {name: cases for name, cases in samples.items() if cases and not _has_unknown(cases)}
    if not known:
        return {}
    shared = [case for case in next(iter(known.values())) if all(case in cases for cases in known.values())]
    if len(shared) < FEWEST_VALUES:
        return {}
    values = np.stack([_array([cases[case] for case in shared], better) for cases in known.values()])
    chance = np.random.default_rng(seed)
    weights = chance.multinomial(len(shared), [1 / len(shared)] * len(shared), size=draws) / len(shared)
    means = np.einsum("dc,nca->dna", weights, values, optimize=True)
    return dict(zip(known, (~_beaten(means)).mean(axis=0).tolist(), strict=True))


def _has_unknown(cases: Mapping[CaseKey, Sequence[float | None]]) -> bool:
    return any(None in point for point in cases.values())


def _array(points: Sequence[Sequence[float | None]], better: Sequence[Better]) -> np.ndarray:
    """Return points as rows, turned so that lower is better on every axis."""
    for point in points:
        if len(point) != len(better):
            raise BadNumbers(f"a point with {len(point)} values on {len(better)} axes")
    values = np.array(points, dtype=float).reshape(len(points), len(better))
    if not np.isfinite(values).all():
        raise BadNumbers("a frontier of values that are not all finite; leave None where one is not known")
    return np.asarray(values * np.array([1.0 if way == "lower" else -1.0 for way in better]))


def _beaten(means: np.ndarray) -> np.ndarray:
    """Return which names are beaten in each draw. `means`: draw x name x axis, lower being better."""
    slack = _TIE * np.abs(means).max(axis=(0, 1), initial=0.0)
    ahead = means[:, np.newaxis, :, :] - means[:, :, np.newaxis, :]  # draw x beaten x beating x axis
    no_worse, better = (ahead <= slack).all(axis=3), (ahead < -slack).any(axis=3)
    return np.asarray((no_worse & better).any(axis=2))
