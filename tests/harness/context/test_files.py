"""The context source files."""

from typing import Any

import pytest

from harness.errors import BadDesign
from harness.plan.sources import Part
from tasks_bank.case import Brief
from tasks_bank.file import File
from tests.harness.context import opening
from tests.harness.context.opening import settings

BRIEF = Brief(
    ask="Reconcile.",
    rules="",
    files=(
        File("policy.md", b"Be fair.\n"),
        File("bank.csv", b"line,amount\n" + b"B1,5\n" * 40),
        File("receipts/R-1.txt", b"Total: 5"),
        File("receipts/R-2.txt", b"Total: 6"),
    ),
    deliverables=(),
)


def supplied(wanted: tuple[str, ...] = (), budget_tokens: int = 1000, **own: Any) -> list[Part]:  # noqa: ANN401 JSON
    return opening.supplied("files", settings(budget_tokens, **own), BRIEF, wanted)


def titles(parts: list[Part]) -> list[str]:
    return [part.title for part in parts]


def test_all_files_come_in_the_order_of_the_brief() -> None:
    parts = supplied()
    assert titles(parts) == ["policy.md", "bank.csv", "receipts/R-1.txt", "receipts/R-2.txt"]
    assert parts[2] == Part("receipts/R-1.txt", "Total: 5", "files", standing=False)


def test_patterns_include_exclude_and_order() -> None:
    parts = supplied(include=["receipts/*", "*.csv"], exclude=["*R-1*"], order=["receipts/*"])
    assert titles(parts) == ["receipts/R-2.txt", "bank.csv"]


def test_only_what_the_agent_reads_is_supplied() -> None:
    assert titles(supplied(("*.csv",))) == ["bank.csv"]


def test_what_does_not_fit_is_cut_at_a_line_and_said() -> None:
    parts = supplied(budget_tokens=40, order=["*.md", "bank.csv"])
    assert titles(parts) == ["policy.md", "bank.csv"]
    heading, *rows, notice = parts[1].text.splitlines()
    assert (heading, set(rows)) == ("line,amount", {"B1,5"})
    assert notice.endswith("left out of 3 texts: bank.csv, receipts/R-1.txt, receipts/R-2.txt]")


def test_a_budget_for_nothing_still_says_so() -> None:
    (part,) = supplied(budget_tokens=1)
    assert part.text.startswith("[cut: about ")


def test_no_fitting_file_is_said() -> None:
    (part,) = supplied(("*.eml",))
    assert part.text == "[no file fits *.eml]"


@pytest.mark.parametrize(
    ("own", "said"),
    [({"inclde": ["*"]}, "no key 'inclde'; did you mean 'include'"), ({"order": "bank.csv"}, "'order' is 'bank.csv'")],
)
def test_keys_that_do_not_fit_are_named(own: dict[str, Any], said: str) -> None:
    with pytest.raises(BadDesign, match=said):
        supplied(**own)
