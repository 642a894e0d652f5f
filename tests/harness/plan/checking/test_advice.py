"""What a design may have and is only told of: rights without a use, and what would run and go unnoticed."""

import pytest

from tests.harness.plan.checking.parts import ADDER, CHAT, CHIEF, CLERK, OWN, TEAM, advised, rule

FILES = "[context.files]\nbudget_tokens = 9\n"
MCP = "[context.mcp]\nbudget_tokens = 9\n"
READING = CHIEF.replace('"the chief"', '"the chief"\nreads = ["totals"]')
SUMS = 'prepare = [{ tool = "sum", arguments = { table = "lines", column = "line" }, into = "totals" }]\n'
QUIET = CLERK + ADDER + READING


def with_clerk(lines: str) -> str:
    return QUIET.replace('"a clerk"', f'"a clerk"\n{lines}')


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            QUIET.replace('reads = ["lines"]\nwrites', f'reads = ["lines"]\ntools = ["sum"]\n{SUMS}writes'),
            (
                "agent 'adder' asks no model, since its prepared tools make all that it writes, so its reads, tools do "
                "nothing; take them out"
            ),
        ),
        (
            with_clerk('tools = ["parse"]'),
            "agent 'clerk' may call parse, which opens every file, and reads none; take it out",
        ),
        (QUIET + FILES, "[context.files] is there and no agent reads it; take it out, or name it in an agent's reads"),
        (QUIET + OWN, "table 'book' is declared and nobody writes it; take it out"),
        (
            QUIET.replace('reads = ["lines"]', 'reads = ["lines", "mcp"]') + MCP,
            (
                "agent 'adder' may write to the case's systems by book_line, which hands in what another agent "
                "writes; say "
                "in [context.mcp] which tools are offered"
            ),
        ),
        (
            with_clerk('each = ["files:*.pdf"]\nformat = "json"') + FILES,
            "agent 'clerk' is asked once for each of files:*.pdf and not told what to do; give it instructions",
        ),
        (
            with_clerk('each = ["files:*.pdf"]\ninstructions = "Copy."') + FILES,
            (
                "agent 'clerk' is asked once for each of files:*.pdf and not told in which form to answer; set "
                'format = "json", or give it examples or ask_each'
            ),
        ),
        (TEAM, "coordinator 'chief' reads no table, so its note can say nothing of the work; give it reads"),
        (
            QUIET + rule("category != 'rent'"),
            (
                "escalation rule 'category != 'rent'' fires for every row of 'lines': all of it goes to a "
                "person; narrow the "
                "rule, or take the reason from a column"
            ),
        ),
    ],
)
def test_what_may_be_meant_is_advice(text: str, sentence: str) -> None:
    assert advised("orchestration", text) == (sentence,)


@pytest.mark.parametrize(
    "text",
    [
        QUIET,
        with_clerk('tools = ["parse"]\nreads = ["files"]') + FILES,
        with_clerk('reads = ["mcp"]') + MCP,
        QUIET.replace('reads = ["lines"]', 'reads = ["lines", "mcp"]') + MCP + 'tools = ["*_list"]\n',
        QUIET.replace('reads = ["lines"]', 'reads = ["lines", "mcp"]') + MCP + 'servers = ["own"]\n',
        with_clerk('each = ["files:*.pdf"]\ninstructions = "Copy."\nformat = "json"') + FILES,
        QUIET + rule("category == 'meals'"),
        QUIET + rule("category in ['meals', 'travel']", reason="{category}"),
    ],
)
def test_what_has_its_use_is_not_spoken_of(text: str) -> None:
    assert advised("orchestration", text) == ()


@pytest.mark.parametrize(
    ("question", "allowance", "sentence"),
    [
        (
            "{ask} {handin}",
            0,
            "its question has {handin}, which nobody fills in; it may have {ask}, {handing_in}, {pasted}",
        ),
        ("Do it.", 0, "its question has no {ask}, so the model is not told what the brief asks for"),
        ("{ask}", 900, "it may paste 900 tokens, but its question has no {pasted}"),
        ("{ask} {pasted}", 0, "its question has {pasted}, but [allowance] paste_tokens is 0, so nothing is pasted"),
    ],
)
def test_a_question_that_lacks_what_it_needs_is_advice(question: str, allowance: int, sentence: str) -> None:
    text = f'question = "{question}"\n{CHAT}[allowance]\npaste_tokens = {allowance}'
    assert advised("prompting", text) == (sentence,)


def test_one_agent_with_systems_hands_in_by_its_writes_what_it_does_not_write_as_a_table() -> None:
    clerk = CLERK.replace('["lines"]', '["totals"]\nreads = ["mcp"]')
    assert advised("context", clerk + MCP) == ()
    assert advised("context", CHAT + 'reads = ["mcp"]\n' + MCP) == ()
