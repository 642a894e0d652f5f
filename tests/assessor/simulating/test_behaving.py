from dataclasses import replace

import numpy as np
import pytest

from assessor.bank.dealing import deal
from assessor.bank.item import Item
from assessor.bank.marking import mark
from assessor.scoring.pool import Floats, ItemParameters, Pool
from assessor.simulating.behaving import (
    Answers,
    Person,
    answers_of,
    luck_of,
    response_for,
    seconds_of,
    usual_seconds,
)
from assessor.simulating.condition import BY_HEART, GUESSED, SLIPS, Behaviour
from tests.assessor.sittings.making import bank, item

MANY = 4000
EASY = Pool([ItemParameters(str(place), 1.0, (0.0,)) for place in range(MANY)])
LUCK = np.tile([0.8, 0.2], (MANY, 1))


def answered(theta: float, behaviour: Behaviour = "usual", luck: Floats = LUCK) -> Answers:
    return answers_of(Person(theta, EASY, np.random.default_rng(1)), luck, 30, behaviour)


def ordered() -> Item:
    options = [{"text": f"Step {place}", "why": "A reason of some length"} for place in range(4)]
    return item(1, kind="order", option=options)


def ticked() -> Item:
    options = [
        {"text": f"Option {place}", "why": "A reason of some length", "correct": place < 2} for place in range(5)
    ]
    return item(2, kind="multiple", option=options)


def numeric() -> Item:
    number = {"answer": "12 * 3", "tolerance": 0, "unit": "lines", "why": "Twelve times three"}
    return item(4, kind="numeric", option=(), number=number)


def test_luck_is_the_share_of_answers_that_marking_rewards() -> None:
    # Closed forms: 1 of 5; 1 of 24 orders, and of the rest those with at least 4 of 6 pairs in order, 5 + 3; of the 31
    # ways to tick, one is right and, of two correct, none else comes to two thirds; nobody guesses a number.
    found = luck_of([item(0), item(3), ordered(), ticked(), numeric()])
    assert found[0].tolist() == pytest.approx([0.8, 0.2, 0])
    assert found[1].tolist() == pytest.approx([0.6, 0.2, 0.2])
    assert found[2].tolist() == pytest.approx([15 / 24, 8 / 24, 1 / 24])
    assert found[3].tolist() == pytest.approx([30 / 31, 0, 1 / 31])
    assert found[4].tolist() == pytest.approx([1, 0, 0])


@pytest.mark.parametrize("one", [item(0), item(3), ordered(), ticked(), numeric()], ids=lambda one: one.kind)
def test_an_answer_is_found_for_every_category_that_marking_gives(one: Item) -> None:
    dealt, luck = deal(one, "a seed"), luck_of([one])[0]
    possible = range(one.top + 1) if one.kind == "numeric" else np.flatnonzero(luck).tolist()
    for category in possible:
        assert mark(one, dealt, response_for(one, dealt, category)) == category


def test_the_usual_answers_follow_the_model() -> None:
    # Closed form: 1 / (1 + exp(-theta)); four standard errors of a share of 4,000.
    for theta in (-1.0, 0.0, 1.5):
        share = answered(theta).categories.mean()
        assert share == pytest.approx(1 / (1 + np.exp(-theta)), abs=4 * 0.5 / np.sqrt(MANY))


def test_guessers_get_by_luck_what_they_guess() -> None:
    found = answered(9.0, "guessers")
    assert found.rapid.mean() == pytest.approx(GUESSED, abs=0.04)
    assert found.categories[0][found.rapid].mean() == pytest.approx(0.2, abs=0.04)
    assert found.categories[0][~found.rapid].mean() > 0.99


def test_tired_people_begin_as_they_are_and_end_a_unit_lower() -> None:
    found = answered(0.5, "tired")
    assert found.categories.shape == (30, MANY)
    assert found.categories[0].mean() == pytest.approx(1 / (1 + np.exp(-0.5)), abs=0.04)
    assert found.categories[29].mean() == pytest.approx(1 / (1 + np.exp(0.5)), abs=0.04)
    assert (found.category(7, 0), found.category(7, 99)) == (found.categories[0, 7], found.categories[29, 7])


def test_careless_people_spoil_a_share_of_their_answers() -> None:
    assert answered(9.0, "careless").categories.mean() == pytest.approx(1 - SLIPS, abs=0.03)


def test_cheats_have_by_heart_what_they_have_by_heart() -> None:
    assert answered(-9.0, "cheats").categories.sum() == BY_HEART


def test_who_does_not_guess_loses_what_luck_gave() -> None:
    # Closed form: of (P - c) / (1 - c) who know, with P = .7311 at theta 1 and c = .2.
    right = 1 / (1 + np.exp(-1.0))
    found = answered(1.0, "do not know")
    assert found.categories.mean() == pytest.approx((right - 0.2) / 0.8, abs=0.03)
    assert (found.unknown == (found.categories[0] == 0)).all()


def test_rapid_answers_take_seconds_and_others_the_time_to_read_and_think() -> None:
    usual = usual_seconds(bank(60))
    dice = np.random.default_rng(1)
    slow = replace_rapid(60, rapid=False)
    fast = replace_rapid(60, rapid=True)
    assert np.median(np.concatenate([seconds_of(usual, slow, dice) / usual for _ in range(99)])) == pytest.approx(
        1, abs=0.03
    )
    assert seconds_of(usual, fast, dice).max() <= 3


def replace_rapid(items: int, *, rapid: bool) -> Answers:
    none = np.zeros(items, dtype=np.bool_)
    whole = Answers(np.zeros((1, items), dtype=np.int64), none, none)
    return replace(whole, rapid=np.full(items, rapid))
