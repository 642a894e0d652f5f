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
    return task.deal(4, task.dials())


def check(grade: Grade, name: str) -> Check:
    return next(each for each in grade.checks if each.name == name)


def marked(task: Task, case: Case, **changed: Sequence[Row]) -> Grade:
    """Mark the right answer with some tables changed."""
    return task.grade(case, written(case, {**case.truth.tables, **changed}))


def test_marks_add_up_to_a_hundred(task: Task, case: Case) -> None:
    grade = task.grade(case, Answer())
    assert [(each.name, each.available) for each in grade.checks] == [
        ("entries", 60),
        ("vat_boxes", 20),
        ("escalations", 20),
    ]


def test_noughts_that_a_spreadsheet_drops_cost_nothing(task: Task, case: Case) -> None:
    entries = [row | {"account": row["account"].lstrip("0")} for row in case.truth.tables["entries"]]
    assert any(row["account"] in {"30", "40"} for row in entries)
    assert marked(task, case, entries=entries).score == pytest.approx(1)


def test_an_account_with_its_name_behind_it_counts(task: Task, case: Case) -> None:
    entries = [row | {"account": f"{row['account']} Some name"} for row in case.truth.tables["entries"]]
    assert marked(task, case, entries=entries).score == pytest.approx(1)


def test_pence_in_boxes_6_and_7_cost_nothing(task: Task, case: Case) -> None:
    boxes = [
        row | {"amount": f"{row['amount']}.75"} if row["box"] in {"6", "7"} else row
        for row in case.truth.tables["vat_boxes"]
    ]
    assert marked(task, case, vat_boxes=boxes).score == pytest.approx(1)


def test_a_box_that_is_called_box_counts(task: Task, case: Case) -> None:
    boxes = [row | {"box": f"Box {row['box']}"} for row in case.truth.tables["vat_boxes"]]
    assert marked(task, case, vat_boxes=boxes).score == pytest.approx(1)


def test_boxes_that_the_entries_do_not_bear_out_earn_nothing(task: Task, case: Case) -> None:
    grade = marked(task, case, entries=[])
    assert check(grade, "vat_boxes").earned == 0


def test_an_entry_without_its_vat_costs_the_boxes_that_it_is_in(task: Task, case: Case) -> None:
    entries = case.truth.tables["entries"]
    charged = next(row for row in entries if row["vat_code"] == "S20" and not row["document"].startswith("SI-"))
    changed = [row if row is not charged else row | {"vat": "0.00"} for row in entries]
    boxes = check(marked(task, case, entries=changed), "vat_boxes")
    assert boxes.earned == pytest.approx(20 * 4 / 6)  # boxes 4 and 5 are not borne out
    assert any(detail.startswith("4: ") for detail in boxes.details)


def test_a_wrong_account_costs_two_fifths_of_the_entry_and_no_box(task: Task, case: Case) -> None:
    first, *rest = case.truth.tables["entries"]
    grade = marked(task, case, entries=[first | {"account": "9998"}, *rest])
    count = len(rest) + 1
    assert check(grade, "entries").earned == pytest.approx(60 * (count - 0.4) / count)
    assert check(grade, "vat_boxes").earned == pytest.approx(20)


def test_an_entry_for_a_paper_that_gets_none_costs_precision(task: Task, case: Case) -> None:
    stray = next(row["item"] for row in case.truth.facts["planted"] if row["kind"] == "pro_forma")
    entries = case.truth.tables["entries"]
    grade = marked(task, case, entries=[*entries, entries[0] | {"document": stray}])
    assert check(grade, "entries").earned == pytest.approx(60 * len(entries) / (len(entries) + 1))


def test_a_forgotten_reverse_charge_costs_its_entry_and_three_or_more_boxes(task: Task, case: Case) -> None:
    answer = next(each.answer for each in task.exemplars(case) if each.kind == "reverse-charge-forgotten")
    grade = task.grade(case, answer)
    assert check(grade, "vat_boxes").earned == pytest.approx(20 * 2 / 6)  # boxes 5 and 7 are still right
    assert check(grade, "entries").earned < 60


def test_escalations_are_told_with_the_error_rate_of_what_was_kept(task: Task, case: Case) -> None:
    why = check(marked(task, case), "escalations").why
    assert "0% are wrong" in why
