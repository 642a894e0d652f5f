import csv
import io
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.exemplar import REQUIRED, Exemplar
from tasks_bank.file import File
from tasks_bank.grade import Check, Grade
from tasks_bank.task import Task


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(7, task.dials())


def exemplar(task: Task, case: Case, kind: str) -> Exemplar:
    return next(each for each in task.exemplars(case) if each.kind == kind)


def check(grade: Grade, name: str) -> Check:
    return next(each for each in grade.checks if each.name == name)


def table(name: str, rows: Sequence[Row]) -> File:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return File(f"{name}.csv", text.getvalue().encode())


def everything(case: Case, **changed: Sequence[Row]) -> Answer:
    tables = {**case.truth.tables, **changed}
    return Answer(files=tuple(table(name, rows) for name, rows in tables.items() if rows))


@pytest.mark.parametrize(("dials", "seed"), [*(("small", seed) for seed in range(25)), ("default", 3), ("large", 2)])
def test_every_exemplar_gets_its_marks(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(dials))
    exemplars = task.exemplars(case)
    assert set(REQUIRED) <= {each.kind for each in exemplars}
    for each in exemplars:
        grade = task.grade(case, each.answer)
        assert grade.status == each.status, each.kind
        assert each.at_least - 1e-9 <= grade.score <= each.at_most + 1e-9, each.kind


def test_marks_add_up_to_a_hundred(task: Task, case: Case) -> None:
    grade = task.grade(case, Answer())
    assert [(each.name, each.available) for each in grade.checks] == [
        ("lines", 40),
        ("exceptions", 20),
        ("breaches", 10),
        ("totals", 15),
        ("escalations", 15),
    ]


@pytest.mark.parametrize("seed", range(10))
def test_dropping_a_quarter_of_the_lines_costs_a_quarter_of_their_marks(task: Task, seed: int) -> None:
    case = task.deal(seed, task.dials())
    lines = case.truth.tables["lines"]
    kept = [row for place, row in enumerate(lines) if place % 4 != seed % 4]
    earned = check(task.grade(case, everything(case, lines=kept)), "lines").earned
    assert 0.70 <= earned / 40 <= 0.80


def test_one_exception_less_costs_its_share(task: Task, case: Case) -> None:
    exceptions = case.truth.tables["exceptions"]
    earned = check(task.grade(case, everything(case, exceptions=exceptions[1:])), "exceptions").earned
    assert earned == pytest.approx(20 * (len(exceptions) - 1) / len(exceptions))


def test_escalations_count_the_same_as_a_table_and_as_records(task: Task, case: Case) -> None:
    tables = everything(case)
    records = replace(everything(case, escalations=()), escalations=case.truth.escalations)
    assert task.grade(case, tables).score == task.grade(case, records).score == pytest.approx(1)


def test_the_same_answer_as_text_and_as_files_is_marked_once(task: Task, case: Case) -> None:
    answer = replace(everything(case), text=exemplar(task, case, "right").answer.text)
    assert task.grade(case, answer).score == pytest.approx(1)


def test_another_seeds_answer_earns_nothing(task: Task, case: Case) -> None:
    other = task.deal(8, task.dials())
    assert task.grade(case, everything(other)).score == 0


def test_totals_that_are_not_borne_out_by_lines_earn_nothing(task: Task, case: Case) -> None:
    grade = task.grade(case, exemplar(task, case, "totals-not-replayed").answer)
    assert check(grade, "totals").earned == 0
    assert check(grade, "exceptions").earned == pytest.approx(20)


def test_a_line_in_the_wrong_category_costs_the_totals_of_both_categories(task: Task, case: Case) -> None:
    first, *rest = case.truth.tables["lines"]
    moved = first | {"category": "meals" if first["category"] != "meals" else "office"}
    totals = len(case.truth.tables["totals"])
    touched = {first["category"], moved["category"]} & {row["category"] for row in case.truth.tables["totals"]}
    earned = check(task.grade(case, everything(case, lines=[moved, *rest])), "totals").earned
    assert earned == pytest.approx(15 * (totals - len(touched)) / totals)


def test_doing_nothing_earns_nothing_where_there_is_nothing_to_find(task: Task) -> None:
    case = task.deal(1, task.dials("small,planted=0"))
    assert not case.truth.tables["exceptions"]
    assert task.grade(case, Answer("## exceptions\n\n```csv\nitem,reason\n```")).score == 0


def test_an_unreadable_answer_says_why(task: Task, case: Case) -> None:
    grade = task.grade(case, Answer("All in order."))
    assert grade.status == "unreadable"
    assert "lines" in grade.why


def test_a_grade_says_what_was_missed_and_what_was_wrong(task: Task, case: Case) -> None:
    first, second, *rest = case.truth.tables["lines"]
    grade = task.grade(case, everything(case, lines=[second | {"documents": "REC-1"}, *rest]))
    details = check(grade, "lines").details
    assert f"{first['line']}: missing" in details
    assert f"{second['line']}: documents REC-1, should be {second['documents']}" in details
