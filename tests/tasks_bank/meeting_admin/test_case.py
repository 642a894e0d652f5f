import datetime as dt
from collections import Counter
from random import Random

import pytest

from tasks_bank.catalog import find_task
from tasks_bank.task import Task
from tasks_bank.tasks.meeting_admin.days import end_of_next_week, some_deadline, some_deadline_off
from tasks_bank.tasks.meeting_admin.dealing import deal_desk
from tasks_bank.tasks.meeting_admin.meeting import Desk
from tasks_bank.tasks.meeting_admin.planted import KINDS
from tasks_bank.tasks.meeting_admin.slots import diaries_of, find_slot, rows_of
from tasks_bank.tasks.meeting_admin.speech import number_words
from tasks_bank.world.month import is_working_day
from tasks_bank.writing.diary import Entry, WholeDays

SEEDS = range(1, 13)
WEDNESDAY = dt.date(2026, 4, 1)  # Good Friday is the 3rd of April 2026, Easter Monday the 6th


@pytest.fixture(scope="module")
def task() -> Task:
    return find_task("meeting_admin")


@pytest.fixture(params=SEEDS, scope="module")
def desk(task: Task, request: pytest.FixtureRequest) -> Desk:
    return deal_desk(request.param, task.dials("large"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (70, "seventy"),
        (300, "three hundred"),
        (1110, "one thousand one hundred and ten"),
        (2045, "two thousand and forty-five"),
        (12000, "twelve thousand"),
    ],
)
def test_amounts_are_spoken_as_in_britain(number: int, words: str) -> None:
    assert number_words(number) == words


def test_the_end_of_next_week_is_the_last_working_day_of_it() -> None:
    assert end_of_next_week(WEDNESDAY) == dt.date(2026, 4, 10)
    assert end_of_next_week(dt.date(2026, 3, 25)) == dt.date(2026, 4, 2)


@pytest.mark.parametrize("seed", range(40))
def test_plain_deadlines_are_working_days_after_the_meeting(seed: int) -> None:
    _, due = some_deadline(Random(seed), WEDNESDAY)
    assert due > WEDNESDAY
    assert is_working_day(due)


@pytest.mark.parametrize("seed", range(40))
def test_deadlines_on_a_day_off_move_to_the_working_day_before(seed: int) -> None:
    words, said, due = some_deadline_off(Random(seed), WEDNESDAY)
    assert words.startswith(f"by the {said.day}")
    assert not is_working_day(said)
    assert WEDNESDAY < due < said
    assert not any(is_working_day(due + dt.timedelta(days=n)) for n in range(1, (said - due).days))


def test_the_earliest_common_gap_is_found() -> None:
    day = dt.date(2026, 3, 10)
    nine, eleven, noon, five = (dt.datetime.combine(day, dt.time(hour)) for hour in (9, 11, 12, 17))
    diaries = {"a": [Entry("1", "", nine, eleven)], "b": [Entry("2", "", noon, five)]}
    assert find_slot(diaries, ["a", "b"], 60, day, day) == (eleven, noon)
    assert find_slot(diaries, ["a", "b"], 90, day, day) is None
    assert find_slot({"a": [WholeDays("3", "Leave", day, day)]}, ["a"], 30, day, day) is None


def test_diaries_survive_being_written_as_rows(desk: Desk) -> None:
    rows = list(rows_of(desk.diaries))
    assert list(rows_of(diaries_of(rows))) == rows


def test_with_nine_planted_every_kind_occurs(task: Task) -> None:
    for seed in SEEDS:
        assert {kind for kind, _ in deal_desk(seed, task.dials("default,planted=9")).planted} == set(KINDS)


def test_without_planted_nothing_is_changed_handed_over_or_shared(task: Task) -> None:
    for seed in SEEDS:
        desk = deal_desk(seed, task.dials("default,planted=0"))
        assert not desk.escalations
        assert all(topic.first_outcome is None and topic.first_action is None for topic in desk.topics)
        for meeting in desk.meetings:
            assert len({person.first_name for person in meeting.people}) == len(meeting.people)


def test_titles_references_and_standing_amounts_are_unique(desk: Desk) -> None:
    for names in (
        [topic.subject.title for topic in desk.topics],
        [topic.ref for topic in desk.topics],
        [item.what for item in desk.previous],
        [topic.amount for topic in desk.topics if topic.amount],
    ):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_owners_sit_at_the_table_and_speak_the_line_that_is_cited(desk: Desk) -> None:
    for meeting in desk.meetings:
        lines = {line.ref: line for line in meeting.lines}
        for topic in meeting.topics:
            assert topic.decided
            assert lines[topic.decided.ref].speaker == meeting.chair.name
            if topic.action:
                assert topic.action.owner in {person.name for person in meeting.people}
                assert lines[topic.action.taken.ref].speaker == topic.action.owner
                assert is_working_day(topic.action.due)
                assert topic.action.due > meeting.day


def test_meetings_are_on_working_days_with_staff_who_are_in(desk: Desk) -> None:
    people = {person.name: person for person in desk.company.people}
    for meeting in desk.meetings:
        assert meeting.day in desk.company.month.working_days
        absent = [p.name for p in meeting.people[:6] if p.name in people and not people[p.name].is_in(meeting.day)]
        assert not absent


def test_nobody_approves_more_than_twice_the_authority(desk: Desk) -> None:
    assert all(0 <= topic.amount <= desk.authority for topic in desk.topics)
    assert all(100 <= topic.asked <= 2 * desk.authority for topic in desk.topics)


def test_rejected_topics_have_no_action_and_postponed_ones_no_money(desk: Desk) -> None:
    for topic in desk.topics:
        assert topic.outcome == "approved" or (topic.action is None and topic.amount == 0)
        assert (topic.outcome == "approved") == (topic.amount > 0)


def test_the_list_agrees_with_what_is_said_where_nothing_is_to_disagree(task: Task) -> None:
    desk = deal_desk(4, task.dials("large,planted=0,disagree=0"))
    assert all(item.listed_as_done == (item.done is not None) for item in desk.previous)
    wrong = deal_desk(4, task.dials("large,planted=0,disagree=1"))
    assert all(item.listed_as_done != (item.done is not None) for item in wrong.previous if item.spoken_of)


def test_every_case_with_a_plain_topic_has_an_action(task: Task) -> None:
    assert all(task.deal(seed, task.dials("small,planted=0")).truth.tables["action_items"] for seed in SEEDS)


def test_the_rules_are_short(task: Task) -> None:
    assert len(task.deal(1, task.dials("small")).brief.rules.split()) < 700
