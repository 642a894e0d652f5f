"""The case's own systems, used by an agent through MCP."""

from collections.abc import Iterator
from dataclasses import replace

from harness.messages import Reply, ToolCall
from tasks_bank.answer import Action
from tasks_bank.case import Write
from tasks_bank.deliverable import Column
from tests.harness.fakes import FakeProvider, Tried, attempt, case, design, reply

CLERK = """
[context.mcp]
budget_tokens = 300
tools = {tools}
[[agent]]
name = "clerk"
role = "a clerk"
reads = ["brief", "mcp"]
writes = ["lines"]
"""


def tried(provider: FakeProvider, tools: str = '["*"]') -> Tried:
    return attempt(design("context", CLERK.format(tools=tools)), provider)


def asks(name: str, **arguments: object) -> FakeProvider:
    said: Iterator[Reply | str] = iter(
        [reply(stop="tools", calls=[ToolCall("1", name, arguments)]), "line,category\nPC-1,meals"]
    )
    return FakeProvider(lambda _request: next(said))


def test_an_agent_looks_into_the_cases_systems() -> None:
    provider = asks("petty_cash_list", limit=2)
    assert tried(provider).ended.outcome == "done"
    seen = provider.requests[-1].messages[-1].text
    assert [row["line"] in seen for row in case().systems["petty_cash"].rows[:3]] == [True, True, False]


def test_only_the_tools_that_the_design_names_are_offered() -> None:
    provider = FakeProvider("line,category\nPC-1,meals")
    tried(provider, '["petty_cash_*"]')
    assert {tool.name.rpartition("_")[0] for tool in provider.requests[0].tools} == {"petty_cash"}


def test_what_the_server_says_of_itself_stands_with_the_agents_instructions() -> None:
    provider = FakeProvider("line,category\nPC-1,meals")
    tried(provider)
    assert "About the tools of case" in provider.requests[0].messages[0].text


def test_an_agent_who_does_not_read_the_source_has_none_of_its_tools() -> None:
    provider = FakeProvider("line,category\nPC-1,meals")
    attempt(design("context", CLERK.format(tools='["*"]').replace('"mcp"]', '"mcp"]\ntools = ["sum"]')), provider)
    assert "sum" in {tool.name for tool in provider.requests[0].tools}
    without = design("context", CLERK.format(tools='["*"]').replace(', "mcp"]', "]"))
    provider = FakeProvider("line,category\nPC-1,meals")
    attempt(without, provider)
    assert not provider.requests[0].tools


def test_a_mistake_goes_back_with_what_to_do_and_no_action_is_kept() -> None:
    provider = asks("petty_cash_get", lines="PC-1")
    done = tried(provider)
    assert done.answer.actions == ()
    assert "mistake" in done.spans("tool")[0][1]


def test_a_write_is_an_action_of_the_answer() -> None:
    note = Write("note_line", (Column("line", "text"), Column("note", "text")), "Write a note on a line.")
    system = replace(case().systems["petty_cash"], writes=(note,))
    provider = asks("note_line", line="PC-1", note="seen")
    done = attempt(design("context", CLERK.format(tools='["*"]')), provider, of=replace(case(), systems={"s": system}))
    assert done.answer.actions == (Action("note_line", {"line": "PC-1", "note": "seen"}),)
