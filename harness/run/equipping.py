"""Puts together what an orchestrator is given for one trial: tools, counting, budgets of agents, faults."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from harness.context.fitting import fit
from harness.context.registry import tools_of
from harness.meter.agent_account import AgentAccount
from harness.meter.budget import Limits
from harness.meter.gateway import Gateway
from harness.meter.line import Line
from harness.plan.at_run.faults import Fault
from harness.plan.at_run.own_models import own_models
from harness.plan.benchmark import SILENT, PlannedArm
from harness.plan.design import AgentBudget, Budget, Design
from harness.plan.job import Desk, Job, Window
from harness.plan.sources import Given, Opened
from harness.run.faulty import FaultyAsk
from harness.run.trial import Stopwatch

_NANO_PER_USD = 1_000_000_000


@dataclass(frozen=True, slots=True)
class AtWork:
    """The clock and the desk of one trial, and the way to a model."""

    watch: Stopwatch
    desk: Desk
    gateway: Gateway


def equip(
    design: Design, given: Given, sources: Sequence[Opened], at_work: AtWork, faults: Sequence[Fault] = ()
) -> Job:
    """Make the job of one trial."""
    gateway, watch = at_work.gateway, at_work.watch
    of_agents = {fault.name: fault for fault in faults if fault.where == "agent"}
    call_in_tokens, call_out_tokens = gateway.window_of("")
    return Job(
        design=design,
        brief=given.brief,
        texts=given.texts,
        tools=tools_of(design),
        sources=sources,
        ask=FaultyAsk(gateway.ask, of_agents, watch.note, watch) if of_agents else gateway.ask,
        count_tokens=given.count_tokens,
        count_sent=gateway.count,
        fit=_fitting(given.count_tokens),
        call_in_tokens=call_in_tokens,
        call_out_tokens=call_out_tokens,
        clock=watch,
        note_span=watch.note,
        act=at_work.desk.act,
        turn=gateway.turn,
        windows={agent: _window(gateway, agent) for agent in gateway.own_lines},
        asleep=frozenset(fault.name for fault in faults if fault.where == "gate"),
    )


def own_lines(lines: Mapping[str, Line], arm: PlannedArm) -> dict[str, Line]:
    """Return by agent the ways to models of their own; the row *tools only* asks none."""
    if arm.provider == SILENT:
        return {}
    providers = {word.partition("/")[0] for word in lines}
    return {agent: lines[word] for agent, word in own_models(arm.design, arm.provider, arm.model, providers).items()}


def accounts_of(design: Design, watch: Stopwatch) -> dict[str, AgentAccount]:
    """Open an account for each agent that has a budget of its own."""
    return {
        agent.name: AgentAccount(_limits(agent.budget), agent=agent.name, clock=watch)
        for agent in design.agent
        if agent.budget != AgentBudget()
    }


def limits_of(design: Design) -> Limits:
    """Return a design's budget in the meter's units."""
    budget = design.budget
    return Limits(_nano_usd(budget), budget.tokens, budget.calls, budget.retries, budget.wall_s, budget.working_s)


def _limits(budget: AgentBudget) -> Limits:
    return Limits(_nano_usd(budget), budget.tokens, budget.calls, wall_s=budget.wall_s)


def _nano_usd(budget: Budget | AgentBudget) -> int | None:
    return None if budget.usd is None else round(budget.usd * _NANO_PER_USD)


def _window(gateway: Gateway, agent: str) -> Window:
    line = gateway.line_of(agent)
    return Window(line.count, partial(gateway.count, agent=agent), _fitting(line.count), *gateway.window_of(agent))


def _fitting(count: Callable[[str], int]) -> Callable[[Sequence[tuple[str, str]], int], str]:
    return lambda titled, room: fit(titled, room, count)
