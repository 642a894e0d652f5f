"""What makes a case the same case."""

import datetime as dt
from dataclasses import replace

import pytest

from tasks_bank.answer import Escalation
from tasks_bank.case import Brief, Case, System, Truth
from tasks_bank.deliverable import Column, Deliverable
from tasks_bank.file import File
from tasks_bank.notes.note import Note

BRIEF = Brief("Sort it.", "No pets.", (File("a.csv", b"1"),), (Deliverable("lines"),))
TRUTH = Truth({"lines": ({"line": "1"},)}, (Escalation("1", "over_limit"),), {"planted": ({"line": "1"},)}, "canary-1")
SYSTEM = System("bank", (Column("line"),), ({"line": "1"},))
CASE = Case("sorting", 1, 7, {}, BRIEF, {"bank": SYSTEM}, TRUTH)


def test_a_case_is_told_by_sixteen_hex_digits() -> None:
    assert len(CASE.digest) == 16
    assert int(CASE.digest, 16)
    assert replace(CASE).digest == CASE.digest


@pytest.mark.parametrize(
    "other",
    [
        replace(CASE, brief=replace(BRIEF, ask="Sort them.")),
        replace(CASE, brief=replace(BRIEF, rules="No cats.")),
        replace(CASE, brief=replace(BRIEF, files=(File("b.csv", b"1"),))),
        replace(CASE, brief=replace(BRIEF, files=(File("a.csv", b"2"),))),
        replace(CASE, systems={"bank": replace(SYSTEM, rows=())}),
        replace(CASE, systems={"till": SYSTEM}),
        replace(CASE, truth=replace(TRUTH, tables={"lines": ({"line": "2"},)})),
        replace(CASE, truth=replace(TRUTH, facts={})),
        replace(CASE, truth=replace(TRUTH, escalations=(Escalation("1", "personal"),))),
    ],
)
def test_whatever_is_shown_or_hidden_makes_another_case(other: Case) -> None:
    assert other.digest != CASE.digest


def test_a_case_without_notes_keeps_the_digest_that_it_had_before_there_were_notes() -> None:
    assert CASE.digest == "534a2a376d5615f5"


def test_notes_make_another_case() -> None:
    note = Note("N1", "decision", "fees", "Fees are office.", dt.date(2026, 2, 27), "Ann Lee")
    digests = {CASE.digest, replace(CASE, notes=(note,)).digest, replace(CASE, notes=(replace(note, by="Bo"),)).digest}
    assert len(digests) == 3


def test_version_canary_and_the_form_of_the_answer_make_no_other_case() -> None:
    brief = replace(BRIEF, deliverables=(Deliverable("lines", about="one line each"),))
    other = replace(CASE, version=2, brief=brief, truth=replace(TRUTH, canary="canary-2"))
    assert other.digest == CASE.digest
