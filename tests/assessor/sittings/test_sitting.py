"""A sitting from start to result, on rows alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from assessor.bank.marking import Response
from assessor.db import Store, open_store
from assessor.deciding.cut_set import read_cut_set
from assessor.models.measurement import ASKED, RESPONSE, RESULT, SCORED_RESPONSE
from assessor.sittings import sitting as room
from assessor.sittings.form import make_form
from assessor.sittings.sitting import BadSitting, Question, Sittings
from tests.assessor.sittings.answering import by_lot, count, right, take, whole, wrong
from tests.assessor.sittings.making import bank, with_secret

BANK = bank()


def test_a_sitting_of_the_default_form_has_10_to_30_items_and_each_once(store: Store, sittings: Sittings) -> None:
    for seed in range(4):
        sitting = sittings.start(seed=str(seed))
        shown = [question.dealt.item for question in take(sittings, sitting.id, by_lot(seed))]
        assert 10 <= len(shown) <= 30
        assert len(set(shown)) == len(shown)
    assert count(store, ASKED) == count(store, RESPONSE) == count(store, SCORED_RESPONSE)


def test_what_is_asked_is_kept_before_it_is_shown_with_its_reason(store: Store, sittings: Sittings) -> None:
    sitting = sittings.start(seed="1")
    question = sittings.next_item(sitting.id)
    assert isinstance(question, Question)
    with store.reading() as connection:
        row = connection.execute(select(ASKED)).mappings().one()
    assert row["id"] == question.asked_id
    assert row["why"]["rule"] == "one by lot of the best 5"
    assert row["why"]["area_because"] == "below its minimum"
    assert (row["why"]["theta"], row["organisation_id"]) == (pytest.approx(0), "local")


def test_the_same_question_comes_until_it_is_answered(store: Store, sittings: Sittings) -> None:
    sitting = sittings.start(seed="1")
    assert sittings.next_item(sitting.id) == sittings.next_item(sitting.id)
    assert count(store, ASKED) == 1


def test_the_same_answer_twice_counts_once(store: Store, sittings: Sittings) -> None:
    question = sittings.next_item(sittings.start(seed="1").id)
    assert isinstance(question, Question)
    for seconds in (10, 11):
        sittings.record(question.asked_id, right(question), seconds=seconds)
    assert count(store, RESPONSE) == count(store, SCORED_RESPONSE) == 1


def test_another_answer_to_the_same_question_is_refused(store: Store, sittings: Sittings) -> None:
    question = sittings.next_item(sittings.start(seed="1").id)
    assert isinstance(question, Question)
    sittings.record(question.asked_id, right(question), seconds=10)
    with pytest.raises(BadSitting, match="has its answer already; a second one is not taken"):
        sittings.record(question.asked_id, wrong(question), seconds=10)
    assert count(store, RESPONSE) == 1


def test_i_do_not_know_is_an_answer(store: Store, sittings: Sittings) -> None:
    question = sittings.next_item(sittings.start(seed="1").id)
    assert isinstance(question, Question)
    sittings.record(question.asked_id, None, seconds=3)
    with store.reading() as connection:
        assert connection.scalar(select(SCORED_RESPONSE.c.category)) == 0
        assert connection.scalar(select(RESPONSE.c.answer)) == {"given": None}


def test_what_an_item_does_not_allow_is_refused_and_leaves_no_row(store: Store, sittings: Sittings) -> None:
    question = sittings.next_item(sittings.start(seed="1").id)
    assert isinstance(question, Question)
    for answer, said in (([0, 1], "wants one option"), ([9], "has the options 0 to 4"), (4.0, "wants places")):
        with pytest.raises(BadSitting, match=said):
            sittings.record(question.asked_id, answer, seconds=3)
    with pytest.raises(BadSitting, match="a number of seconds from 0"):
        sittings.record(question.asked_id, [0], seconds=-1)
    assert count(store, RESPONSE) == 0


def test_another_process_goes_on_exactly_where_the_first_stopped(tmp_path: Path) -> None:
    """One sitting in one go and one with a new object for every four questions ask and find the same."""
    ways: list[tuple[list[str], float, list[float]]] = []
    for name, at_once in (("one", 99), ("many", 4)):
        store, items = with_secret(open_store(f"sqlite:///{tmp_path / name}.db")), bank(36)
        sitting_id, shown = Sittings(store, items).start(seed="8").id, []
        while batch := take(Sittings(store, items), sitting_id, by_lot(8), at_once):
            shown += [question.dealt.item for question in batch]
        result = Sittings(store, items).finish(sitting_id)
        ways.append((shown, result.theta, result.level_probabilities))
        store.close()
    assert ways[0] == ways[1]


def test_a_result_names_all_that_it_was_made_with(store: Store, sittings: Sittings) -> None:
    result = whole(sittings, by_lot(2))
    assert result.calibration.startswith("author@1#")
    assert (result.cut_set, result.framework) == (read_cut_set().label, "toprung@1")
    assert result.stage == "author-judged"
    assert result.conditions == ["author-judged", "draft items", "open bank", "not supervised", "AI not allowed"]
    assert result.low < result.theta < result.high
    assert sum(result.level_probabilities) == pytest.approx(1)
    assert result.reason in {"certain", "precise", "cap"}
    with store.reading() as connection:
        numbers = list(connection.scalars(select(SCORED_RESPONSE.c.number)))
    assert result.scored == numbers


def test_finishing_twice_makes_one_result(store: Store, sittings: Sittings) -> None:
    sitting = sittings.start(seed="1")
    take(sittings, sitting.id, right)
    assert sittings.finish(sitting.id) == sittings.finish(sitting.id)
    assert count(store, RESULT) == 1


def test_after_the_result_nothing_more_is_taken(sittings: Sittings) -> None:
    sitting = sittings.start(seed="1")
    take(sittings, sitting.id, right, 3)
    open_ = sittings.next_item(sitting.id)
    assert isinstance(open_, Question)
    assert sittings.finish(sitting.id).reason == "left early"
    for refused in (
        lambda: sittings.next_item(sitting.id),
        lambda: sittings.resume(sitting.id),
        lambda: sittings.record(open_.asked_id, [0], seconds=1),
    ):
        with pytest.raises(BadSitting, match="is finished; start another one"):
            refused()


def test_too_few_answers_are_no_level(sittings: Sittings) -> None:
    sitting = sittings.start(seed="1")
    take(sittings, sitting.id, right, 9)
    result = sittings.finish(sitting.id)
    assert (result.level, result.level_issued, result.said) == (None, None, "no level: too few answers")


def test_all_right_is_applier_without_practical_evidence(sittings: Sittings) -> None:
    result = whole(sittings, right)
    assert result.level in {4, 5}
    assert result.level_issued == 3
    assert result.said.startswith("AI Applier; answers point to AI ")
    assert result.said.endswith(", practical evidence needed")
    assert result.missing


def test_all_wrong_is_the_lowest_level(sittings: Sittings) -> None:
    result = whole(sittings, wrong)
    assert (result.level, result.level_issued, result.said) == (1, 1, "AI Aware")
    assert [each.partition(":")[0] for each in result.missing] == ["answers"]


def test_confidence_and_self_rating_leave_the_ability_as_it_is(tmp_path: Path) -> None:
    thetas = []
    for name, rating, confidence in (("a", None, None), ("b", 5, 100)):
        store = with_secret(open_store(f"sqlite:///{tmp_path / name}.db"))
        sittings = Sittings(store, BANK)
        sitting = sittings.start(seed="4", self_rating=rating)
        while isinstance(question := sittings.next_item(sitting.id), Question):
            sure = confidence if question.asks_confidence else None
            sittings.record(question.asked_id, by_lot(4)(question), seconds=1, confidence=sure)
        thetas.append(sittings.finish(sitting.id).theta)
        store.close()
    assert thetas[0] == thetas[1]


def test_a_confidence_that_was_not_asked_for_is_refused(sittings: Sittings) -> None:
    sitting = sittings.start(seed="1")
    for _ in range(3):
        question = sittings.next_item(sitting.id)
        assert isinstance(question, Question)
        if not question.asks_confidence:
            with pytest.raises(BadSitting, match="was not asked with question"):
                sittings.record(question.asked_id, [0], seconds=1, confidence=50)
        sittings.record(question.asked_id, [0], seconds=1)


def test_another_organisation_does_not_see_a_sitting(store: Store, sittings: Sittings) -> None:
    sitting = sittings.start(seed="1")
    question = sittings.next_item(sitting.id)
    assert isinstance(question, Question)
    other = Sittings(store, BANK, organisation_id="other")
    with pytest.raises(BadSitting, match="there is no sitting"):
        other.next_item(sitting.id)
    with pytest.raises(BadSitting, match="nothing was asked under the id"):
        other.record(question.asked_id, [0], seconds=1)


def test_a_sitting_outlives_changes_of_the_bank(store: Store) -> None:
    """The author's difficulties changed meanwhile: the sitting goes on with those that it began with."""
    sitting = Sittings(store, BANK).start(seed="1")
    take(Sittings(store, BANK), sitting.id, right, 5)
    changed = [item.model_copy(update={"author": item.author.model_copy(update={"difficulty": 3.0})}) for item in BANK]
    later = Sittings(store, changed)
    take(later, sitting.id, right)
    assert later.finish(sitting.id).calibration == sitting.calibration


