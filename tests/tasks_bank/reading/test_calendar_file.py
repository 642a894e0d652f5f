"""Diaries and actions in an answer."""

import datetime as dt

import pytest

from tasks_bank.answer import Action, Answer
from tasks_bank.deliverable import Column, Deliverable
from tasks_bank.file import File
from tasks_bank.reading.answer import read_answer
from tasks_bank.writing.diary import Entry, WholeDays, ics_file

EVENTS = (Column("date", "date"), Column("start", "time"), Column("end", "time"), Column("title"))
WEEK = Deliverable("first_week", "calendar", EVENTS, ("title",), write="book_slot")
OTHER = Deliverable("check_ins", "calendar", EVENTS, ("title",))
ROW = {"date": "2026-07-06", "start": "14:00", "end": "15:30", "title": "Welcome"}


def diary(title: str = "Welcome") -> bytes:
    start = dt.datetime(2026, 7, 6, 14)  # noqa: DTZ001 - the office's clock
    return ics_file("Week", [Entry("e", title, start, start + dt.timedelta(minutes=90))])


def test_a_diary_that_is_handed_in_is_rows_by_the_clock_of_the_office() -> None:
    reading = read_answer(Answer(files=(File("week.ics", diary()),)), [WEEK])
    assert reading.tables == {"first_week": (ROW,)}
    assert reading.problems == ()


def test_times_of_another_zone_are_put_to_the_clock_of_the_office() -> None:
    text = diary().decode().replace(";TZID=Europe/London:20260706T140000", ":20260706T130000Z")
    assert read_answer(Answer(text), [WEEK]).tables["first_week"][0]["start"] == "14:00"


def test_a_diary_inside_a_text_is_read_and_the_text_around_it_kept() -> None:
    note = Deliverable("note", "text")
    text = f"Here you are.\n\n```\n{diary().decode()}```\n\n## note\n\nAll fits."
    reading = read_answer(Answer(text), [WEEK, note])
    assert reading.tables["first_week"] == (ROW,)
    assert reading.texts["note"] == "All fits."


def test_the_name_of_the_file_tells_two_calendars_apart() -> None:
    files = (File("check_ins.ics", diary("Day 30")), File("first-week.ics", diary()))
    reading = read_answer(Answer(files=files), [WEEK, OTHER])
    assert [row["title"] for row in reading.tables["check_ins"]] == ["Day 30"]
    assert [row["title"] for row in reading.tables["first_week"]] == ["Welcome"]


def test_a_calendar_that_could_be_either_is_a_problem() -> None:
    reading = read_answer(Answer(files=(File("x.ics", diary()),)), [WEEK, OTHER])
    assert not reading.tables
    assert "none was asked for by that name" in reading.problems[0]


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:nonsense\nEND:VCALENDAR",
        "BEGIN:VCALENDAR" * 500 + "END:VCALENDAR",
        "BEGIN:VCALENDAR\n" + "X" * 600_000 + "\nEND:VCALENDAR",
        "BEGIN:VCALENDAR with no end",
    ],
)
def test_a_broken_calendar_is_no_failure(text: str) -> None:
    assert read_answer(Answer(text), [WEEK]).tables.get("first_week", ()) == ()


def test_leave_of_several_days_is_a_row_for_each() -> None:
    days = ics_file("Leave", [WholeDays("e", "Leave", dt.date(2026, 7, 6), dt.date(2026, 7, 8))])
    rows = read_answer(Answer(files=(File("week.ics", days),)), [WEEK]).tables["first_week"]
    assert [row["date"] for row in rows] == ["2026-07-06", "2026-07-07", "2026-07-08"]
    assert {row["start"] for row in rows} == {""}


def test_a_calendar_may_be_a_table_as_well() -> None:
    text = "## first_week\n\n| title | date | start | end |\n|-|-|-|-|\n| Welcome | 6 July 2026 | 2pm | 15.30 |\n"
    row = read_answer(Answer(text), [WEEK]).tables["first_week"][0]
    assert row == {"title": "Welcome", "date": "6 July 2026", "start": "2pm", "end": "15.30"}


def test_an_action_is_a_row_of_the_deliverable_that_names_it() -> None:
    actions = (Action("book_slot", ROW), Action("something_else", ROW))
    assert read_answer(Answer(actions=actions), [WEEK, OTHER]).tables == {"first_week": (ROW,)}
