import datetime as dt
from collections.abc import Sequence

import pytest

from tasks_bank.answer import Action, Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.file import File
from tasks_bank.grade import Check
from tasks_bank.specimens import right, written
from tasks_bank.task import Task
from tasks_bank.writing.diary import Entry, ics_file

MARKS = {
    "checklist": 20,
    "first_week": 20,
    "it_requests": 13,
    "reading": 10,
    "buddy": 5,
    "check_ins": 10,
    "welcome": 8,
    "escalations": 14,
}


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(7, task.dials())


def check(task: Task, case: Case, name: str, **changed: Sequence[Row]) -> Check:
    grade = task.grade(case, written(case, {**case.truth.tables, **changed}))
    return next(each for each in grade.checks if each.name == name)


def moved(row: Row, **hours: int) -> Row:
    """Shift a booking by hours, or by days."""
    start, end = (dt.datetime.fromisoformat(f"{row['date']}T{row[name]}") for name in ("start", "end"))
    by = dt.timedelta(**hours)
    return row | {"date": f"{start + by:%Y-%m-%d}", "start": f"{start + by:%H:%M}", "end": f"{end + by:%H:%M}"}


def test_marks_add_up_to_a_hundred_beside_the_judges_twenty(task: Task, case: Case) -> None:
    checks = task.grade(case, right(case)).checks
    assert {each.name: each.available for each in checks if each.scored} == MARKS
    assert sum(MARKS.values()) == 100
    assert task.rubric.marks == 20


def test_bookings_at_other_right_times_earn_the_same(task: Task, case: Case) -> None:
    rows = case.truth.tables["first_week"]
    later = [[moved(row, hours=1) if row is each else each for each in rows] for row in rows]
    assert any(check(task, case, "first_week", first_week=changed).earned == 20 for changed in later)


def test_a_booking_on_none_of_its_days_earns_nothing(task: Task, case: Case) -> None:
    first, *rest = case.truth.tables["first_week"]
    found = check(task, case, "first_week", first_week=[moved(first, days=28), *rest])
    assert found.earned == pytest.approx(20 * len(rest) / (len(rest) + 1))
    assert "none of its days" in found.details[0]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"end": "23:00"}, "should last"),
        ({"end": "soon"}, "cannot be read"),
        ({"with": "nobody@nowhere.example"}, "should be with"),
        ({"start": "06:00", "end": "07:00"}, "outside the office's hours"),
        ({"start": "10:05", "end": "11:05"}, "half hour"),
        ({"start": "12:00", "end": "13:00"}, "over lunch"),
    ],
)
def test_a_booking_that_breaks_a_clause_says_which(task: Task, case: Case, change: Row, fault: str) -> None:
    hours = {row["session"] for row in case.truth.facts["sessions"] if row["minutes"] == "60"}
    rows = [row | change if row["title"] in hours else row for row in case.truth.tables["first_week"]]
    details = check(task, case, "first_week", first_week=rows).details
    assert all(fault in each or "busy" in each for each in details[:-1])
    assert any(fault in each for each in details)


def test_a_booking_while_the_host_is_busy_earns_nothing(task: Task, case: Case) -> None:
    sessions = {row["session"]: row for row in case.truth.facts["sessions"]}
    for row in case.truth.tables["first_week"]:
        session = sessions[row["title"]]
        for busy in case.systems["diaries"].rows:
            minutes = int(session["minutes"])
            is_day = session["first"] <= busy["date"] <= session["last"] and busy["date"] != session["start_date"]
            if busy["person"] == session["host"] and busy["start"] >= "13:30" and is_day:
                end = dt.datetime.fromisoformat(f"2026-01-01T{busy['start']}") + dt.timedelta(minutes=minutes)
                booked = row | {"date": busy["date"], "start": busy["start"], "end": f"{end:%H:%M}"}
                rows = [booked if each is row else each for each in case.truth.tables["first_week"]]
                found = check(task, case, "first_week", first_week=rows)
                assert f"{row['title']}: {session['host']} is busy or away then" in found.details
                return
    pytest.fail("no host of this case is busy on a day of a session")


def test_two_sessions_at_once_cost_the_one_handed_in_later(task: Task, case: Case) -> None:
    sessions = {row["session"]: row for row in case.truth.facts["sessions"]}
    rows = list(case.truth.tables["first_week"])
    for one in rows:
        for other in rows:
            mine, theirs = sessions[one["title"]], sessions[other["title"]]
            if one is other or mine["starter"] != theirs["starter"] or mine["minutes"] != theirs["minutes"]:
                continue
            onto = other | {name: one[name] for name in ("date", "start", "end")}
            found = check(task, case, "first_week", first_week=[onto if each is other else each for each in rows])
            faults = [each for each in found.details if "another session" in each]
            if faults:
                assert found.earned == pytest.approx(20 * (len(rows) - 1) / len(rows))
                later = max(one["title"], other["title"], key=[each["title"] for each in rows].index)
                assert faults == [f"{later}: starter or host has another session then"]
                return
    pytest.fail("no two sessions of this case can be put on one another")


def test_a_session_that_cannot_be_held_is_not_to_be_booked(task: Task, case: Case) -> None:
    refs = {row["session"] for row in case.systems["sessions"].rows}
    (unheld, *_) = sorted(refs - {row["title"] for row in case.truth.tables["first_week"]})
    rows = case.truth.tables["first_week"]
    found = check(task, case, "first_week", first_week=[*rows, rows[0] | {"title": unheld}])
    assert found.earned == pytest.approx(20 * len(rows) / (len(rows) + 1))


