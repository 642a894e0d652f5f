"""Drafts and seconds: what is kept of an open question, and for how long it was looked at."""

import datetime as dt

import pytest

from assessor.db import Store
from assessor.models.people.organisation import Organisation
from assessor.sittings import keeping
from assessor.sittings.form import make_form
from assessor.sittings.refusals import Answered, Finished
from assessor.sittings.sitting import LOCAL, Question, Sittings
from tests.assessor.sittings.making import bank

BEGUN = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
FIELDS = {"choice": ["3"]}


def after(seconds: float) -> dt.datetime:
    return BEGUN + dt.timedelta(seconds=seconds)


@pytest.fixture
def sittings(store: Store) -> Sittings:
    with store.session_across(write=True) as session:
        session.add(Organisation(id=LOCAL, name="Firm", created_at=BEGUN))
    return Sittings(store, bank(20), now=lambda: BEGUN)


def opened(sittings: Sittings, **form: object) -> Question:
    question = sittings.next_item(sittings.start(make_form(**form), seed="1").id)
    assert isinstance(question, Question)
    return question


def test_the_seconds_run_from_showing_to_answering(store: Store, sittings: Sittings) -> None:
    question = opened(sittings)
    with store.writing() as connection:
        kept = keeping.come_back(connection, question, after(30))
        assert keeping.looked_s(question, kept, after(45)) == 45


def test_a_clock_that_is_set_back_counts_as_no_time(store: Store, sittings: Sittings) -> None:
    question = opened(sittings)
    with store.reading() as connection:
        assert keeping.looked_s(question, keeping.read(connection, question), after(-3600)) == 0


def test_time_away_after_leaving_does_not_count(store: Store, sittings: Sittings) -> None:
    question = opened(sittings)
    with store.writing() as connection:
        keeping.leave(connection, question, FIELDS, after(20))
        kept = keeping.come_back(connection, question, after(7200))
        assert kept.fields == FIELDS
        assert keeping.looked_s(question, kept, after(7210)) == 30


def test_of_a_long_silence_the_time_up_to_the_last_choice_counts(store: Store, sittings: Sittings) -> None:
    question = opened(sittings)
    with store.writing() as connection:
        keeping.keep(connection, question, FIELDS, after(25))
        kept = keeping.come_back(connection, question, after(5000))
        assert keeping.looked_s(question, kept, after(5005)) == 30


@pytest.mark.parametrize(("breaks", "seconds"), [(False, 7210), (True, 30)])
def test_with_a_limit_the_clock_stops_only_where_breaks_are_arranged(
    store: Store, sittings: Sittings, *, breaks: bool, seconds: float
) -> None:
    question = opened(sittings, minutes=20, breaks=breaks)
    with store.writing() as connection:
        keeping.leave(connection, question, FIELDS, after(20))
        kept = keeping.come_back(connection, question, after(7200))
        assert keeping.looked_s(question, kept, after(7210)) == seconds


def test_what_comes_late_does_not_undo_what_is_newer(store: Store, sittings: Sittings) -> None:
    question = opened(sittings)
    with store.writing() as connection:
        keeping.keep(connection, question, FIELDS, after(5), turn=4)
        assert keeping.keep(connection, question, {}, after(6), turn=3).fields == FIELDS
        assert keeping.keep(connection, question, {}, after(7)).turn == 5


def test_nothing_is_kept_of_a_question_that_has_its_answer_or_of_a_sitting_that_is_over(
    store: Store, sittings: Sittings
) -> None:
    question = opened(sittings)
    sittings.record(question.asked_id, [0], seconds=1)
    with store.writing() as connection, pytest.raises(Answered):
        keeping.keep(connection, question, FIELDS, after(5))
    other = opened(sittings)
    sittings.finish(other.sitting.id)
    with store.writing() as connection, pytest.raises(Finished):
        keeping.leave(connection, other, FIELDS, after(5))
