"""What a design is without one of its parts, and what cannot be taken out of it."""

import pytest

from harness.api.planning import known_for
from harness.context.registry import tool_names
from harness.errors import BadDesign
from harness.plan.ablation import parts_of, without
from harness.plan.checking.check import check_design
from harness.plan.design import Design
from tests.architecture.house import ROOT
from tests.harness.fakes import design, petty_cash, reference

CLERK = """
[context.instructions]
budget_tokens = 400
[context.files]
budget_tokens = 1500
[context.skills]
budget_tokens = 300
[context.retrieval]
budget_tokens = 300
[context.mcp]
budget_tokens = 300
[context.memory]
budget_tokens = 300
[[agent]]
name = "clerk"
role = "a clerk"
reads = ["brief", "instructions", "files:*.csv", "files:*.pdf", "skills", "retrieval", "mcp", "memory"]
tools = ["parse", "sum"]
writes = ["lines"]
"""
PARTS = ("instructions", "files", "skills", "retrieval", "mcp", "memory")


def clerk(change: tuple[str, str] = ("", "")) -> Design:
    return design("context", CLERK.replace(*change) if change[0] else CLERK)


def refused(made: Design, part: str) -> str:
    with pytest.raises(BadDesign) as error:
        without(made, part)
    return str(error.value)


def test_the_parts_of_a_design_are_its_context_sources_in_its_own_order() -> None:
    assert parts_of(clerk()) == PARTS
    assert parts_of(reference("prompting")) == ()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_goes_with_every_read_of_it_and_what_is_left_holds_together(part: str) -> None:
    left = without(clerk(), part)
    check_design(left, known_for(petty_cash()))
    assert tuple(left.context) == tuple(name for name in PARTS if name != part)
    assert not [read for read in left.agent[0].reads if read.partition(":")[0] == part]
    assert {read.partition(":")[0] for read in left.agent[0].reads} == {"brief", *left.context}


@pytest.mark.parametrize("part", PARTS)
def test_nothing_else_changes(part: str) -> None:
    whole, left = clerk().model_dump(), without(clerk(), part).model_dump()
    for key in ("name", "context", "agent"):
        del whole[key], left[key]
    assert left == whole


def test_what_is_left_has_a_name_that_says_so_and_a_digest_of_its_own() -> None:
    found = [without(clerk(), part) for part in PARTS]
    assert [left.name for left in found] == [f"made-up-without-{part}" for part in PARTS]
    assert len({left.digest for left in [clerk(), *found]}) == len(PARTS) + 1


def test_without_files_no_model_can_open_them_by_a_tool() -> None:
    assert without(clerk(), "files").agent[0].tools == ("sum",)
    assert without(clerk(), "skills").agent[0].tools == ("parse", "sum")


def test_the_tool_that_goes_with_files_is_the_only_one_that_opens_any() -> None:
    folder = ROOT / "harness" / "context" / "tools"
    openers = {name for name in tool_names() if "workspace.texts" in (folder / f"{name}.py").read_text("utf-8")}
    assert openers == {"parse"}


def test_a_part_that_is_not_there_is_named_with_those_that_are() -> None:
    assert refused(clerk(), "fils").endswith("no part context 'fils', which is not there (did you mean 'files'?)")


def test_what_an_agent_fans_out_over_cannot_be_taken_out() -> None:
    alone = clerk()
    fans = alone.model_copy(update={"agent": (alone.agent[0].model_copy(update={"each": ("files:*.csv",)}),)})
    assert (
        refused(fans, "files") == "design 'made-up' cannot do without files: agent 'clerk' fans out over 'files:*.csv'"
    )
    assert "skills" not in without(fans, "skills").context


def test_files_that_a_prepared_tool_opens_cannot_be_taken_out() -> None:
    assert refused(reference("context"), "files") == (
        "design 'petty_cash-context' cannot do without files: "
        "agent 'clerk' has them opened by the prepared tool 'parse'"
    )
    assert "instructions" not in without(reference("context"), "instructions").context


def test_files_that_a_gate_opens_cannot_be_taken_out() -> None:
    made = reference("orchestration")
    gate = made.gate[0].model_copy(update={"check": "tool:parse", "arguments": {"file": "*.csv"}})
    agents = tuple(agent.model_copy(update={"prepare": ()}) for agent in made.agent)
    settings = {"files": clerk().context["files"]}
    opens = made.model_copy(update={"gate": (gate,), "agent": agents, "context": settings})
    assert refused(opens, "files").endswith("the gate after 'sorter' opens them by 'tool:parse'")


def test_the_only_thing_that_an_agent_reads_cannot_be_taken_out() -> None:
    reads = '["brief", "instructions", "files:*.csv", "files:*.pdf", "skills", "retrieval", "mcp", "memory"]'
    only = clerk((reads, '["files"]'))
    assert refused(only, "files").endswith("agent 'clerk' would have nothing to read")
    assert without(only, "skills").agent[0].reads == ("files",)