def test_a_diary_file_earns_what_a_table_earns(task: Task, case: Case) -> None:
    rows = case.truth.tables["first_week"]
    starts = [dt.datetime.fromisoformat(f"{row['date']}T{row['start']}") for row in rows]
    ends = [dt.datetime.fromisoformat(f"{row['date']}T{row['end']}") for row in rows]
    entries = [
        Entry(row["title"], f"{row['title']}: in the small room", start, end, (row["with"],))
        for row, start, end in zip(rows, starts, ends, strict=True)
    ]
    rest = {name: table for name, table in case.truth.tables.items() if name != "first_week"}
    diary = File("first_week.ics", ics_file("First week", entries))
    assert task.grade(case, Answer(written(case, rest).text, (diary,))).score == pytest.approx(1)


def test_requests_and_bookings_may_be_handed_in_as_actions(task: Task, case: Case) -> None:
    true = case.truth.tables
    actions = [Action("raise_request", row) for row in true["it_requests"]]
    actions += [Action("book_session", row) for row in true["first_week"]]
    rest = {name: rows for name, rows in true.items() if name not in {"it_requests", "first_week"}}
    assert task.grade(case, Answer(written(case, rest).text, actions=tuple(actions))).score == pytest.approx(1)


def test_people_may_be_named_by_their_mail_address(task: Task, case: Case) -> None:
    emails = {row["name"]: row["email"] for row in case.truth.facts["people"]}
    named = {"checklist": "owner", "buddy": "buddy", "check_ins": "with"}
    changed = {
        table: [row | {column: emails.get(row[column], row[column])} for row in case.truth.tables[table]]
        for table, column in named.items()
    }
    assert task.grade(case, written(case, {**case.truth.tables, **changed})).score == pytest.approx(1)


def test_a_mail_with_the_pay_or_another_colleague_in_it_earns_nothing(task: Task, case: Case) -> None:
    first, *rest = case.truth.tables["welcome"]
    facts = case.truth.facts["welcome"][0]
    strangers = {row["name"] for row in case.truth.facts["people"]} - {facts["met_by"], facts["buddy"]}
    stranger = min(strangers - {facts["signed_by"]})
    for said in (f"You will earn £{int(facts['salary']):,} a year.", f"{stranger} says hello."):
        spoilt = first | {"mail": f"{first['mail']} {said}"}
        assert check(task, case, "welcome", welcome=[spoilt, *rest]).earned == pytest.approx(
            8 * len(rest) / (len(rest) + 1)
        )


def test_a_mail_that_runs_on_earns_nothing(task: Task, case: Case) -> None:
    rows = [row | {"mail": row["mail"] + " indeed" * 170} for row in case.truth.tables["welcome"]]
    assert check(task, case, "welcome", welcome=rows).earned == 0


@pytest.mark.parametrize("written_as", ["{0:%A} {0.day} {0:%B}", "{0:%d/%m/%Y}", "{0.day} {0:%b}", "{0:%B} {0.day}"])
def test_a_mail_may_write_the_start_date_as_people_do(task: Task, case: Case, written_as: str) -> None:
    rows = []
    for row, facts in zip(case.truth.tables["welcome"], case.truth.facts["welcome"], strict=True):
        start = dt.date.fromisoformat(facts["start"])
        long = f"{start:%A} {start.day} {start:%B %Y}"
        assert long in row["mail"]
        rows.append(row | {"mail": row["mail"].replace(long, written_as.format(start))})
    assert check(task, case, "welcome", welcome=rows).earned == pytest.approx(8)


def test_nothing_is_earned_for_having_nothing_to_hand_over_by_doing_nothing(task: Task) -> None:
    case = task.deal(1, task.dials("small,planted=0"))
    assert not case.truth.escalations
    assert task.grade(case, written(case, {"escalations": []})).score == 0
    assert task.grade(case, right(case)).score == pytest.approx(1)


def test_the_careless_notice_nothing_and_hand_nothing_over(task: Task, case: Case) -> None:
    grade = task.grade(case, task.careless(case))
    assert {each.name: each.earned for each in grade.checks}["escalations"] == 0
    assert 0.3 < grade.score < 0.9


def test_careless_work_is_perfect_where_nothing_is_planted_and_all_papers_agree(task: Task) -> None:
    for seed in range(5):
        case = task.deal(seed, task.dials("default,planted=0,disagree=0"))
        assert task.grade(case, task.careless(case)).score == pytest.approx(1), seed


def test_two_different_mails_to_one_starter_earn_nothing_for_that_starter(task: Task, case: Case) -> None:
    first, *rest = case.truth.tables["welcome"]
    again = first | {"mail": f"{first['mail']} See you soon!"}
    found = check(task, case, "welcome", welcome=[first, again, *rest])
    assert found.earned == pytest.approx(8 * len(rest) / (len(rest) + 1))


def test_thousands_of_made_up_rows_are_marked_and_earn_nothing(task: Task, case: Case) -> None:
    starter = case.truth.facts["welcome"][0]["starter"]
    mails = [{"starter": starter, "mail": f"Welcome number {number}!"} for number in range(3000)]
    session = case.truth.tables["first_week"][0]
    bookings = [session | {"end": f"nine {number}"} for number in range(3000)]
    grade = task.grade(case, written(case, {"welcome": mails, "first_week": bookings}))
    assert grade.score == 0
