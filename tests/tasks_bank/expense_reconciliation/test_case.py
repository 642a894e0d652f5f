import re
from collections.abc import Callable

import pytest

from tasks_bank.case import Case
from tasks_bank.file import File
from tasks_bank.task import Task


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(4, task.dials())


def test_the_same_seed_deals_the_same_bytes(task: Task, case: Case) -> None:
    assert task.deal(4, task.dials()) == case


def test_another_seed_deals_another_case(task: Task, case: Case) -> None:
    assert not {f.data for f in task.deal(5, task.dials()).brief.files} & {f.data for f in case.brief.files}


def test_a_month_comes_as_policy_statements_ledger_invoices_and_receipts(case: Case) -> None:
    names = [file.name for file in case.brief.files]
    assert names[:4] == ["policy.md", "bank.csv", "card.csv", "ledger.xlsx"]
    assert all(re.fullmatch(r"invoices/INV-\d{5}\.pdf|receipts/(REC|CRN)-\d{5}\.pdf", name) for name in names[4:])


def test_the_policy_file_is_the_rules(case: Case) -> None:
    assert case.brief.files[0].data.decode() == case.brief.rules


def test_brief_and_policy_are_short_and_filled_in(case: Case) -> None:
    assert len(case.brief.ask.split()) <= 90
    assert len(case.brief.rules.split()) <= 260
    assert "{" not in case.brief.ask + case.brief.rules


def test_every_clause_that_can_be_broken_stands_in_the_policy(case: Case) -> None:
    breaches = next(each for each in case.brief.deliverables if each.name == "breaches")
    clauses = breaches.columns[1].choices
    assert all(re.search(rf"^{re.escape(clause)} ", case.brief.rules, re.MULTILINE) for clause in clauses)


def test_every_reason_code_stands_in_the_policy(case: Case) -> None:
    escalations = next(each for each in case.brief.deliverables if each.name == "escalations")
    assert all(reason in case.brief.rules for reason in escalations.columns[1].choices)


def test_a_paper_has_40_to_70_words_in_reading_order(case: Case, text_of: Callable[[File], str]) -> None:
    for file in case.brief.files:
        if file.suffix == ".pdf":
            text = text_of(file)
            assert 40 <= len(text.split()) <= 70
            places = [text.index(word) for word in ("Date: ", "Customer: ", "Net: ")]
            assert places == sorted(places)
            assert text.index(file.name.split("/")[1].removesuffix(".pdf")) < places[0]


def test_systems_hold_what_the_files_hold(
    case: Case, sheets_of: Callable[[Case], dict[str, list[dict[str, object]]]]
) -> None:
    sheets = sheets_of(case)
    for system, sheet in (
        ("bank_feed", "bank"),
        ("card_feed", "card"),
        ("ledger", "ledger"),
        ("carry_overs", "carry-overs"),
    ):
        rows = [{name: str(value) for name, value in row.items()} for row in sheets[sheet]]
        assert rows == list(case.systems[system].rows)


def test_systems_take_no_writes_and_name_no_content_of_documents(case: Case) -> None:
    assert not any(system.writes for system in case.systems.values())
    assert [column.name for column in case.systems["documents"].columns] == ["document", "kind"]


def test_the_canary_is_seen_nowhere(case: Case, text_of: Callable[[File], str]) -> None:
    shown = [case.brief.ask, case.brief.rules, case.brief.handing_in()]
    shown += [text_of(file) if file.suffix == ".pdf" else file.data.decode("latin-1") for file in case.brief.files]
    assert not any(case.truth.canary in text for text in shown)
