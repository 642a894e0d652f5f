"""How items do, from answers whose figures are known beforehand."""

import datetime as dt
from random import Random

import numpy as np
import pytest
from sqlalchemy import insert

from assessor.bank.item import Item
from assessor.curating.statistics.figures import Figures, Statistics, statistics
from assessor.curating.statistics.stored import read_stored
from assessor.db import Store
from assessor.models.measurement import CALIBRATION, ITEM_EXPOSURE, SCORED_RESPONSE
from assessor.scoring.items.fit import item_fit
from assessor.scoring.pool import Pool
from assessor.sittings.form import make_form
from assessor.sittings.scale import read_scale
from assessor.sittings.sitting import Sittings
from tests.assessor.curating.statistics.storing import NOW, Chosen, store_answers
from tests.assessor.sittings.answering import take
from tests.assessor.sittings.making import bank, item

BANK = [item(number, kind="single", option=item(0).option) for number in range(6)]
FIRST = BANK[0].name


def told(store: Store, items: list[Item] = BANK, *, simulated: bool = False) -> Statistics:
    with store.reading() as connection:
        return statistics(connection, items, read_scale(), simulated=simulated)


def of_first(found: Statistics) -> Figures:
    return next(of for of in found.items if of.item.name == FIRST)


def people(right: int, wrong: int, *, option: int = 1) -> list[Chosen]:
    """Return people of whom so many answer the first item right; the rest by halves, alike in both groups."""
    return [
        {
            FIRST: 0 if number < right else option,
            **{made.name: (number + place) % 2 for place, made in enumerate(BANK[1:])},
        }
        for number in range(right + wrong)
    ]


def drawn(n: int, seed: int = 1) -> list[Chosen]:
    """Return people of the population who answer as the authors think."""
    rng = Random(seed)
    found: list[Chosen] = []
    for _ in range(n):
        theta = rng.gauss(0, 1)
        chances = {made.name: 1 / (1 + np.exp(made.author.difficulty - theta)) for made in BANK}
        found.append({name: 0 if rng.random() < chance else 1 for name, chance in chances.items()})
    return found


def test_shares_have_the_interval_of_wilson(store: Store) -> None:
    # Wilson 1927 for 15 of 20, by hand: (.75 + .0960) / 1.1921 -/+ 1.96 sqrt(.009375 + .0024) / 1.1921
    store_answers(store, BANK, people(15, 5))
    found = of_first(told(store))
    assert (found.n, found.right, found.points) == (20, 0.75, 0.75)
    assert found.low == pytest.approx(0.5313, abs=5e-4)
    assert found.high == pytest.approx(0.8881, abs=5e-4)


def test_below_20_answers_nothing_is_told_but_their_number(store: Store) -> None:
    store_answers(store, BANK, people(15, 4))
    found = of_first(told(store))
    assert found.n == 19
    assert {found.right, found.low, found.high, found.points, found.point_biserial, found.seconds} == {None}


def test_seconds_are_their_mean(store: Store) -> None:
    store_answers(store, BANK, people(15, 5))  # 20, 21, … 39
    assert of_first(told(store)).seconds == pytest.approx(29.5)


def test_an_item_goes_with_the_ability_of_the_others_when_people_answer_so(store: Store) -> None:
    store_answers(store, BANK, drawn(300))
    found = told(store)
    assert all(of.point_biserial is not None and of.point_biserial > 0.1 for of in found.items)


def test_an_item_that_has_nothing_to_do_with_the_others_does_not_and_is_flagged(store: Store) -> None:
    dice = Random(2)
    store_answers(store, BANK, [{**chosen, FIRST: dice.randrange(2)} for chosen in drawn(300)])
    found = of_first(told(store))
    assert abs(found.point_biserial or 1) < 3 / 300**0.5  # three standard errors of a correlation of 0
    assert "the abler do hardly better" in found.flags[0]


def test_options_are_counted_as_they_stand_in_the_file_whatever_order_was_shown(store: Store) -> None:
    chosen: list[Chosen] = [{**one, FIRST: [0, 0, 3, None][number % 4]} for number, one in enumerate(drawn(40))]
    store_answers(store, BANK, chosen)
    rows = of_first(told(store)).choices
    assert [row.n for row in rows] == [20, 0, 0, 10, 0, 10]
    assert [row.key for row in rows] == [True, False, False, False, False, False]
    assert rows[-1].option == "I don't know"
    assert all(row.lowest_third + row.middle_third + row.highest_third == row.n for row in rows)


