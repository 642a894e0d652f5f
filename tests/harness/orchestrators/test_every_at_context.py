"""What every orchestrator does at CONTEXT: one agent with files, rules and tools."""

from collections.abc import Iterator

import pytest

from harness.messages import Message, Reply, Request, Sampling, ToolCall
from tests.harness.fakes import FakeProvider, attempt, case, design, reply, with_files
from tests.harness.orchestrators.listing import each_orchestrator

CLERK = """
[context.instructions]
budget_tokens = 500
[context.files]
budget_tokens = 500
[[agent]]
name = "clerk"
role = "a clerk"
instructions = "Be exact."
reads = ["brief", "instructions", "files"]
writes = ["lines"]
tools = ["parse", "sum"]
"""
TWO_TABLES = CLERK.replace('["lines"]', '["lines", "totals"]')
PARSE = ToolCall("1", "parse", {"file": "petty_cash.csv"})
ROWS = [f"{row['line']},{row['category']}" for row in case().truth.tables["lines"]]


def in_turn(*said: str | Reply) -> FakeProvider:
    things: Iterator[str | Reply] = iter(said)
    return FakeProvider(lambda _request: next(things))


def results(provider: FakeProvider) -> list[Message]:
    return [message for message in provider.requests[-1].messages if message.role == "tool"]


@each_orchestrator
def test_the_agent_has_role_rules_files_and_tools_before_it(orchestrator: str) -> None:
    provider = FakeProvider()
    attempt(design("context", CLERK), provider, orchestrator=orchestrator)
    system, user = provider.requests[0].messages
    assert system.text.startswith("You are a clerk. Be exact.")
    assert case().brief.rules.strip() in system.text
    assert "[petty_cash.csv]" in user.text
    assert case().brief.ask in user.text
    assert [tool.name for tool in provider.requests[0].tools] == ["parse", "sum"]


@each_orchestrator
def test_a_tool_that_is_asked_for_is_used_and_its_result_goes_back(orchestrator: str) -> None:
    add = ToolCall("2", "sum", {"table": "parse_1", "column": "amount"})
    provider = in_turn(
        reply(stop="tools", calls=[PARSE]), reply(stop="tools", calls=[add]), "line,category\nPC-1,meals"
    )
    tried = attempt(design("context", CLERK), provider, orchestrator=orchestrator)
    parsed, added = results(provider)
    assert (parsed.tool_call_id, parsed.text.splitlines()[:2]) == (
        "1",
        ["[table parse_1]", "line,date,bought,amount"],
    )
    total = sum(float(row["amount"]) for row in case().systems["petty_cash"].rows)
    assert added.text.splitlines() == ["[table sum_1]", "amount,count", f"{total:.2f},6"]
    assert "PC-1,meals" in tried.answer.text
    assert [name for name, _ in tried.spans("tool")] == ["parse", "sum"]


@each_orchestrator
@pytest.mark.parametrize(
    ("call", "said"),
    [
        (ToolCall("1", "zip", {}), "there is no tool 'zip'; there are parse, sum"),
        (ToolCall("1", "diff", {}), "there is no tool 'diff'; there are parse, sum"),
        (ToolCall("1", "sum", {"table": "books", "column": "amount"}), "there is no table 'books'"),
        (ToolCall("1", "sum", {"column": ["amount"]}), "table"),
        (ToolCall("1", "parse", {"file": 3}), "3"),
    ],
    ids=["unknown", "not its own", "no such table", "argument missing", "wrong type"],
)
def test_a_mistake_with_a_tool_goes_back_as_text(orchestrator: str, call: ToolCall, said: str) -> None:
    provider = in_turn(reply(stop="tools", calls=[call]), "line,category\nPC-1,meals")
    tried = attempt(design("context", CLERK), provider, orchestrator=orchestrator)
    assert said in results(provider)[0].text
    assert tried.ended.outcome == "done"


@each_orchestrator
def test_two_tools_asked_for_at_once_are_each_answered(orchestrator: str) -> None:
    calls = [PARSE, ToolCall("2", "parse", {"file": "*.csv"})]
    provider = in_turn(reply(stop="tools", calls=calls), "line,category\nPC-1,meals")
    attempt(design("context", CLERK), provider, orchestrator=orchestrator)
    assert [(m.tool_call_id, m.text.splitlines()[0]) for m in results(provider)] == [
        ("1", "[table parse_1]"),
        ("2", "[table parse_2]"),
    ]
    assert [m.tool_calls for m in provider.requests[-1].messages if m.role == "assistant"] == [tuple(calls)]


@each_orchestrator
def test_who_asks_for_tools_for_ever_has_to_answer_without_them(orchestrator: str) -> None:
    def say(request: Request) -> Reply | str:
        return reply(stop="tools", calls=[PARSE]) if request.tools else "line,category\nPC-1,meals"

    provider = FakeProvider(say)
    tried = attempt(design("context", CLERK), provider, orchestrator=orchestrator)
    assert 2 < len(provider.requests) <= 10
    assert not provider.requests[-1].tools
    assert "PC-1,meals" in tried.answer.text


