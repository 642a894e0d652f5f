"""Sittings in words: asked without options, marked by a person, and not judged before."""

import pytest
from sqlalchemy import Connection, event, select

from assessor.bank.item import Item
from assessor.bank.marking import Response
from assessor.db import Store
from assessor.models.measurement import RESPONSE, RESULT, SCORED_RESPONSE
from assessor.sittings.dealing import MOST_CHARACTERS, Given
from assessor.sittings.ending.marking import BadMark, Mark
from assessor.sittings.ending.results import BadResult, Results
from assessor.sittings.form import make_form
from assessor.sittings.rows import IN_WORDS
from assessor.sittings.sitting import BadSitting, Question, Sittings
from tests.assessor.sittings.answering import count, right
from tests.assessor.sittings.making import AREAS, item

FORM = make_form(narrative=True)
TEXT = "I would look at the source, and ask who decided."


def worded(number: int) -> Item:
    """An item with a wording of its own; every tenth has none."""
    marks = ["Says something of {who}"] * item(number).top
    changes: dict[str, object] = {"narrative": {"ask": f"What of question {number}, {{who}}?", "marks": marks}}
    return item(number, vary={"who": ["Ana", "Bo"]}, **({} if number % 10 == 9 else changes))


BANK = [worded(number) for number in range(36)]


@pytest.fixture
def sittings(store: Store) -> Sittings:
    return Sittings(store, BANK)


@pytest.fixture
def results(store: Store) -> Results:
    return Results(store, BANK, organisation_id="local")


def answer(question: Question) -> Given:
    return TEXT if question.in_words else right(question)


def taken(sittings: Sittings, seed: str = "1") -> tuple[str, list[Question]]:
    sitting_id, shown = sittings.start(FORM, seed=seed).id, []
    while isinstance(question := sittings.next_item(sitting_id), Question):
        shown.append(question)
        sittings.record(question.asked_id, answer(question), seconds=60)
    return sitting_id, shown


def marked(results: Results, sitting_id: str, top: Response = None) -> None:
    for one in results.waiting(sitting_id):
        results.mark(one.asked_id, Mark(len(one.earns) if top is None else 0, "R. Osei"))


def test_what_has_a_wording_is_asked_without_options_and_the_rest_with_them(sittings: Sittings) -> None:
    _, shown = taken(sittings)
    assert {question.in_words for question in shown} == {True, False}
    for question in shown:
        assert question.in_words == (question.dealt.options == ())
        assert question.dealt.stem.startswith("What of question" if question.in_words else "Question number")
        assert "{" not in question.dealt.stem


def test_each_comes_once_over_all_areas_until_the_cap_and_waits_for_marks(store: Store, sittings: Sittings) -> None:
    sitting_id, shown = taken(sittings)
    names = [question.dealt.item for question in shown]
    counts = [sum(name.startswith(area) for name in names) for area in AREAS]
    assert (len(set(names)), max(counts) - min(counts)) == (30, 0)
    assert count(store, SCORED_RESPONSE) == sum(not question.in_words for question in shown)
    result = sittings.finish(sitting_id)
    assert (result.said, result.level, result.level_issued, result.reason) == ("waits for marking", None, None, "cap")


def test_another_process_goes_on_exactly_where_the_first_stopped(store: Store) -> None:
    """One sitting in one go, and one with a new object for every third question, ask the same."""
    ways = []
    for at_once in (99, 3):
        sitting_id, names = (
            Sittings(store, BANK[:24]).start(make_form(narrative=True, most=10, ceiling=1), seed="7").id,
            [],
        )
        sittings = Sittings(store, BANK[:24])
        while isinstance(question := sittings.next_item(sitting_id), Question):
            assert sittings.next_item(sitting_id) == question
            sittings.record(question.asked_id, answer(question), seconds=60)
            names.append(question.dealt.stem)
            if len(names) % at_once == 0:
                sittings = Sittings(store, BANK[:24])
        ways.append(names)
    assert len(ways[0]) == 10
    assert [stem.rpartition(",")[0] for stem in ways[0]] == [stem.rpartition(",")[0] for stem in ways[1]]


def test_marks_make_a_result_beside_the_first(store: Store, sittings: Sittings, results: Results) -> None:
    sitting_id, _ = taken(sittings)
    first = sittings.finish(sitting_id)
    marked(results, sitting_id)
    again = results.rescore(sitting_id)
    assert (again.level, len(again.scored), again.reason) == (5, 30, "cap")
    assert "answers in words, marked by a person" in again.conditions
    assert [result.number for result in results.of(sitting_id)] == [first.number, again.number]
    with store.reading() as connection:
        by = set(connection.scalars(select(SCORED_RESPONSE.c.by).where(SCORED_RESPONSE.c.marking == IN_WORDS)))
        kept = connection.execute(select(RESULT.c.said).order_by(RESULT.c.number)).scalars().first()
    assert (by, kept) == ({"R. Osei"}, "waits for marking")


