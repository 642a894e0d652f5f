import numpy as np
import pytest

from assessor.scoring.calibrate.squarem import Climb, climb
from assessor.scoring.pool import Floats

PEAK = np.array([1.0, -2.0, 0.5])
RATES = np.array([0.98, 0.9, 0.3])


def step(point: Floats) -> tuple[Floats, float]:
    """A map that shrinks the way to the peak, each direction at its own rate."""
    finite = np.isfinite(point)
    further = point.copy()
    further[finite] = (PEAK + RATES * (point[:3] - PEAK))[finite[:3]]
    return further, -float(((point[:3] - PEAK)[finite[:3]] ** 2).sum())


def end(most_cycles: int = 1000) -> Climb:
    return climb(step, np.zeros(3), lambda _: True, tolerance=1e-9, most_cycles=most_cycles)


def test_it_ends_where_the_map_does_not_move() -> None:
    assert end().point == pytest.approx(PEAK, abs=1e-6)
    assert end().converged


def test_it_takes_far_fewer_cycles_than_the_map_alone() -> None:
    # Alone: .98^n of 1 below 1e-9 takes 1,026 cycles and more.
    assert end().cycles < 100


def test_it_says_when_it_did_not_get_there() -> None:
    found = end(most_cycles=5)
    assert not found.converged
    assert found.cycles <= 7


def test_a_point_that_is_not_allowed_is_never_tried() -> None:
    tried: list[Floats] = []

    def watched(point: Floats) -> tuple[Floats, float]:
        tried.append(point)
        return step(point)

    found = climb(watched, np.zeros(3), lambda point: bool(point[0] <= 1), tolerance=1e-9, most_cycles=5000)
    assert found.converged
    assert max(point[0] for point in tried) <= 1


def test_a_map_that_moves_on_by_equal_steps_is_stopped_by_the_count() -> None:
    found = climb(lambda x: (x + 1, 0.0), np.zeros(1), lambda _: True, tolerance=1e-9, most_cycles=50)
    assert not found.converged


def test_a_value_of_minus_infinity_stays() -> None:
    start = np.array([0.0, 0.0, -np.inf])
    found = climb(step, start, lambda _: True, tolerance=1e-9, most_cycles=1000)
    assert np.isneginf(found.point[2])
    assert found.point[:2] == pytest.approx(PEAK[:2], abs=1e-6)
