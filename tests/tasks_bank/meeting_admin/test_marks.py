import datetime as dt
from collections.abc import Sequence

import pytest

from tasks_bank.answer import Action, Answer
from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.specimens import written
from tasks_bank.task import Task
from tasks_bank.writing.diary import Entry, ics_file


@pytest.fixture(scope="module")
def task() -> Task:
    return find_task("meeting_admin")


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    """A case in which several smaller meetings are to be booked."""
    cases = (task.deal(seed, task.dials("default,planted=9,topics=9")) for seed in range(1, 30))
    return next(case for case in cases if len(case.truth.tables["follow_up"]) > 2)


def checks(task: Task, case: Case, minutes: str = "", **changed: Sequence[Row]) -> dict[str, Check]:
    texts = {"minutes": minutes} if minutes else case.truth.texts
    answer = written(case, {**case.truth.tables, **changed}, texts)
    return {check.name: check for check in task.grade(case, answer).checks}


def test_marks_by_rule_add_up_to_a_hundred_and_a_judge_has_twenty(task: Task, case: Case) -> None:
    grade = task.grade(case, Answer())
    assert [(each.name, each.available) for each in grade.checks if each.scored] == [
        ("decisions", 25),
        ("action_items", 30),
        ("closed", 10),
        ("follow_up", 10),
        ("minutes", 10),
        ("escalations", 15),
    ]
    assert sum(each.available for each in grade.checks if not each.scored) == 20


def test_any_other_slot_that_keeps_the_rules_is_as_good(task: Task, case: Case) -> None:
    rows = list(case.truth.tables["follow_up"])
    busy = [row for row in case.systems["diaries"].rows if row["person"] in rows[0]["with"].split("+")]
    wanted = next(row for row in case.truth.facts["rounds"] if row["topic"] == rows[0]["about"])
    moved = 0
    for number in range(8 * 12):
        start = dt.datetime.fromisoformat(f"{wanted['last']}T09:00") + dt.timedelta(minutes=5 * number)
        end = start + dt.timedelta(minutes=int(wanted["minutes"]))
        other = rows[0] | {"date": wanted["last"], "start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
        clash = any(
            row["date"] == wanted["last"]
            and (not row["start"] or (row["start"] < other["end"] and other["start"] < row["end"]))
            for row in [*busy, *rows[1:]]
        )
        right = not clash and end.hour * 60 + end.minute <= 17 * 60 and end.date() == start.date()
        earned = checks(task, case, follow_up=[other, *rows[1:]])["follow_up"].earned
        if right:
            assert earned == pytest.approx(10)
            moved += 1
    assert moved


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": "2020-01-06"}, "working day from"),
        ({"end": "17:30", "start": "17:00"}, "should"),
        ({"with": "nobody@oak.example"}, "should be with"),
        ({"start": "noon-ish"}, "can be read"),
    ],
)
def test_a_booking_that_breaks_a_rule_earns_nothing_and_is_told_why(
    task: Task, case: Case, change: Row, said: str
) -> None:
    rows = list(case.truth.tables["follow_up"])
    check = checks(task, case, follow_up=[rows[0] | change, *rows[1:]])["follow_up"]
    assert check.earned == pytest.approx(10 * (len(rows) - 1) / len(rows))
    assert said in check.details[0]


def test_two_bookings_at_one_time_with_one_person_are_one_too_many(task: Task, case: Case) -> None:
    rows = [dict(row) for row in case.truth.tables["follow_up"]]
    pairs = [(a, b) for a in rows for b in rows if a is not b and set(a["with"].split("+")) & set(b["with"].split("+"))]
    assert pairs
    first, second = pairs[0]
    second |= {"date": first["date"], "start": first["start"]}
    assert checks(task, case, follow_up=rows)["follow_up"].earned <= 10 * (len(rows) - 1) / len(rows)