def test_marking_goes_on_where_it_stopped_and_the_newest_mark_counts(sittings: Sittings, results: Results) -> None:
    sitting_id, _ = taken(sittings)
    sittings.finish(sitting_id)
    first, second = results.waiting(sitting_id)[:2]
    results.mark(first.asked_id, Mark(0, "R. Osei"))
    assert results.waiting(sitting_id)[0] == second
    low = results.rescore(sitting_id)
    results.mark(first.asked_id, Mark(1, "L. Hahn"))
    assert results.rescore(sitting_id).theta > low.theta


def test_an_end_before_a_mark_is_committed_leaves_the_answer_waiting(
    store: Store, sittings: Sittings, results: Results
) -> None:
    """The commit fails once, as if the process was killed just before it."""
    sitting_id, _ = taken(sittings)
    sittings.finish(sitting_id)
    waiting, before = results.waiting(sitting_id), count(store, SCORED_RESPONSE)

    def fail(_: Connection) -> None:
        raise KeyboardInterrupt

    event.listen(store.write_engine, "commit", fail)
    with pytest.raises(KeyboardInterrupt):
        results.mark(waiting[0].asked_id, Mark(1, "R. Osei"))
    event.remove(store.write_engine, "commit", fail)
    assert results.waiting(sitting_id) == waiting
    results.mark(waiting[0].asked_id, Mark(1, "R. Osei"))
    assert results.waiting(sitting_id) == waiting[1:]
    assert count(store, SCORED_RESPONSE) == before + 1


def test_what_earns_a_mark_is_written_for_the_form_that_was_dealt(sittings: Sittings, results: Results) -> None:
    sitting_id, _ = taken(sittings)
    sittings.finish(sitting_id)
    for one in results.waiting(sitting_id):
        who = one.dealt.stem.rpartition(" ")[2].rstrip("?")
        assert one.earns[0] == f"Says something of {who}"
        assert one.answer == TEXT


def test_not_to_know_needs_no_person(store: Store, sittings: Sittings) -> None:
    question = sittings.next_item(sittings.start(FORM, seed="1").id)
    assert isinstance(question, Question)
    sittings.record(question.asked_id, None, seconds=5)
    with store.reading() as connection:
        assert connection.execute(select(SCORED_RESPONSE.c.category, SCORED_RESPONSE.c.by)).one() == (0, "rules")


def test_the_same_words_twice_count_once_and_others_are_refused(store: Store, sittings: Sittings) -> None:
    question = sittings.next_item(sittings.start(FORM, seed="1").id)
    assert isinstance(question, Question)
    for _ in range(2):
        sittings.record(question.asked_id, TEXT, seconds=5)
    with pytest.raises(BadSitting, match="has its answer already"):
        sittings.record(question.asked_id, "Something else", seconds=5)
    assert count(store, RESPONSE) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" ", "has 1 to 2,000 characters, not 1"),
        ("x" * (MOST_CHARACTERS + 1), "not 2,001"),
        ([0], "was asked in words; hand in a text"),
    ],
)
def test_what_is_no_answer_in_words_is_refused(sittings: Sittings, typed: Given, said: str) -> None:
    question = sittings.next_item(sittings.start(FORM, seed="1").id)
    assert isinstance(question, Question)
    with pytest.raises(BadSitting, match=said):
        sittings.record(question.asked_id, typed, seconds=5)


def test_words_are_no_answer_to_options(sittings: Sittings) -> None:
    question = sittings.next_item(sittings.start(seed="1").id)
    assert isinstance(question, Question)
    assert not question.in_words
    with pytest.raises(BadSitting, match="is not answered in words here"):
        sittings.record(question.asked_id, TEXT, seconds=5)


def test_a_mark_that_cannot_be_is_refused(sittings: Sittings, results: Results) -> None:
    sitting_id, shown = taken(sittings)
    with pytest.raises(BadResult, match="is not finished"):
        results.waiting(sitting_id)
    sittings.finish(sitting_id)
    one = results.waiting(sitting_id)[0]
    with pytest.raises(BadMark, match=r"has the categories 0 to \d, not 9"):
        results.mark(one.asked_id, Mark(9, "R. Osei"))
    with pytest.raises(BadMark, match="needs the name"):
        results.mark(one.asked_id, Mark(1, " "))
    by_rules = next(question for question in shown if not question.in_words)
    with pytest.raises(BadMark, match="was not answered in words"):
        results.mark(by_rules.asked_id, Mark(1, "R. Osei"))
    with pytest.raises(BadResult, match="no answer under the id"):
        results.mark("none", Mark(1, "R. Osei"))
