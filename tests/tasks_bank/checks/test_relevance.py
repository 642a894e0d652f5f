"""Which references the right rows name, in every task."""

import pytest

from tasks_bank.case import Case
from tasks_bank.catalog import find_task, task_folders
from tasks_bank.checks.relevance import relevant

PACKAGED = [name for name, folder in task_folders().items() if "tasks_bank" in folder.parts]


def dealt(name: str, seed: int = 7) -> Case:
    task = find_task(name)
    return task.deal(seed, task.dials())


@pytest.fixture(params=PACKAGED)
def case(request: pytest.FixtureRequest) -> Case:
    return dealt(request.param)


def test_every_task_has_relevant_references_and_all_stand_in_what_is_shown(case: Case) -> None:
    found = relevant(case)
    shown = {value for system in case.systems.values() for row in system.rows for value in row.values()}
    shown |= {part for file in case.brief.files for part in file.name.replace(".", "/").split("/")}
    text = "\n".join([*shown, *(file.data.decode("utf-8", "ignore") for file in case.brief.files)])
    assert len(found) >= 10
    # Two transcripts of a meeting are a Word document, so their lines are not in the bytes.
    assert sum(reference in text for reference in found) >= 0.7 * len(found)


def test_what_must_be_escalated_is_relevant(case: Case) -> None:
    assert {escalation.item for escalation in case.truth.escalations} <= relevant(case)


def test_the_canary_and_what_was_planted_are_no_references(case: Case) -> None:
    kinds = {row["kind"] for row in case.truth.facts.get("planted", ())}
    assert not relevant(case) & {case.truth.canary, *kinds}


def test_a_question_that_names_a_reference_is_about_its_rows() -> None:
    case = dealt("support_triage")
    row = next(row for row in case.truth.tables["triage"] if row["article"] != "none")
    assert relevant(case, f"Sort ticket {row['ticket']}, please.") >= {row["ticket"], row["article"]}
    assert len(relevant(case, f"Sort ticket {row['ticket']}, please.")) < len(relevant(case)) / 4


def test_a_question_that_names_none_is_about_all_rows() -> None:
    case = dealt("bookkeeping")
    assert relevant(case, "Enter the papers of July.") == relevant(case)
    assert relevant(case, "INV-722200 and XINV-72220") == relevant(case)


def test_several_references_in_a_cell_are_taken_apart_and_days_are_none() -> None:
    found = relevant(dealt("expense_reconciliation"))
    assert not any("+" in reference or reference.startswith("2025-") for reference in found)