def test_a_wrong_option_that_the_able_choose_is_found(store: Store) -> None:
    able = {made.name: 0 for made in BANK[1:]}
    not_able = {made.name: 1 for made in BANK[1:]}
    store_answers(store, BANK, [{FIRST: 2, **able}] * 30 + [{FIRST: 0, **not_able}] * 30)
    found = of_first(told(store))
    assert [choice.attracts_the_able for choice in found.choices] == [False, False, True, False, False, False]
    assert any("'Option 2' attracts the able (n = 30)" in flag for flag in found.flags)


def test_s_x2_is_that_of_the_engine_where_200_people_were_given_the_same_items(store: Store) -> None:
    answers = drawn(250)
    store_answers(store, BANK, answers)
    found = told(store)
    pool = Pool([read_scale().parameters(made) for made in BANK])
    table = np.array([[int(chosen[made.name] == 0) for made in BANK] for chosen in answers])
    by_hand = dict(zip(pool.names, item_fit(pool, table, [0] * len(BANK)), strict=True))
    for of in found.items:
        assert of.fit is not None
        assert of.fit.n == 250
        assert of.fit.chi2 == pytest.approx(by_hand[of.item.name].chi2)
        assert of.fit.df == by_hand[of.item.name].df


def test_below_200_people_there_is_no_s_x2(store: Store) -> None:
    store_answers(store, BANK, drawn(199))
    assert all(of.fit is None for of in told(store).items)


def test_exposure_is_the_share_of_sittings(store: Store) -> None:
    store_answers(store, BANK, people(3, 1))
    with store.writing() as connection:
        connection.execute(insert(ITEM_EXPOSURE), {"item": BANK[0].id, "tests": 16, "eligible": 9, "asked": 4})
    found = told(store)
    assert of_first(found).exposure == 0.25
    assert found.items[1].exposure is None


def calibrated(store: Store, name: str, difficulty: float, at: dt.datetime, stage: str = "piloted") -> None:
    row = {
        "label": name,
        "scale": read_scale().label,
        "stage": stage,
        "items": [[FIRST, 1.0, [difficulty], 0.2]],
        "made_from": {"method": "a test", "answers": {FIRST: 80}},
        "made_at": at,
    }
    with store.writing() as connection:
        connection.execute(insert(CALIBRATION), row)


def test_the_newest_estimate_stands_beside_the_author_with_what_it_moved(store: Store) -> None:
    store_answers(store, BANK, people(3, 1))
    calibrated(store, "one", 0.0, NOW)
    calibrated(store, "two", 0.9, NOW + dt.timedelta(days=1))
    calibrated(store, "made up", 5.0, NOW + dt.timedelta(days=2), stage="simulated")
    found = of_first(told(store))
    assert found.estimate is not None
    assert (found.estimate.difficulty, found.estimate.answers, found.estimate.calibration) == (0.9, 80, "two")
    assert found.estimate.drift is not None
    assert found.estimate.drift.change == pytest.approx(0.9)
    assert found.flags == (
        "its difficulty moved by +0.90 since the calibration before",
        f"it is {0.9 - BANK[0].author.difficulty:.1f} harder than its author thought",
    )


def test_made_up_people_are_told_apart_from_people(store: Store) -> None:
    store_answers(store, BANK, people(3, 1))
    store_answers(store, BANK, people(5, 1), organisation_id="simulated:crowd")
    assert of_first(told(store)).n == 4
    assert of_first(told(store, simulated=True)).n == 6


def test_answers_to_another_wording_are_left_out_and_counted(store: Store) -> None:
    store_answers(store, BANK, people(3, 1))
    reworded = [BANK[0].model_copy(update={"stem": "The same version in other words?"}), *BANK[1:]]
    found = told(store, reworded)
    assert (found.answers, found.reworded) == (20, 4)
    assert FIRST not in {of.item.name for of in found.items}


def test_the_newest_marks_count(store: Store) -> None:
    store_answers(store, BANK, people(20, 0))
    again = {"organisation_id": "local", "asked_id": "local ann 00000 1", "marking": "marking@2", "by": "rules"}
    with store.writing() as connection:
        connection.execute(insert(SCORED_RESPONSE), {**again, "category": 0, "at": NOW})
    assert of_first(told(store)).right == 0.95


def test_without_answers_there_are_no_figures(store: Store) -> None:
    assert told(store) == Statistics(0, 0, 0, ())


def test_forms_that_were_dealt_from_a_secret_are_told_by_the_options_of_the_file(store: Store) -> None:
    items = bank(12, kind="single", option=item(0).option)
    sittings = Sittings(store, items)
    for seed in "abc":
        sitting = sittings.start(make_form(fewest=10, most=10), seed=seed)
        take(sittings, sitting.id, lambda question: [question.dealt.order.index(3)])
    with store.reading() as connection:
        stored = read_stored(connection, items)
    assert len(stored.answers) == 30
    assert {answer.given for answer in stored.answers} == {(3,)}
