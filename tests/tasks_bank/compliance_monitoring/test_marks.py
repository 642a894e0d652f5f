import pytest

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.specimens import written
from tasks_bank.task import Task


@pytest.fixture(scope="module")
def task() -> Task:
    return find_task("compliance_monitoring")


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(7, task.dials("default,planted=15"))


def checks(task: Task, case: Case, **changed: list[Row]) -> dict[str, Check]:
    answer = written(case, {**case.truth.tables, **changed})
    return {check.name: check for check in task.grade(case, answer).checks}


def test_marks_add_up_to_a_hundred(task: Task, case: Case) -> None:
    assert [(each.name, each.available) for each in task.grade(case, Answer()).checks] == [
        ("breaches", 55),
        ("cleared", 10),
        ("clean items left alone", 15),
        ("escalations", 20),
    ]


def test_evidence_that_lacks_the_second_paper_costs_its_three_tenths(task: Task, case: Case) -> None:
    rows = list(case.truth.tables["breaches"])
    place = next(n for n, row in enumerate(rows) if "+" in row["evidence"])
    rows[place] = rows[place] | {"evidence": rows[place]["item"]}
    assert checks(task, case, breaches=rows)["breaches"].earned == pytest.approx(55 * (1 - 0.3 / len(rows)))


def test_evidence_may_stand_in_any_order(task: Task, case: Case) -> None:
    rows = [
        row | {"evidence": ", ".join(reversed(row["evidence"].split("+")))} for row in case.truth.tables["breaches"]
    ]
    assert checks(task, case, breaches=rows)["breaches"].earned == pytest.approx(55)


def test_a_clean_item_that_is_reported_costs_precision_and_the_marks_for_leaving_it_alone(
    task: Task, case: Case
) -> None:
    facts = case.truth.facts
    clean = next(row["item"] for row in facts["clean"] if row["item"] not in {r["item"] for r in facts["tempting"]})
    rows = list(case.truth.tables["breaches"])
    stray = {"item": clean, "clause": "3.1", "severity": "low", "evidence": clean}
    found = checks(task, case, breaches=[*rows, stray])
    assert found["breaches"].earned == pytest.approx(55 * len(rows) / (len(rows) + 1))
    assert found["clean items left alone"].earned == pytest.approx(15 * (1 - 0.5 / len(facts["clean"])))


def test_leaving_everything_alone_earns_nothing(task: Task, case: Case) -> None:
    grade = task.grade(case, written(case, {"breaches": [], "cleared": [], "escalations": []}))
    assert grade.score == 0


def test_half_of_the_breaches_earn_half_of_the_marks_for_clean_items(task: Task, case: Case) -> None:
    rows = list(case.truth.tables["breaches"])
    half = rows[: len(rows) // 2]
    earned = checks(task, case, breaches=half)["clean items left alone"].earned
    assert earned == pytest.approx(15 * len(half) / len(rows))


def test_nothing_to_clear_earns_by_the_work_done(task: Task) -> None:
    case = task.deal(2, task.dials("small,planted=0"))
    assert not case.truth.tables["cleared"]
    half = list(case.truth.tables["breaches"][:1])
    assert checks(task, case)["cleared"].earned == pytest.approx(10)
    share = 1 / len(case.truth.tables["breaches"])
    assert checks(task, case, breaches=half)["cleared"].earned == pytest.approx(10 * share)


def test_a_wrong_severity_is_told_in_words(task: Task, case: Case) -> None:
    rows = list(case.truth.tables["breaches"])
    true = rows[0]["severity"]
    rows[0] = rows[0] | {"severity": "high" if true != "high" else "low"}
    details = checks(task, case, breaches=rows)["breaches"].details
    assert details == (f"{rows[0]['item']}: severity {rows[0]['severity']}, should be {true}",)
