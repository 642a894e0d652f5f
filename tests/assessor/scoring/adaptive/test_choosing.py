import numpy as np
import pytest

from assessor.scoring.adaptive.choosing import GENTLE_SHARE, Choice, next_item
from assessor.scoring.adaptive.content import Blueprint
from assessor.scoring.adaptive.engine import Adaptive, Standing
from assessor.scoring.adaptive.exposure import Exposure
from assessor.scoring.pool import ItemParameters, Pool
from tests.assessor.scoring.drawing import answers, bank

POOL = bank(60)
ENGINE = Adaptive(POOL)
AREAS = np.arange(60) % 3
SHARES = np.array([0.6, 0.2, 0.2])


def sat(choice: Choice, count: int, seed: int = 0) -> Standing:
    dice = np.random.default_rng(seed)
    row = answers(POOL, np.array([0.5]), seed)[0]
    standing = ENGINE.start()
    for _ in range(count):
        item = next_item(ENGINE, standing, choice, dice=dice)
        assert item is not None
        standing = ENGINE.record(standing, item, int(row[item]))
    return standing


def test_the_next_item_is_the_most_informative_of_those_not_asked() -> None:
    standing = ENGINE.start()
    for _ in range(20):
        worth = POOL.information(np.array([standing.theta]))[0]
        worth[list(standing.asked)] = -1
        item = next_item(ENGINE, standing, Choice())
        assert item == worth.argmax()
        standing = ENGINE.record(standing, int(worth.argmax()), 1)


def test_of_equal_items_the_first_is_taken() -> None:
    engine = Adaptive(Pool([ItemParameters(str(place), 1.0, (0.0,)) for place in range(3)]))
    assert next_item(engine, engine.start(), Choice()) == 0


def test_what_is_not_allowed_is_never_asked_and_nothing_left_is_none() -> None:
    allowed = np.zeros(60, dtype=np.bool_)
    assert next_item(ENGINE, ENGINE.start(), Choice(), allowed=allowed) is None
    allowed[7] = True
    assert next_item(ENGINE, ENGINE.start(), Choice(), allowed=allowed) == 7


def test_first_items_are_drawn_among_the_best_and_later_ones_are_the_best() -> None:
    choice = Choice(random_first=1, random_best=5)
    best = np.argsort(-POOL.information(np.zeros(1))[0])[:5]
    dice = np.random.default_rng(1)
    drawn = [next_item(ENGINE, ENGINE.start(), choice, dice=dice) for _ in range(200)]
    assert set(drawn) == set(best.tolist())
    standing = ENGINE.record(ENGINE.start(), int(best[0]), 1)
    assert next_item(ENGINE, standing, choice, dice=dice) == next_item(ENGINE, standing, Choice())


def test_choosing_by_chance_without_a_generator_is_refused() -> None:
    with pytest.raises(ValueError, match="give a random generator"):
        next_item(ENGINE, ENGINE.start(), Choice(random_first=3))


def test_fewer_items_than_the_best_few_are_all_that_is_drawn_from() -> None:
    allowed = np.arange(60) < 2
    choice, dice = Choice(random_first=1, random_best=5), np.random.default_rng(2)
    drawn = {next_item(ENGINE, ENGINE.start(), choice, allowed=allowed, dice=dice) for _ in range(50)}
    assert drawn == {0, 1}


def test_gentle_items_are_those_on_which_about_six_tenths_are_expected() -> None:
    standing = ENGINE.start()
    gentle, plain = (next_item(ENGINE, standing, Choice(gentle=gentle)) for gentle in (True, False))
    share = ENGINE.expected_share(0.0)
    assert gentle is not None
    assert plain is not None
    assert share[gentle] == pytest.approx(GENTLE_SHARE, abs=0.05)
    assert ENGINE.information(0.0)[gentle] <= ENGINE.information(0.0)[plain]


def test_gentle_takes_the_nearest_item_where_none_is_about_right() -> None:
    engine = Adaptive(Pool([ItemParameters("easy", 1.0, (-3.0,)), ItemParameters("hard", 2.0, (2.0,))]))
    assert next_item(engine, engine.start(), Choice(gentle=True)) == 0


def test_a_blueprint_is_kept_to_within_an_item() -> None:
    # Kingsbury and Zara 1989: the area furthest below its share comes next, so none is off by one item or more.
    standing = sat(Choice(blueprint=Blueprint(AREAS, SHARES, np.zeros(3, dtype=np.int64))), 25)
    counts = np.bincount(AREAS[list(standing.asked)], minlength=3)
    assert np.all(np.abs(counts - 25 * SHARES) <= 1)


