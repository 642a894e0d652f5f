from collections.abc import Sequence

import pytest

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check, Grade
from tasks_bank.specimens import written
from tasks_bank.task import Task


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(7, task.dials())


def check(grade: Grade, name: str) -> Check:
    return next(each for each in grade.checks if each.name == name)


def with_changes(case: Case, **changed: Sequence[Row]) -> Answer:
    return written(case, {**case.truth.tables, **changed})


def test_marks_add_up_to_a_hundred(task: Task, case: Case) -> None:
    grade = task.grade(case, Answer())
    assert [(each.name, each.available) for each in grade.checks] == [
        ("at_risk", 60),
        ("cleared", 20),
        ("escalations", 20),
    ]


@pytest.mark.parametrize(
    ("column", "said", "lost"),
    [
        ("rank", "99", 0.1),
        ("score", "1", 0.25),
        ("evidence", "none", 0.3),
        ("band", "low", 0.1),
        ("next_action", "wave", 0.25),
    ],
)
def test_a_wrong_cell_costs_its_share_of_the_row(task: Task, case: Case, column: str, said: str, lost: float) -> None:
    first, *rest = case.truth.tables["at_risk"]
    earned = check(task.grade(case, with_changes(case, at_risk=[first | {column: said}, *rest])), "at_risk").earned
    assert earned == pytest.approx(60 * (1 - lost / (1 + len(rest))))


def test_evidence_may_stand_in_any_order(task: Task, case: Case) -> None:
    turned = [row | {"evidence": ", ".join(row["evidence"].split("+")[::-1])} for row in case.truth.tables["at_risk"]]
    assert task.grade(case, with_changes(case, at_risk=turned)).score == pytest.approx(1)


def test_an_account_that_is_no_risk_costs_precision(task: Task, case: Case) -> None:
    true = case.truth.tables["at_risk"]
    stray = true[0] | {"account": case.truth.tables["cleared"][0]["account"]}
    earned = check(task.grade(case, with_changes(case, at_risk=[*true, stray])), "at_risk").earned
    assert earned == pytest.approx(60 * len(true) / (len(true) + 1))


def test_clearing_nothing_earns_nothing_without_the_work(task: Task) -> None:
    case = task.deal(3, task.dials("small,planted=0"))
    assert case.truth.tables["cleared"] == ()
    nothing = task.grade(case, Answer("## cleared\n\n```csv\naccount,reason\n```"))
    assert nothing.score == 0
    half = case.truth.tables["at_risk"][:1]
    share = 1 / len(case.truth.tables["at_risk"])
    assert check(task.grade(case, with_changes(case, at_risk=half)), "cleared").earned == pytest.approx(20 * share)


def test_a_needless_escalation_costs_precision(task: Task, case: Case) -> None:
    true = case.truth.tables["escalations"]
    more = {"item": case.truth.tables["cleared"][0]["account"], "reason": "high_value", "why": "large"}
    earned = check(task.grade(case, with_changes(case, escalations=[*true, more])), "escalations").earned
    assert earned == pytest.approx(20 * len(true) / (len(true) + 1))


def test_reading_no_mail_and_believing_the_lesser_source_earns_less_than_half(task: Task, case: Case) -> None:
    assert 0.05 < task.grade(case, task.careless(case)).score < 0.5


def test_a_grade_says_what_was_missed(task: Task, case: Case) -> None:
    first, *rest = case.truth.tables["at_risk"]
    details = check(task.grade(case, with_changes(case, at_risk=rest)), "at_risk").details
    assert f"{first['account']}: missing" in details
