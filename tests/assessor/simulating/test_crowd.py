import dataclasses
from collections import Counter

import numpy as np
import pytest

from assessor.scoring.pool import NOT_ADMINISTERED
from assessor.simulating.crowd import Crowd, Part, sit_part
from assessor.simulating.running import Size, simulate
from assessor.simulating.stored import sit_again
from tests.assessor.simulating.worlds import condition, world

WORLD = world()


def plain(crowd: Crowd) -> list[object]:
    values = [getattr(crowd, field.name) for field in dataclasses.fields(crowd) if field.name != "exposures"]
    values += [crowd.exposures.tests, crowd.exposures.eligible, crowd.exposures.asked]
    return [value.tolist() if hasattr(value, "tolist") else value for value in values]


@pytest.fixture(scope="module")
def crowd() -> Crowd:
    return sit_part(Part(condition("stated"), 1, people=40, fewest=10), WORLD)


def test_the_same_part_has_the_same_outcome(crowd: Crowd) -> None:
    assert plain(sit_part(Part(condition("stated"), 1, people=40, fewest=10), WORLD)) == plain(crowd)


def test_another_part_has_another_outcome(crowd: Crowd) -> None:
    assert plain(sit_part(Part(condition("stated"), 2, people=40, fewest=10), WORLD)) != plain(crowd)


def test_sittings_keep_to_the_form(crowd: Crowd) -> None:
    lengths = (crowd.rows != NOT_ADMINISTERED).sum(axis=1)
    assert lengths.min() >= 10
    assert lengths.max() <= 30
    assert set(crowd.reasons) <= {"precise", "certain", "cap"}


def test_every_level_is_filled_and_who_fills_it_is_named(crowd: Crowd) -> None:
    assert min(Counter(WORLD.cuts.levels(crowd.theta).tolist()).values()) >= 10
    assert not crowd.added[:40].any()
    assert crowd.added[40:].all()


def test_exposure_counts_those_who_were_not_added(crowd: Crowd) -> None:
    assert crowd.exposures.tests == 40
    assert crowd.exposures.asked.tolist() == (crowd.rows[:40] != NOT_ADMINISTERED).sum(axis=0).tolist()
    assert (crowd.exposures.eligible >= crowd.exposures.asked).all()


def test_exposure_goes_on_from_the_sittings_before(crowd: Crowd) -> None:
    after = sit_part(Part(condition("stated"), 2, people=5, before=crowd.exposures), WORLD)
    assert after.exposures.tests == 45
    assert (after.exposures.asked >= crowd.exposures.asked).all()


def test_true_items_differ_from_draw_to_draw_by_the_doubt_that_is_stated() -> None:
    draws = [WORLD.truth(condition("stated"), draw, focal=False).steps[:, 0] for draw in range(200)]
    stated = WORLD.known.pool_of(range(60)).names, np.array([item.steps[0] for item in WORLD.known.items])
    moves = np.array(draws) - stated[1]
    assert moves.std() == pytest.approx(0.7, abs=0.02)  # the tests' bank is of medium confidence
    assert moves.mean() == pytest.approx(0, abs=0.02)


def test_planted_items_are_harder_for_the_focal_group_alone() -> None:
    one = condition("subgroups")
    reference, focal = (WORLD.truth(one, 0, focal=focal).steps[:, 0] for focal in (False, True))
    apart = np.zeros(60)
    apart[list(WORLD.planted)] = one.harder
    assert focal - reference == pytest.approx(apart)
    assert len(WORLD.planted) == 6


def test_the_outcome_is_the_same_for_any_number_of_processes() -> None:
    conditions, seen = [condition("stated"), condition("guessers")], list[int]()
    alone = simulate(WORLD, conditions, Size(12), jobs=1, seen=seen.append)
    spread = simulate(WORLD, conditions, Size(12), jobs=2, seen=lambda _: None)
    assert {key: plain(crowd) for key, crowd in alone.items()} == {key: plain(crowd) for key, crowd in spread.items()}
    assert sum(seen) == Size(12).total(conditions)


def test_sittings_with_a_store_take_the_same_path_to_the_same_result() -> None:
    again = sit_again(WORLD, condition("stated"), 4)
    assert (again.sittings, again.same_paths, again.same_results) == (4, 4, 4)