def test_bookings_may_be_actions_rows_or_a_calendar(task: Task, case: Case) -> None:
    tables = {name: rows for name, rows in case.truth.tables.items() if name != "follow_up"}
    rows = case.truth.tables["follow_up"]
    text = written(case, tables, case.truth.texts).text
    by_action = Answer(text, actions=tuple(Action("book_meeting", row) for row in rows))
    entries = []
    for row in rows:
        start, end = (dt.datetime.fromisoformat(f"{row['date']}T{row[name]}") for name in ("start", "end"))
        people = tuple(row["with"].split("+"))
        entries.append(Entry(row["about"], "Smaller meeting", start, end, people, about=row["about"]))
    by_calendar = Answer(f"{text}\n\n{ics_file('follow_up', entries).decode()}")
    assert task.grade(case, by_action).score == pytest.approx(1)
    assert task.grade(case, by_calendar).score == pytest.approx(1)


def test_a_booking_may_name_people_and_say_more_about_its_topic(task: Task, case: Case) -> None:
    names = {row["email"]: row["name"] for row in case.systems["attendance"].rows}
    rows = [
        row
        | {
            "with": ", ".join(names[email] for email in row["with"].split("+")),
            "about": f"Smaller meeting on {row['about']}",
        }
        for row in case.truth.tables["follow_up"]
    ]
    assert checks(task, case, follow_up=rows)["follow_up"].earned == pytest.approx(10)


def test_minutes_that_state_a_dropped_amount_earn_nothing(task: Task, case: Case) -> None:
    outdated = case.truth.facts["outdated"]
    assert outdated
    said = f"{case.truth.texts['minutes']}\nAt first it was £{int(outdated[0]['amount']):,}."
    assert checks(task, case, minutes=said)["minutes"].earned == 0


def test_minutes_without_the_work_earn_nothing(task: Task, case: Case) -> None:
    grade = task.grade(case, written(case, {}, case.truth.texts))
    assert grade.score == 0


def test_the_namesake_as_owner_costs_the_owners_share(task: Task, case: Case) -> None:
    kinds = {row["kind"]: row["item"] for row in case.truth.facts["planted"]}
    first = {row["topic"]: row for row in case.truth.facts["first_word"]}
    rows = list(case.truth.tables["action_items"])
    topic = kinds["same_name"]
    rows = [row | ({"owner": first[topic]["owner"]} if row["topic"] == topic else {}) for row in rows]
    assert checks(task, case, action_items=rows)["action_items"].earned == pytest.approx(30 * (1 - 0.45 / len(rows)))


def test_a_decision_reversed_later_earns_only_as_it_stands_in_the_end(task: Task, case: Case) -> None:
    kinds = {row["kind"]: row["item"] for row in case.truth.facts["planted"]}
    first = {row["topic"]: row for row in case.truth.facts["first_word"]}[kinds["reversed_later"]]
    rows = [
        row | ({"outcome": first["outcome"], "amount": first["amount"]} if row["topic"] == first["topic"] else {})
        for row in case.truth.tables["decisions"]
    ]
    true = next(row for row in case.truth.tables["decisions"] if row["topic"] == first["topic"])
    lost = 0.3 if true["outcome"] == "approved" else 0.7  # the amount alone, or the outcome too
    assert checks(task, case, decisions=rows)["decisions"].earned == pytest.approx(25 * (1 - lost / len(rows)))


def test_actions_without_decisions_still_earn(task: Task, case: Case) -> None:
    answer = written(case, {"action_items": case.truth.tables["action_items"]})
    earned = {check.name: check.earned for check in task.grade(case, answer).checks}
    assert earned["action_items"] == pytest.approx(30)
    assert earned["decisions"] == 0


def test_what_hangs_on_the_work_follows_the_decisions_where_there_is_no_action(task: Task) -> None:
    cases = (task.deal(seed, task.dials("small,topics=0,planted=1")) for seed in range(1, 60))
    case = next(case for case in cases if not case.truth.tables["action_items"])
    found = checks(task, case)
    assert found["minutes"].earned == pytest.approx(10)
    assert task.grade(case, Answer("## decisions\n\n```csv\ntopic,outcome\n```")).score == 0
