"""What a design is without one of its parts, and what cannot be taken out of it."""

import pytest

from harness.api.ablating.ordering import why_kept
from harness.api.planning import known_for
from harness.context.registry import tool_names
from harness.errors import BadDesign
from harness.plan.ablation.parts import parts_of, without
from harness.plan.checking.check import check_design
from harness.plan.design import Design, read_design
from tasks_bank.catalog import find_task, task_folders
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


TEAM = """
[context.instructions]
budget_tokens = 400
[[table]]
name = "book"
columns = [{ name = "line" }, { name = "bought" }]
[[table]]
name = "doubts"
columns = [{ name = "line" }, { name = "doubt" }]
[[agent]]
name = "reader"
role = "a reader of books"
writes = ["book"]
prepare = [{ tool = "parse", arguments = { file = "petty_cash.csv" }, into = "book" }]
[[agent]]
name = "sorter"
role = "a sorter"
reads = ["book", "doubts"]
writes = ["lines"]
[[agent]]
name = "doubter"
role = "a doubter"
reads = ["book"]
writes = ["doubts"]
[[agent]]
name = "adder"
role = "an adder"
reads = ["lines", "book"]
writes = ["totals"]
[[agent]]
name = "reviewer"
role = "a reviewer"
reads = ["lines"]
[[agent]]
name = "chief"
role = "the coordinator"
reads = ["lines", "totals"]
[coordinator]
agent = "chief"
[[gate]]
after = "sorter"
check = "agent:reviewer"
returns_to = "sorter"
[[gate]]
after = "adder"
check = "tool:diff"
arguments = { left = "book", right = "lines", on = ["line"] }
returns_to = "sorter"
[[escalate]]
table = "doubts"
item = "line"
when = "doubt != ''"
reason = "over_limit"
"""


def team(change: tuple[str, str] = ("", "")) -> Design:
    return design("orchestration", TEAM.replace(*change) if change[0] else TEAM)


def names(made: Design) -> list[str]:
    return [agent.name for agent in made.agent]


def test_the_parts_of_a_team_are_its_sources_agents_and_gates() -> None:
    agents = ("reader", "sorter", "doubter", "adder", "reviewer", "chief")
    assert parts_of(team()) == (
        "instructions",
        *(f"agent:{name}" for name in agents),
        "gate:sorter",
        "gate:adder",
    )
    assert parts_of(team(), "gates") == ("gate:sorter", "gate:adder")
    assert parts_of(clerk(), "agents") == ()


def test_with_an_agent_go_its_tables_the_reads_of_them_and_the_rules_on_them() -> None:
    left = without(team(), "agent:doubter")
    check_design(left, known_for(petty_cash()))
    assert names(left) == ["reader", "sorter", "adder", "reviewer", "chief"]
    assert [table.name for table in left.table] == ["book"]
    assert left.agent[1].reads == ("book",)
    assert left.escalate == ()
    assert left.gate == team().gate


def test_with_an_agent_go_the_gates_after_it_and_those_that_look_at_its_tables() -> None:
    left = without(team(), "agent:adder")
    check_design(left, known_for(petty_cash()))
    assert [gate.after for gate in left.gate] == ["sorter"]
    assert left.agent[-1].reads == ("lines",)


def test_a_reviewer_goes_with_its_gate_and_a_gate_with_its_reviewer() -> None:
    by_agent, by_gate = without(team(), "agent:reviewer"), without(team(), "gate:sorter")
    for left in (by_agent, by_gate):
        check_design(left, known_for(petty_cash()))
        assert "reviewer" not in names(left)
        assert [gate.after for gate in left.gate] == ["adder"]
    assert {by_agent.name, by_gate.name} == {"made-up-without-agent-reviewer", "made-up-without-gate-sorter"}


def test_whoever_works_for_nobody_else_goes_too() -> None:
    made = team()
    doubter = made.agent[2].model_copy(update={"reads": ("hints",)})
    helped = made.model_copy(update={"agent": (*made.agent[:2], doubter, *made.agent[3:])})
    hinter = helped.agent[2].model_copy(update={"name": "hinter", "reads": ("book",), "writes": ("hints",)})
    hints = helped.table[1].model_copy(update={"name": "hints"})
    whole = helped.model_copy(update={"agent": (*helped.agent, hinter), "table": (*helped.table, hints)})
    check_design(whole, known_for(petty_cash()))
    left = without(whole, "agent:doubter")
    check_design(left, known_for(petty_cash()))
    assert not {"doubter", "hinter"} & set(names(left))


def test_the_coordinator_cannot_be_taken_out() -> None:
    said = refused(team(), "agent:chief")
    assert said == "design 'made-up' cannot do without agent:chief: it is the coordinator, who hands in"


def test_an_agent_that_another_fans_out_over_cannot_be_taken_out() -> None:
    assert refused(reference("orchestration"), "agent:reader").endswith("agent 'sorter' fans out over its 'book'")
    assert refused(reference("orchestration"), "agent:sorter").endswith(
        "agent 'teller' has the prepared tool 'join_on' work on its 'lines'"
    )


def test_an_agent_whose_table_is_all_that_another_reads_cannot_be_taken_out() -> None:
    assert refused(team(), "agent:reader").endswith("agent 'doubter' would have nothing to read")


def test_two_gates_after_one_agent_are_told_apart_by_their_checks() -> None:
    made = team()
    gates = (made.gate[0], made.gate[1].model_copy(update={"after": "sorter"}))
    twice = made.model_copy(update={"gate": gates})
    assert parts_of(twice, "gates") == ("gate:sorter/agent:reviewer", "gate:sorter/tool:diff")
    assert without(twice, "gate:sorter/tool:diff").gate == gates[:1]


@pytest.mark.parametrize("task", task_folders())
def test_what_is_left_of_a_reference_team_holds_together_or_a_sentence_says_why_not(task: str) -> None:
    found = find_task(task)
    whole = next(made for path in found.designs if (made := read_design(path)).name == f"{task}-orchestration")
    parts = (*parts_of(whole, "agents"), *parts_of(whole, "gates"))
    known = known_for(found)
    kept = {part: why for part in parts if (why := why_kept(whole, part, lambda left: check_design(left, known)))}
    assert len(kept) < len(parts)
    assert all(f"cannot do without {part.partition('/')[0]}" in why for part, why in kept.items())
