"""What every orchestrator keeps to with many agents at work at the same time: they are parallel, and limits hold."""

import asyncio
from typing import Any

import pytest

from harness.messages import Reply, Request, Usage
from harness.meter.prices import ModelPrice, PriceTable
from harness.plan.design import Budget, Design
from tests.harness import virtual
from tests.harness.fakes import FakeProvider, attempt, case, design, reply
from tests.harness.orchestrators.listing import each_orchestrator
from tests.harness.orchestrators.teams import CHIEF, agent

TWENTY = 20
PLACES = 8
"""Requests that the stand-in lets under way at a time."""
IN, OUT = 20, 10
A_CALL = IN + OUT
"""Tokens of every call here, less than what it sets aside."""
PRICES = PriceTable("p", {"fake/m": ModelPrice(input_usd_per_mtok=1, output_usd_per_mtok=10)})
A_PRICE = 120_000
"""Nano-dollars of every call: 20 tokens in at 1,000 each and 10 out at 10,000."""


def crowd(agents: int, *lines: str) -> Design:
    """Independent agents, one of which writes a deliverable; the others hand each other nothing."""
    columns = 'columns = [{ name = "line" }, { name = "category" }]'
    tables = "".join(f'[[table]]\nname = "part_{n}"\n{columns}\n' for n in range(1, agents))
    writers = [agent("worker_0", 'writes = ["lines"]')]
    writers += [agent(f"worker_{n}", f'writes = ["part_{n}"]') for n in range(1, agents)]
    chief = CHIEF.replace("[coordinator]", f"reads = {[f'part_{n}' for n in range(1, agents)]}\n[coordinator]")
    text = "\n".join(["[allowance]\nmax_output_tokens = 40", *lines, tables, *writers, chief])
    return design("orchestration", text)


def rows(request: Request) -> Reply:
    row = case().truth.tables["lines"][0]
    assert request.agent
    return reply(f"line,category\n{row['line']},{row['category']}", usage=Usage(input=IN, output=OUT))


class Together(FakeProvider):
    """A model that answers nobody before so many ask at once."""

    def __init__(self, asked_at_once: int) -> None:
        super().__init__(rows)
        self.left = asked_at_once
        self.all_there = asyncio.Event()

    async def send(self, request: Request) -> Reply:
        if request.agent != "chief":
            self.left -= 1
            if not self.left:
                self.all_there.set()
            await self.all_there.wait()
        return await super().send(request)


@each_orchestrator
def test_five_independent_agents_wait_for_the_model_at_the_same_time(orchestrator: str) -> None:
    """Were one of them kept back until another is done, nobody would ever be answered."""
    provider = Together(5)
    tried = attempt(crowd(5, "[budget]\nwall_s = 30"), provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, provider.most_under_way, len(provider.requests)) == ("done", 5, 6)


@each_orchestrator
@pytest.mark.parametrize(
    ("limit", "calls", "said"),
    [
        ({"calls": 7}, 7, "the budget of 7 calls is used up"),
        ({"tokens": 7 * A_CALL}, 7, "the budget of 210 tokens is used up"),
        ({"tokens": 7 * A_CALL + 1}, 8, "the budget of 211 tokens is used up"),
    ],
)
def test_calls_and_tokens_end_a_trial_of_twenty_agents_within_one_call(
    orchestrator: str, limit: dict[str, Any], calls: int, said: str
) -> None:
    made = crowd(TWENTY).model_copy(update={"budget": Budget(**limit)})
    provider = FakeProvider(rows)
    tried = attempt(made, provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, tried.ended.why) == ("limit", said)
    assert len(provider.requests) == len(tried.notebook.ends) == calls
    assert tried.ended.grade is not None
    assert tried.ended.grade.score > 0  # what the first of them handed in by then


@each_orchestrator
@pytest.mark.parametrize(("nano_usd", "calls"), [(7 * A_PRICE, 7), (7 * A_PRICE + 1, 8)])
def test_money_ends_a_trial_of_twenty_agents_within_one_call(orchestrator: str, nano_usd: int, calls: int) -> None:
    made = crowd(TWENTY).model_copy(update={"budget": Budget(usd=nano_usd / 1e9)})
    provider = FakeProvider(rows)
    tried = attempt(made, provider, orchestrator=orchestrator, prices=PRICES)
    assert tried.ended.outcome == "limit"
    assert len(provider.requests) == calls
    assert tried.budget.nano_usd == calls * A_PRICE
    assert tried.ended.grade is not None
    assert tried.ended.grade.score > 0


class QuickFirst(FakeProvider):
    """A model that answers the first agent at once, and the others after an hour."""

    async def send(self, request: Request) -> Reply:
        if request.agent == "worker_0":
            return await super().send(request)
        self.requests.append(request)
        self.under_way += 1
        try:
            await asyncio.sleep(3600)
        finally:
            self.under_way -= 1
        return rows(request)


@each_orchestrator
@pytest.mark.parametrize("limit", ["wall_s", "working_s"])
def test_seconds_end_a_trial_of_twenty_agents_and_what_is_there_is_marked(orchestrator: str, limit: str) -> None:
    """The clock is one that jumps, so that a machine that is busy changes nothing."""
    made = crowd(TWENTY).model_copy(update={"budget": Budget(**{limit: 30})})
    provider = QuickFirst(rows)
    tried = attempt(made, provider, orchestrator=orchestrator, run=virtual.run)
    assert tried.ended.outcome == "limit"
    assert "limit of 30 s" in tried.ended.why
    assert tried.ended.wall_s == 30
    assert len(provider.requests) == 1 + PLACES  # calls that were under way are cut off; none is begun any more
    assert tried.ended.grade is not None
    assert tried.ended.grade.score > 0
    assert provider.under_way == 0