@each_orchestrator
def test_a_result_for_which_there_is_no_room_is_not_sent_and_the_answer_is_asked_for(orchestrator: str) -> None:
    """With 520 tokens a call, a few results fit beside the files, and then no more."""

    def say(request: Request) -> Reply | str:
        return reply(stop="tools", calls=[PARSE]) if request.tools else "line,category\nPC-1,meals"

    provider = FakeProvider(say)
    many = with_files(*(f"paper-{number:02}.txt" for number in range(40)))
    tried = attempt(
        design("context", CLERK),
        provider,
        orchestrator=orchestrator,
        of=many,
        sampling=Sampling(call_in_tokens=520, call_out_tokens=60),
    )
    assert tried.ended.outcome == "done"
    assert "PC-1,meals" in tried.answer.text


@each_orchestrator
def test_a_reply_that_is_cut_off_is_continued_and_both_parts_count(orchestrator: str) -> None:
    provider = in_turn(
        reply("\n".join(["line,category", *ROWS[:3], ROWS[3][:4]]), stop="length"),
        "\n".join(["line,category", *ROWS[3:]]),
    )
    tried = attempt(design("context", CLERK), provider, orchestrator=orchestrator)
    assert len(provider.requests) == 2
    assert "cut off" in provider.requests[1].messages[-1].text
    assert tried.ended.grade is not None
    assert tried.ended.grade.checks[0].why.startswith("6 of 6 right")


@each_orchestrator
def test_a_reply_that_was_cut_off_before_it_said_anything_is_not_continued(orchestrator: str) -> None:
    provider = in_turn(reply("Let me think about", stop="length"))
    attempt(design("context", CLERK), provider, orchestrator=orchestrator)
    assert len(provider.requests) == 1


@each_orchestrator
def test_a_reply_is_continued_a_few_times_and_no_more(orchestrator: str) -> None:
    provider = FakeProvider(lambda _: reply("line,category\nPC-1,meals\n", stop="length"))
    attempt(design("context", CLERK), provider, orchestrator=orchestrator)
    assert 1 < len(provider.requests) <= 5


@each_orchestrator
def test_what_was_written_before_never_makes_a_later_call_too_long(orchestrator: str) -> None:
    rows = "\n".join(f"PC-{number},meals" for number in range(200))
    provider = FakeProvider(f"line,category\n{rows}")
    tried = attempt(
        design("context", f"{TWO_TABLES}together = false"),
        provider,
        orchestrator=orchestrator,
        sampling=Sampling(call_in_tokens=480, call_out_tokens=60),
    )
    assert (tried.ended.outcome, len(provider.requests)) == ("done", 2)
    assert "PC-0,meals" in provider.requests[1].messages[-1].text


@each_orchestrator
def test_tables_are_asked_for_one_by_one_where_the_design_says_so(orchestrator: str) -> None:
    text = f"{TWO_TABLES}together = false"
    provider = in_turn("line,category\nPC-1,meals", "category,amount\nmeals,3.50")
    tried = attempt(design("context", text), provider, orchestrator=orchestrator)
    first, second = (request.messages[-1].text for request in provider.requests)
    assert ("- lines (table)" in first, "- totals (table)" in first) == (True, False)
    assert ("- lines (table)" in second, "- totals (table)" in second) == (False, True)
    assert "PC-1,meals" in second
    assert "PC-1,meals" in tried.answer.text
    assert "meals,3.50" in tried.answer.text


@each_orchestrator
def test_code_hands_in_what_it_knows_where_the_model_says_nothing(orchestrator: str) -> None:
    text = f"""{TWO_TABLES}
    prepare = [
        {{ tool = "parse", arguments = {{ file = "petty_cash.csv" }}, into = "book" }},
        {{ tool = "sum", arguments = {{ table = "book", column = "amount", by = ["date"] }}, into = "totals" }},
    ]
    """
    provider = FakeProvider("")
    tried = attempt(design("context", text), provider, orchestrator=orchestrator)
    assert len(provider.requests) == 1
    assert tried.answer.text.startswith("## totals\n\n```csv\ndate,amount,count\n")


@each_orchestrator
def test_json_is_constrained_to_what_is_written(orchestrator: str) -> None:
    provider = FakeProvider('{"lines": []}')
    tried = attempt(design("context", f'{CLERK}format = "json"'), provider, orchestrator=orchestrator)
    schema = provider.requests[0].schema
    assert schema is not None
    assert list(schema["properties"]) == ["lines"]
    assert tried.answer.text == '## lines\n\n```json\n{"lines": []}\n```'
