"""Budgets that cannot cover the work; the least that is asked is counted by hand for each design here."""

import pytest

from harness.plan.checking.budgets import money_mistakes
from tests.harness.plan.checking.parts import CHIEF, CLERK, TEAM, advised, check, made, said

# Clerk and adder send "a clerk" and "an adder", two words each, and may bring back 4,000, as every design.
LEAST = "agent 'clerk' sends at least 2 and may bring back 4,000; raise the budget or lower max_output_tokens"
CODE = TEAM.replace(
    'reads = ["lines"]\nwrites',
    'prepare = [{ tool = "sum", arguments = { table = "lines", column = "line" }, into = "totals" }]\nwrites',
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[budget]\ntokens = 4001", f"its budget of 4,001 tokens does not cover one call: {LEAST}"),
        (
            "[budget]\ncalls = 2",
            (
                "its budget of 2 calls does not cover asking each agent once, which takes 3; raise it, or let "
                "fewer agents "
                "ask a model"
            ),
        ),
    ],
)
def test_a_budget_below_the_least_that_is_asked_is_a_mistake(text: str, sentence: str) -> None:
    assert sentence in said("orchestration", TEAM + text)


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ("tokens = 4001", f"the budget of 4,001 tokens of an agent does not cover one call: {LEAST}"),
        (
            "calls = 1",
            (
                "agent 'clerk' may make 1 calls and is asked 2 times at the least; raise its budget, or set "
                "together = true"
            ),
        ),
    ],
)
def test_an_agent_s_own_budget_covers_what_it_is_asked_at_the_least(own: str, sentence: str) -> None:
    clerk = CLERK.replace('["lines"]', f'["lines", "totals"]\ntogether = false\nbudget = {{ {own} }}')
    assert sentence in said("orchestration", clerk + CHIEF)


@pytest.mark.parametrize("text", [f"{TEAM}[budget]\ntokens = 4002\ncalls = 3", f"{CODE}[budget]\ncalls = 2"])
def test_a_budget_that_covers_it_passes_and_code_needs_no_call(text: str) -> None:
    check("orchestration", text)


def test_money_below_the_cheapest_call_is_a_mistake_where_the_price_is_known() -> None:
    design = made("orchestration", f"{TEAM}[budget]\nusd = 0.004")
    # A dollar for a million tokens out: 4,000 tokens may cost $0.004, and two more words in take it above.
    assert list(money_mistakes(design, lambda _, sent, out: 1_000 * (sent + out))) == [
        f"its budget of $0.004 does not cover one call, which may cost $0.004002: {LEAST}"
    ]
    assert list(money_mistakes(design, lambda _agent, _sent, out: 1_000 * out)) == []
    assert list(money_mistakes(design, lambda _agent, _sent, _out: None)) == []


def test_money_of_an_agent_below_its_own_call_is_a_mistake() -> None:
    design = made("orchestration", CLERK + "budget = { usd = 0.004 }\n" + TEAM.removeprefix(CLERK))
    prices = {"clerk": 1_000, "adder": 1, "chief": 1}
    assert list(money_mistakes(design, lambda agent, sent, out: prices[agent] * (sent + out))) == [
        f"the budget of $0.004 of an agent does not cover one call, which may cost $0.004002: {LEAST}"
    ]


def test_seconds_that_are_short_for_the_calls_in_a_row_are_advice() -> None:
    # The adder waits for the clerk, and the chief for both: three calls.
    assert (
        "its wall_s of 1.2 leaves 0.4 s for each of 3 calls that follow each other; few models answer so fast"
        in advised("orchestration", f"{TEAM}[budget]\nwall_s = 1.2")
    )
    assert not [line for line in advised("orchestration", f"{TEAM}[budget]\nwall_s = 1.5") if "wall_s" in line]


def test_an_agent_s_limit_beyond_the_design_s_is_advice() -> None:
    text = CLERK + "budget = { calls = 9 }\n" + TEAM.removeprefix(CLERK) + "[budget]\ncalls = 3"
    assert "agent 'clerk' may use up calls = 9, but the whole design only 3" in advised("orchestration", text)
