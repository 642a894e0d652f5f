"""What each agent's model will see at its first call, on one case. A model is named, and none is asked."""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from harness.api.asked.models import asked_in_words, make_own, make_run_s
from harness.api.context_shown.looking import Looking, Sent
from harness.api.context_shown.rows import ContextView, SeenAgent, SeenCall, SeenTool, SeenTurn
from harness.api.context_shown.sorting import parts_of_call
from harness.api.planning import Order, make_plan
from harness.errors import BadPlan
from harness.messages import Provider, ProviderSettings
from harness.meter.prices import read_prices
from harness.plan.at_run.own_models import model_word
from harness.plan.benchmark import Plan
from harness.plan.design import Agent, Design
from harness.plan.flow import tables_read
from harness.plan.unknown import unknown
from harness.run.build import Workshop, make_orchestrator
from harness.store.ledger import open_ledger
from harness.store.records import TrialRecord
from tasks_bank.catalog import find_task


def context_shown(order: Order, agent: str = "") -> ContextView:
    """Let the one design of an order work on its first case without a model, and return what it would have sent.

    The trial is one like any other, but what it asks reaches nobody, and what it keeps is thrown away. Raises BadPlan
    where the design has no such agent, or the trial could not be begun.
    """
    plan = make_plan(replace(order, cases=1, epochs=1))
    [arm] = plan.designs
    names = [one.name for one in arm.design.agent]
    if agent and agent not in names:
        raise BadPlan(f"design '{arm.design.name}' has no agent {unknown('agent', agent, names)}")
    looked, trial = asyncio.run(_look(plan, order))
    if trial.outcome == "infrastructure":
        raise BadPlan(f"nothing can be shown: {trial.why}")
    return ContextView(
        design=arm.design.id,
        design_name=arm.design.name,
        level=arm.design.level,
        task=plan.task_named,
        seed=plan.seeds[0],
        dials=plan.dials,
        model=asked_in_words(arm),
        evidence=plan.evidence,
        call_in_tokens=plan.sampling.call_in_tokens,
        agents=tuple(_agent(arm.design, one, looked) for one in arm.design.agent if agent in {"", one.name}),
    )


async def _look(plan: Plan, order: Order) -> tuple[Looking, TrialRecord]:
    reach = ProviderSettings(plan.model, plan.base_url, plan.api, order.api_key_env)
    providers = {plan.provider: make_run_s(model_word(plan.provider, plan.model), reach)}
    providers |= make_own([arm.design for arm in plan.designs], plan.provider, reach)
    try:
        return await _look_by(providers, plan)
    finally:
        for provider in providers.values():
            await provider.close()


async def _look_by(providers: Mapping[str, Provider], plan: Plan) -> tuple[Looking, TrialRecord]:
    """Run the trial on a ledger that nobody keeps; the providers are there to count tokens alone."""
    looked = Looking(make_orchestrator(plan.orchestrator))
    planned = next(trial for trial in plan.trials if trial.arm.kind == "design")
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"sqlite:///{Path(folder) / 'looked.db'}") as ledger:
        workshop = Workshop(
            plan=plan,
            task=find_task(plan.task),
            ledger=ledger,
            providers=providers,
            prices=read_prices(plan.base_url),
            max_connections=1,
            orchestrator=looked,
        )
        done = await workshop.run(planned, 1)
    return looked, done.trial


def _agent(design: Design, agent: Agent, looked: Looking) -> SeenAgent:
    calls = [call for call in looked.sent if call.agent == agent.name]
    first = _call(calls[0], looked) if calls else None
    return SeenAgent(
        agent=agent.name,
        role=agent.role,
        items=len(calls) if agent.each else None,
        first_call=first,
        notes=tuple(_notes(design, agent, first)),
    )


def _call(call: Sent, looked: Looking) -> SeenCall:
    assert looked.job is not None
    job = looked.job.at(call.agent)
    sent_tokens = job.count_sent(call.messages, call.tools, call.schema)
    most_in, most_out = job.call_in_tokens, job.call_out_tokens
    return SeenCall(
        turns=tuple(SeenTurn(turn.role, turn.text) for turn in call.messages),
        tools=tuple(SeenTool(tool.name, tool.about, tool.parameters) for tool in call.tools),
        schema=call.schema,
        max_output_tokens=min(call.max_output_tokens, most_out or call.max_output_tokens),
        parts=tuple(parts_of_call(call, looked)),
        sent_tokens=sent_tokens,
        is_over_limit=most_in is not None and sent_tokens > most_in,
    )


def _notes(design: Design, agent: Agent, first: SeenCall | None) -> Iterator[str]:
    """Say what is not there since no model has said anything, and why a model is not asked."""
    if first is not None:
        there = {part.name for part in first.parts if part.kind == "table"}
        for table in tables_read(design, agent):
            if table not in there and table not in agent.each:
                yield f"reads '{table}', which is empty here: no model has said anything yet"
        if not agent.together and len(agent.writes) > 1 and not agent.each:
            yield "is asked for one table after the other; this is the first"
    elif agent.each:
        yield f"is asked once for each item of {', '.join(agent.each)}; there is none here: no model has said anything"
    elif agent.writes and {prepared.into for prepared in agent.prepare}.issuperset(agent.writes):
        yield "asks no model: its tools make all that it writes"
    else:
        yield "is not asked here: it comes to work only after others have said something"
