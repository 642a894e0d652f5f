"""Results made again, practical evidence, and how a sitting was taken."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from assessor.bank.marking import Response
from assessor.db import Store
from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.rubric import read_rubric
from assessor.models.measurement import EVIDENCE, RESULT, SCORED_RESPONSE
from assessor.models.measurement.result import Result
from assessor.sittings import rows
from assessor.sittings.calibration import calibration_of
from assessor.sittings.ending import results as room
from assessor.sittings.ending.results import Attested, BadResult, Results
from assessor.sittings.form import make_form
from assessor.sittings.scale import read_scale
from assessor.sittings.sitting import Question, Sittings
from tests.assessor.sittings.answering import by_lot, count, right, take, whole, wrong
from tests.assessor.sittings.making import AREAS, bank, item

BANK = bank(36)
LATER = dt.datetime(2026, 12, 24, tzinfo=dt.UTC)


@pytest.fixture
def sittings(store: Store) -> Sittings:
    return Sittings(store, BANK)


@pytest.fixture
def results(store: Store) -> Results:
    return Results(store, BANK, organisation_id="local")


def word(person_ref: str = "p1", *, passed: bool = True, rubric: str = "orchestration-task-1") -> Attested:
    return Attested(person_ref, read_rubric(rubric), passed, "Three agents file mails", "R. Osei")


def test_the_same_ingredients_give_the_row_that_is_there(store: Store, sittings: Sittings, results: Results) -> None:
    first = whole(sittings, by_lot(1))
    assert results.rescore(first.sitting_id) == first
    assert count(store, RESULT) == 1


def test_another_calibration_adds_a_row_and_leaves_the_first(
    store: Store, sittings: Sittings, results: Results
) -> None:
    first = whole(sittings, by_lot(1))
    harder = [one.model_copy(update={"author": one.author.model_copy(update={"difficulty": 2.0})}) for one in BANK]
    other = calibration_of(harder, read_scale())
    with store.writing() as connection:
        rows.keep_calibration(connection, other.as_row(LATER))
    again = results.rescore(first.sitting_id, calibration=other.label)
    assert (again.calibration, again.scored, again.reason) == (other.label, first.scored, first.reason)
    assert again.theta > first.theta
    assert results.of(first.sitting_id) == [first, again]
    assert results.rescore(first.sitting_id) == first
    assert results.rescore(first.sitting_id, calibration=other.label) == again


def test_other_cuts_decide_anew_on_the_same_ability(
    monkeypatch: pytest.MonkeyPatch, sittings: Sittings, results: Results
) -> None:
    first = whole(sittings, wrong)
    low = read_cut_set().model_copy(update={"cuts": (-5.0, -4.5, 4.0, 5.0)})
    monkeypatch.setattr(room, "read_cut_set", lambda _: low)
    again = results.rescore(first.sitting_id, cut_set="low")
    assert (first.level_issued, again.level_issued, again.cut_set) == (1, 3, low.label)
    assert again.theta == first.theta


def test_the_newest_mark_of_an_answer_counts(store: Store, sittings: Sittings, results: Results) -> None:
    first = whole(sittings, wrong)
    with store.reading() as connection:
        one = connection.execute(select(SCORED_RESPONSE)).mappings().first()
    assert one is not None
    with store.writing() as connection:
        marks = dict(one) | {"marking": "marking@2", "category": 1, "at": LATER}
        del marks["number"]
        number = rows.add(connection, SCORED_RESPONSE, marks)
    again = results.rescore(first.sitting_id)
    assert again.theta > first.theta
    assert number in again.scored
    assert one["number"] not in again.scored


def test_attested_work_opens_the_gate_once_the_result_is_made_again(sittings: Sittings, results: Results) -> None:
    first = whole(sittings, right, person_ref="p1")
    assert (first.level_issued, first.evidence) == (3, [])
    kept = results.attest(word())
    again = results.rescore(first.sitting_id)
    assert again.level_issued is not None
    assert again.level_issued >= 4
    assert again.evidence == [kept]
    assert results.of(first.sitting_id)[0].level_issued == 3


def test_work_that_is_there_before_counts_at_once(sittings: Sittings, results: Results) -> None:
    results.attest(word())
    assert (whole(sittings, right, person_ref="p1").level_issued or 0) >= 4


def test_work_of_others_opens_nothing(store: Store, sittings: Sittings, results: Results) -> None:
    results.attest(word("p2"))
    Results(store, BANK, organisation_id="other").attest(word("p1"))
    assert whole(sittings, right, person_ref="p1").level_issued == 3
    assert whole(sittings, right).level_issued == 3


def test_a_word_that_is_taken_back_closes_the_gate(sittings: Sittings, results: Results) -> None:
    results.attest(word())
    first = whole(sittings, right, person_ref="p1")
    results.attest(word(passed=False))
    again = results.rescore(first.sitting_id)
    assert (again.level_issued, len(again.evidence)) == (3, 2)
    assert "was not passed or was taken back" in again.missing[0]


def test_simulated_work_opens_nothing(store: Store, sittings: Sittings, results: Results) -> None:
    results.attest(word())
    with store.writing() as connection:
        connection.execute(update(EVIDENCE).values(source="simulated"))
    assert whole(sittings, right, person_ref="p1").level_issued == 3


def test_a_word_of_nobody_is_refused(store: Store, results: Results) -> None:
    with pytest.raises(BadResult, match="evidence needs words for about, by"):
        results.attest(Attested("p1", read_rubric("governance-1"), passed=True, about=" ", by=""))
    assert count(store, EVIDENCE) == 0


def test_what_is_not_there_or_not_finished_is_said(sittings: Sittings, results: Results) -> None:
    with pytest.raises(BadResult, match="there is no sitting none"):
        results.rescore("none")
    open_ = sittings.start(seed="1")
    with pytest.raises(BadResult, match=f"is not finished; `toprung sit --resume {open_.id}` goes on"):
        results.rescore(open_.id)
    done = whole(sittings, right)
    with pytest.raises(BadResult, match="there is no calibration x in this store"):
        results.rescore(done.sitting_id, calibration="x")


def test_cuts_of_another_scale_are_refused(
    monkeypatch: pytest.MonkeyPatch, sittings: Sittings, results: Results
) -> None:
    done = whole(sittings, right)
    monkeypatch.setattr(room, "read_cut_set", lambda _: read_cut_set().model_copy(update={"scale": "other"}))
    with pytest.raises(BadResult, match="lie on the scale 'other'"):
        results.rescore(done.sitting_id)


def test_a_calibration_without_an_item_that_was_asked_is_said(
    store: Store, sittings: Sittings, results: Results
) -> None:
    done = whole(sittings, right)
    other = calibration_of(bank(2), read_scale())
    with store.writing() as connection:
        rows.keep_calibration(connection, other.as_row(LATER))
    with pytest.raises(Exception, match="does not know item"):
        results.rescore(done.sitting_id, calibration=other.label)


def test_a_result_says_how_the_sitting_was_taken(store: Store) -> None:
    form = make_form(supervised=True, ai_allowed=True)
    families = bank(60, vary={"a": [1, 2]})
    names = [one.name for one in families]
    some, every = (whole(Sittings(store, families, private=private), right, form) for private in (names[:30], names))
    assert {"supervised", "AI allowed", "forms dealt from the organisation's secret"} <= set(every.conditions)
    assert "private bank" in every.conditions
    assert "open and private banks" in some.conditions


def test_a_result_of_made_up_people_says_so_first(store: Store) -> None:
    result = whole(Sittings(store, BANK, organisation_id="simulated:crowd"), right)
    assert (result.stage, result.conditions[0]) == ("simulated", "simulated")


def test_a_result_has_every_area_with_counts_that_add_up(sittings: Sittings) -> None:
    result = whole(sittings, right)
    assert [area["area"] for area in result.areas] == list(AREAS)
    assert sum(area["answered"] for area in result.areas) == len(result.scored)
    assert all(area["right"] == area["answered"] == area["points"] for area in result.areas)
    assert all((area["theta"] is None) == bool(area["why_not"]) for area in result.areas)


def test_a_long_sitting_on_two_areas_can_tell_them_apart(store: Store) -> None:
    """By hand, with .2 of information an item: own 5.6 / 6.6 = .85; the total .81 / (.9 + 1 / 11.2) = .82."""
    form = make_form(fewest=56, most=56, se=0.01, certainty=1, ceiling=1)
    items = [
        item(number, area=area, id=f"{area}-{1 + number % 5}-{number:03}")
        for area in ("checking", "value")
        for number in range(36)
    ]

    def good_at_checking(question: Question) -> Response:
        return (right if question.dealt.item.startswith("checking") else wrong)(question)

    result = whole(Sittings(store, items), good_at_checking, form)
    shown = {area["area"]: area["theta"] for area in result.areas if not area["why_not"]}
    assert shown.keys() == {"checking", "value"}
    assert shown["checking"] > result.theta > shown["value"]


def test_guesses_faster_than_reading_are_flagged_and_change_no_figure(store: Store) -> None:
    found: list[Result] = []
    for seconds in (0.5, 30):
        sittings = Sittings(store, BANK)
        sitting = sittings.start(make_form(ceiling=1), seed="1")
        while isinstance(question := sittings.next_item(sitting.id), Question):
            sittings.record(question.asked_id, right(question), seconds=seconds)
        found.append(sittings.finish(sitting.id))
    quick, slow = found
    assert [flag["flag"] for flag in quick.flags] == ["effort"]
    assert slow.flags == []
    assert (quick.theta, quick.level_issued) == (slow.theta, slow.level_issued)


def test_how_sure_one_was_is_told_beside(sittings: Sittings, results: Results) -> None:
    """Always 80 % sure and always right: by hand, Brier (.8 - 1)^2 = .04, under-confident by .2."""
    sitting = sittings.start(seed="1")
    while isinstance(question := sittings.next_item(sitting.id), Question):
        sure = 80 if question.asks_confidence else None
        sittings.record(question.asked_id, right(question), seconds=20, confidence=sure)
    told = results.confidence(sitting.id)
    assert told is not None
    assert told.n >= 3
    assert (told.brier, told.over) == pytest.approx((0.04, -0.2))


def test_nothing_said_is_no_confidence(sittings: Sittings, results: Results) -> None:
    sitting = sittings.start(seed="1")
    take(sittings, sitting.id, right, 4)
    assert results.confidence(sitting.id) is None


def test_results_are_listed_by_person_and_organisation(store: Store, sittings: Sittings, results: Results) -> None:
    first, second = whole(sittings, right, person_ref="p1"), whole(sittings, wrong, person_ref="p2", seed="2")
    assert results.all() == [(first, "p1"), (second, "p2")]
    assert results.all("p2") == [(second, "p2")]
    assert Results(store, BANK, organisation_id="other").all() == []
