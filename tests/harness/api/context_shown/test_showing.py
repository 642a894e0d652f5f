"""What is shown of a design's context is what a run sends, word for word, and its parts add up."""

import json
from pathlib import Path
from typing import Any

import pytest

from harness.api.context_shown.showing import context_shown
from harness.api.details import trial_details
from harness.api.planning import Order
from harness.errors import BadPlan
from tests.harness.benching import SMALL, Bench

DESIGN = """
name = "clerk"
version = 1
level = "context"
task = "petty_cash"
[context.instructions]
budget_tokens = 400
[context.files]
budget_tokens = 1500
[context.skills]
budget_tokens = 300
[context.mcp]
budget_tokens = 300
[[agent]]
name = "clerk"
role = "a clerk"
reads = ["brief", "instructions", "files", "skills", "mcp", "book"]
tools = ["sum"]
prepare = [{ tool = "parse", arguments = { file = "petty_cash.csv" }, into = "book" }]
writes = ["lines"]
format = "json"
examples = [{ input = "bought: bus", output = "travel" }]
"""
SCRIPT = "scripted/petty_cash.toml"


@pytest.fixture
def clerk(home: Path) -> Order:
    """The order of one agent with every kind of part."""
    (home.parent / "clerk.toml").write_text(DESIGN, encoding="utf-8")
    return order("clerk.toml")


def order(name: str, **more: Any) -> Order:  # noqa: ANN401 - fields of an order
    return Order("petty_cash", levels=(), designs=(name,), seed=7, dials="small", model=SCRIPT, **more)


def sent_in_a_run(bench: Bench, name: str, agent: str) -> list[dict[str, Any]]:
    """Return the messages of the first call of an agent in a real run, from the ledger."""
    said = bench("run", *SMALL, "--design", name, "--seed", "7", "--cases", "1", "--model", SCRIPT, "--json")
    assert said.code == 0
    calls = [
        call
        for trial in trial_details(bench.ledger, "latest")
        for call in trial.calls
        if call.agent == agent and call.model_asked != "silent"
    ]
    return [dict(turn) for turn in min(calls, key=lambda call: call.started_s).messages]


@pytest.mark.parametrize(
    ("name", "agent"), [("clerk.toml", "clerk"), ("prompting", "chat"), ("orchestration", "sorter")]
)
@pytest.mark.usefixtures("clerk")
def test_what_is_shown_is_what_a_run_sends(bench: Bench, name: str, agent: str) -> None:
    view = context_shown(order(name))
    shown = next(one for one in view.agents if one.agent == agent)
    assert shown.first_call
    assert [{"role": turn.role, "text": turn.text} for turn in shown.first_call.turns] == sent_in_a_run(
        bench, name, agent
    )


def test_parts_add_up_to_what_is_sent(clerk: Order) -> None:
    [agent] = context_shown(clerk).agents
    assert agent.first_call
    counted = [part for part in agent.first_call.parts if part.is_counted]
    assert sum(part.tokens for part in counted) == agent.first_call.sent_tokens


def test_each_part_is_told_with_the_source_that_it_is_from(clerk: Order) -> None:
    [agent] = context_shown(clerk).agents
    assert agent.first_call
    found = [(part.kind, part.name, part.source) for part in agent.first_call.parts]
    assert found[:8] == [
        ("system", "", ""),
        ("standing", "Rules", "instructions"),
        ("standing", "Skills", "skills"),
        ("standing", "About the tools of case", "mcp"),
        ("examples", "", ""),
        ("table", "book", ""),
        ("paper", "petty_cash.csv", "files"),
        ("request", "", ""),
    ]
    assert [(kind, source) for kind, _, source in found[8:]] == [
        ("turns", ""),
        ("tools", ""),
        ("tools", "skills"),
        ("tools", "mcp"),
        ("schema", ""),
    ]


def test_tools_and_the_form_of_the_reply_are_shown_whole(clerk: Order) -> None:
    [agent] = context_shown(clerk).agents
    assert agent.first_call
    tools = {tool.name: tool for tool in agent.first_call.tools}
    assert {"sum", "load_skill", "petty_cash_list", "drive_read"} <= set(tools)
    assert tools["sum"].parameters["required"] == ["table", "column"]
    assert agent.first_call.schema
    assert "lines" in json.dumps(agent.first_call.schema)


@pytest.mark.usefixtures("clerk")
def test_a_call_that_is_too_long_is_said_to_end_the_trial() -> None:
    [agent] = context_shown(order("clerk.toml", call_in_tokens=60)).agents
    assert agent.first_call
    assert agent.first_call.is_over_limit
    assert agent.first_call.sent_tokens > 60


@pytest.mark.usefixtures("home")
def test_a_fan_out_shows_its_first_item_and_how_many_there_are() -> None:
    sorter = next(one for one in context_shown(order("orchestration")).agents if one.agent == "sorter")
    assert sorter.items == 6
    assert sorter.first_call
    assert "line: PC-" in sorter.first_call.turns[-1].text


@pytest.mark.usefixtures("home")
def test_tables_of_models_are_empty_and_it_says_so() -> None:
    agents = {one.agent: one for one in context_shown(order("orchestration")).agents}
    assert agents["coordinator"].notes == ("reads 'totals', which is empty here: no model has said anything yet",)
    assert agents["reader"].first_call is None
    assert agents["reader"].notes == ("asks no model: its tools make all that it writes",)


def test_a_coordinator_who_would_stop_stops_nothing_here(home: Path) -> None:
    folder = home / "tasks" / "petty_cash" / "designs"
    text = (folder / "orchestration.toml").read_text("utf-8")
    Path("strict.toml").write_text(
        text.replace('agent = "coordinator"', 'agent = "coordinator"\non_failure = "stop"'), encoding="utf-8"
    )
    agents = {one.agent: one for one in context_shown(order("strict.toml")).agents}
    assert agents["coordinator"].first_call


@pytest.mark.usefixtures("home")
def test_one_agent_can_be_asked_for_by_name() -> None:
    assert [one.agent for one in context_shown(order("orchestration"), "sorter").agents] == ["sorter"]
    with pytest.raises(BadPlan, match="did you mean 'sorter'"):
        context_shown(order("orchestration"), "sortr")


def test_nothing_is_kept_of_it(clerk: Order, home: Path) -> None:
    before = sorted(home.parent.rglob("*"))
    context_shown(clerk)
    assert sorted(home.parent.rglob("*")) == before
