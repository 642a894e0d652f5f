"""Defects are planted in copies, of every class that a table has columns for, and the mark proves each."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.planting.classes import CLASSES, spoilt
from tasks_bank.planting.defect import Class, Work
from tasks_bank.planting.planting import Bed
from tasks_bank.reading.values import amount
from tasks_bank.specimens import written
from tasks_bank.task import Task
from tests.tasks_bank.tasks_found import dealt, each_packaged_task, exemplar

LINES = Deliverable(
    "lines",
    columns=(
        Column("line"),
        Column("documents", "ids"),
        Column("category", "choice", ("travel", "meals", "office")),
        Column("amount", "amount"),
        Column("due", "date"),
    ),
    key=("line",),
)
ROWS: list[Row] = [
    {"line": "B-01", "documents": "INV-1+INV-2", "category": "travel", "amount": "120.50", "due": "2026-11-30"},
    {"line": "B-02", "documents": "none", "category": "meals", "amount": "33.00", "due": "2026-12-01"},
    {"line": "B-03", "documents": "INV-7", "category": "travel", "amount": "7.10", "due": ""},
]


def changes(name: Class) -> list[tuple[str, str, str, str]]:
    return [
        (each.defect.key[0], each.defect.column, each.defect.was, each.defect.now) for each in spoilt(name, LINES, ROWS)
    ]


def test_two_digits_of_an_amount_are_swapped() -> None:
    """Of 33.00 nothing can be swapped: both digits beside each other are alike."""
    assert changes("digits swapped") == [
        ("B-01", "amount", "120.50", "210.50"),
        ("B-01", "amount", "120.50", "102.50"),
        ("B-01", "amount", "120.50", "120.05"),
        ("B-03", "amount", "7.10", "7.01"),
    ]


def test_a_date_moves_by_a_week() -> None:
    assert changes("date moved") == [
        ("B-01", "due", "2026-11-30", "2026-12-07"),
        ("B-02", "due", "2026-12-01", "2026-12-08"),
    ]


def test_a_category_becomes_another_one_that_occurs() -> None:
    assert {(key, now) for key, _, _, now in changes("category swapped")} == {
        ("B-01", "meals"),
        ("B-02", "travel"),
        ("B-03", "meals"),
    }


def test_a_reference_becomes_one_of_another_row() -> None:
    assert changes("wrong paper") == [
        ("B-01", "documents", "INV-1+INV-2", "INV-7+INV-2"),
        ("B-03", "documents", "INV-7", "INV-1"),
        ("B-03", "documents", "INV-7", "INV-2"),
    ]


def test_a_row_is_dropped_and_its_place_is_known() -> None:
    copies = [*spoilt("row dropped", LINES, ROWS)]
    assert [[row["line"] for row in copy.rows] for copy in copies] == [
        ["B-02", "B-03"],
        ["B-01", "B-03"],
        ["B-01", "B-02"],
    ]
    assert [copy.defect.place for copy in copies] == [0, 1, 2]
    assert [*spoilt("row dropped", LINES, ROWS[:1])] == []


def test_a_row_stands_twice_the_second_time_otherwise() -> None:
    for copy in spoilt("row doubled", LINES, ROWS):
        first, second = copy.rows[copy.defect.place - 1], copy.rows[copy.defect.place]
        assert first["line"] == second["line"] == copy.defect.key[0]
        assert sum(first[name] != second[name] for name in first) == 1


@given(st.lists(st.decimals(0, 99999, places=2).map(str), min_size=2, max_size=5))
def test_swapped_digits_are_always_another_amount(amounts: list[str]) -> None:
    rows = [{"line": f"B-{place}", "amount": each} for place, each in enumerate(amounts)]
    for copy in spoilt("digits swapped", LINES, rows):
        assert amount(copy.defect.was) != amount(copy.defect.now)
        assert sorted(copy.defect.was) == sorted(copy.defect.now)


@each_packaged_task
def test_in_every_task_the_mark_proves_what_is_planted(task: Task) -> None:
    """The proof is checked once more by marking the two works from the start."""
    case = dealt(task.folder, 1)
    bed = Bed(task, case, Work.of_truth(case))
    assert bed.sound
    table = bed.sound[0]
    copy = bed.plant(table, Random(1))
    assert copy is not None
    before, after = (
        task.grade(case, written(case, {**case.truth.tables, table.name: rows}, case.truth.texts)).score
        for rows in (case.truth.tables[table.name], copy.rows)
    )
    assert after < before
    assert bed.rows(table.name) == case.truth.tables[table.name]


@each_packaged_task
def test_work_that_is_wrong_is_no_bed(task: Task) -> None:
    case = dealt(task.folder, 1)
    bed = Bed(task, case, Work.of_answer(case, exemplar(task.folder, 1, "wrong").answer))
    assert len(bed.sound) < len([each for each in case.brief.deliverables if each.has_rows])


@pytest.mark.parametrize("name", CLASSES)
def test_the_same_dice_plant_the_same_defect(name: Class) -> None:
    task = next(iter(each_packaged_task.args[1]))
    case = dealt(task.folder, 2)
    bed = Bed(task, case, Work.of_truth(case))
    assert bed.plant(bed.sound[0], Random(3), name) == bed.plant(bed.sound[0], Random(3), name)
