"""Small designs of a task that is not there, put together from parts, and what the checks say of them."""

import pytest

from harness.context.registry import make_tool
from harness.errors import BadDesign
from harness.plan.checking.check import check_design, findings
from harness.plan.design import Design, parse_design
from harness.plan.tools import Known
from tasks_bank.deliverable import Column

LINES = (Column("line"), Column("category", "choice", ("travel", "meals")), Column("date", "date"))
KNOWN = Known(
    tools={name: make_tool(name) for name in ("diff", "look_up", "parse", "sum")},
    sources=frozenset({"files", "instructions", "mcp"}),
    deliverables=("lines", "totals"),
    columns={"lines": LINES, "totals": (Column("category"), Column("amount", "amount"))},
    writes={"lines": "book_line"},
)
CLERK = '[[agent]]\nname = "clerk"\nrole = "a clerk"\nwrites = ["lines"]\n'
ADDER = '[[agent]]\nname = "adder"\nrole = "an adder"\nreads = ["lines"]\nwrites = ["totals"]\n'
CHIEF = '[[agent]]\nname = "chief"\nrole = "the chief"\n[coordinator]\nagent = "chief"\n'
CHAT = '[[agent]]\nname = "chat"\nrole = "an assistant"\n'
TEAM = CLERK + ADDER + CHIEF
UNLIKE = '{ left = "lines", right = "totals", on = ["category"] }'
UNLIKE = '{ left = "lines", right = "totals", on = ["category"] }'
OWN = '[[table]]\nname = "book"\ncolumns = [{ name = "line" }]\n'


def made(level: str, text: str) -> Design:
    head = f'name = "d"\nversion = 1\nlevel = "{level}"\ntask = "t"\n'
    return parse_design(head + text, "d.toml")


def check(level: str, text: str) -> None:
    check_design(made(level, text), KNOWN)


def said(level: str, text: str) -> str:
    with pytest.raises(BadDesign) as caught:
        check(level, text)
    return str(caught.value)


def advised(level: str, text: str) -> tuple[str, ...]:
    """Return the advice on a design that has no mistakes."""
    found = findings(made(level, text), KNOWN)
    assert found.mistakes == ()
    return found.advice


def gate(check: str = "tool:diff", after: str = "adder", returns_to: str = "clerk", arguments: str = UNLIKE) -> str:
    return f'[[gate]]\nafter = "{after}"\ncheck = "{check}"\nreturns_to = "{returns_to}"\narguments = {arguments}\n'


def rule(when: str, table: str = "lines", item: str = "line", reason: str = "over") -> str:
    return f'[[escalate]]\ntable = "{table}"\nitem = "{item}"\nwhen = "{when}"\nreason = "{reason}"\n'