def test_an_open_question_that_left_the_bank_is_said(store: Store) -> None:
    sittings = Sittings(store, BANK)
    sitting = sittings.start(seed="1")
    question = sittings.next_item(sitting.id)
    assert isinstance(question, Question)
    left = [item for item in BANK if f"{item.id}@{item.version}" != question.dealt.item]
    with pytest.raises(BadSitting, match="no longer in the bank; put its file back"):
        Sittings(store, left).next_item(sitting.id)


def test_a_bank_of_other_status_and_a_self_rating_of_no_level_are_refused(sittings: Sittings) -> None:
    with pytest.raises(BadSitting, match="no items of status live"):
        sittings.start(make_form(statuses=("live",)), seed="1")
    with pytest.raises(BadSitting, match="a level from 1 to 5, not 6"):
        sittings.start(seed="1", self_rating=6)


def test_cuts_of_another_scale_are_refused_before_anybody_begins(
    monkeypatch: pytest.MonkeyPatch, sittings: Sittings
) -> None:
    monkeypatch.setattr(room, "read_cut_set", lambda _: read_cut_set().model_copy(update={"scale": "other"}))
    with pytest.raises(BadSitting, match="the cuts of 'author-1' do not lie on the scale 'author'"):
        sittings.start(seed="1")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=30, max_size=30), st.booleans())
def test_any_answers_lead_to_a_result(sittings: Sittings, answers: list[int | None], gentle: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    sitting = sittings.start(make_form(gentle=gentle), seed="h")
    given_ = iter(answers)

    def answer(_: Question) -> Response:
        one = next(given_)
        return None if one is None else [one]

    take(sittings, sitting.id, answer)
    result = sittings.finish(sitting.id)
    assert result.se > 0
    assert result.low < result.high
    assert min(result.level_probabilities) >= 0


def test_every_part_of_the_chain_refers_to_the_one_before(store: Store, sittings: Sittings) -> None:
    whole(sittings, by_lot(1))
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        at = list(connection.scalars(select(RESPONSE.c.at).join(ASKED).order_by(ASKED.c.position)))
    assert all(first <= second for first, second in pairwise(at))
