"""What makes a case the same case."""

from dataclasses import replace

import pytest

from tasks_bank.answer import Escalation
from tasks_bank.case import Brief, Case, System, Truth
from tasks_bank.deliverable import Column, Deliverable
from tasks_bank.file import File

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


def test_version_canary_and_the_form_of_the_answer_make_no_other_case() -> None:
    brief = replace(BRIEF, deliverables=(Deliverable("lines", about="one line each"),))
    other = replace(CASE, version=2, brief=brief, truth=replace(TRUTH, canary="canary-2"))
    assert other.digest == CASE.digest