def test_minima_come_first() -> None:
    blueprint = Blueprint(AREAS, SHARES, np.array([1, 4, 2]))
    standing = sat(Choice(blueprint=blueprint), 7)
    assert np.bincount(AREAS[list(standing.asked)]).tolist() == [1, 4, 2]
    assert not blueprint.short(standing.asked).any()


def test_an_area_without_items_left_gives_way_to_the_others() -> None:
    blueprint = Blueprint(AREAS, np.array([0.98, 0.01, 0.01]), np.array([30, 0, 0]))
    standing = sat(Choice(blueprint=blueprint), 60)
    assert len(set(standing.asked)) == 60


def test_what_is_held_back_is_asked_only_where_a_minimum_wants_it_or_nothing_else_is_left() -> None:
    held = AREAS != 1
    free, short = np.zeros(3, dtype=np.int64), np.array([0, 1, 0])
    first = next_item(ENGINE, ENGINE.start(), Choice(blueprint=Blueprint(AREAS, SHARES, free)), eligible=held)
    assert first is not None
    assert AREAS[first] != 1
    wanted = next_item(ENGINE, ENGINE.start(), Choice(blueprint=Blueprint(AREAS, SHARES, short)), eligible=held)
    assert wanted is not None
    assert AREAS[wanted] == 1
    assert next_item(ENGINE, ENGINE.start(), Choice(), eligible=np.zeros(60, dtype=np.bool_)) is not None


@pytest.mark.parametrize(
    ("areas", "shares", "minima", "said"),
    [
        ([0, 1], [1.0], [0, 0], "as many minima"),
        ([0, 1], [1.0, -1.0], [0, 0], "above 0"),
        ([0, 1], [1.0, 1.0], [0, -1], "from 0"),
        ([0, 2], [1.0, 1.0], [0, 0], "go from 0 to 1"),
    ],
)
def test_a_blueprint_that_does_not_hold_together_is_refused(
    areas: list[int], shares: list[float], minima: list[int], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        Blueprint(np.array(areas), np.array(shares), np.array(minima))


def test_choosing_among_none_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be chosen"):
        Choice(random_first=2, random_best=0)


def test_chances_of_eligibility_are_in_closed_form() -> None:
    # Van der Linden and Veldkamp 2004: ceiling x eligible / asked, at most 1; two bands of ability at once.
    counts = Exposure(np.array([[100, 100], [100, 4]]), np.array([[50, 0], [20, 4]]), np.array([[200], [200]]))
    assert counts.chances(0.25).tolist() == [[0.5, 1.0], [1.0, 0.25]]


def test_an_item_above_the_ceiling_rests_until_it_is_not() -> None:
    for tests, chance in ((399, 0.0), (400, 0.25)):
        assert Exposure(np.array([100]), np.array([100]), np.array(tests)).chances(0.25).tolist() == [chance]


@pytest.mark.parametrize("persons", [200, 600])
def test_no_item_is_asked_of_more_than_the_ceiling(persons: int) -> None:
    pool, dice = bank(120), np.random.default_rng(3)
    engine = Adaptive(pool)
    rows = answers(pool, dice.standard_normal(persons))
    eligible, asked = np.zeros(120, dtype=np.int64), np.zeros(120, dtype=np.int64)
    for person, row in enumerate(rows):
        free = dice.random(120) < Exposure(eligible, asked, np.array(person)).chances()
        standing = engine.start()
        for _ in range(12):
            item = next_item(engine, standing, Choice(), eligible=free)
            assert item is not None
            standing = engine.record(standing, item, int(row[item]))
        eligible += free
        asked[list(standing.asked)] += 1
    assert asked.max() / persons <= 0.25 + 0.02
    assert asked.max() / persons > 0.2


@pytest.mark.parametrize(
    ("eligible", "asked", "tests", "said"), [(1, 2, 3, "more often"), (3, 1, 2, "more often"), (-1, -1, 0, "from 0")]
)
def test_counts_that_cannot_be_are_refused(eligible: int, asked: int, tests: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Exposure(np.array([eligible]), np.array([asked]), np.array(tests))


@pytest.mark.parametrize("ceiling", [0.0, 1.5])
def test_a_ceiling_that_cannot_be_is_refused(ceiling: float) -> None:
    with pytest.raises(ValueError, match="ceiling"):
        Exposure(np.array([1]), np.array([1]), np.array(1)).chances(ceiling)
