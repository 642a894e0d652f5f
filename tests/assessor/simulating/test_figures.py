import numpy as np
import pytest

from assessor.scoring.pool import NOT_ADMINISTERED, Responses
from assessor.simulating.crowd import Crowd, Exposures
from assessor.simulating.exposing import exposed
from assessor.simulating.figures import covered, figures
from tests.assessor.simulating.worlds import condition, world

WORLD = world()


def crowd(theta: list[float], eap: list[float], rows: Responses | None = None, **changes: object) -> Crowd:
    people = len(theta)
    if rows is None:
        rows = np.zeros((people, len(WORLD.bank)), dtype=np.int64)
    values: dict[str, object] = {
        "theta": np.array(theta),
        "drawn": np.arange(people),
        "added": np.zeros(people, dtype=np.bool_),
        "different": np.zeros(people, dtype=np.bool_),
        "rows": rows,
        "eap": np.array(eap),
        "se": np.full(people, 0.3),
        "chances": np.tile([0.6, 0.4, 0, 0, 0], (people, 1)),
        "reasons": ("cap",) * people,
        "raised": np.zeros((people, 2), dtype=np.bool_),
        "exposures": Exposures.none(len(WORLD.bank)),
        "highest": 0.2,
    }
    return Crowd(**(values | changes))  # type: ignore[arg-type]


def everybody(of: Crowd) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(len(of.theta), dtype=np.bool_)


def test_error_bias_and_levels_are_those_of_the_estimates() -> None:
    of = crowd([-2.0, -1.0, 0.0, 1.0], [-1.0, -1.0, 0.5, 2.0])
    found = figures(WORLD, condition("stated"), of, np.array([True, True, False, True]), everybody(of))
    assert found.bias == pytest.approx((1 + 0 + 0.5 + 1) / 4)
    assert found.rmse == pytest.approx(np.sqrt((1 + 0 + 0.25 + 1) / 4))
    assert found.coverage.share == 0.75
    assert found.coverage.error == pytest.approx(np.sqrt(0.75 * 0.25 / 4))  # binomial: a draw of the items for each
    assert (found.levels.exact, found.levels.adjacent, found.levels.between) == (0.25, 1.0, 0.0)


def test_people_of_one_draw_count_as_one_for_the_error_of_coverage() -> None:
    # Closed form: two draws of 50, one all covered and one not at all: .5 with the error of 2, not of 100.
    of = crowd([0.0] * 100, [0.0] * 100, drawn=np.repeat([0, 1], 50))
    found = figures(WORLD, condition("stated"), of, np.repeat([True, False], 50), everybody(of))
    assert found.coverage.error == pytest.approx(np.sqrt(0.25 / 2))
    assert found.between_draws == pytest.approx(np.sqrt(0.5))


def test_who_was_added_counts_for_the_levels_alone() -> None:
    of = crowd([0.0] * 30 + [2.0] * 30, [0.0] * 60, added=np.repeat([False, True], 30))
    found = figures(WORLD, condition("stated"), of, np.repeat([True, False], 30), everybody(of))
    assert (found.people, found.bias, found.coverage.share) == (30, 0.0, 1.0)
    assert [(one.level, one.bias, one.coverage.share) for one in found.by_level] == [(3, 0.0, 1.0), (5, -2.0, 0.0)]


def test_an_interval_of_no_answers_is_that_of_its_prior() -> None:
    # Closed form: N(0, 2) within -3.92 and 3.92, cut at the nodes' ends.
    rows = np.full((2, len(WORLD.bank)), NOT_ADMINISTERED)
    assert covered(WORLD, condition("stated"), crowd([3.8, 4.0], [0, 0], rows)).tolist() == [True, False]


@pytest.mark.parametrize(("shared", "overlap"), [(10, 1.0), (5, 0.5), (0, 0.0)])
def test_overlap_is_the_share_of_a_sitting_that_another_has_too(shared: int, overlap: float) -> None:
    rows = np.full((2, len(WORLD.bank)), NOT_ADMINISTERED)
    rows[0, :10] = 1
    rows[1, 10 - shared : 20 - shared] = 1
    found = exposed(crowd([0.0, 0.0], [0.0, 0.0], rows))
    assert found.overlap == pytest.approx(overlap)
    assert found.never == pytest.approx(1 - (20 - shared) / 60)
