"""Looks a design over without a model: rows for people and programs, mistakes and advice, and its graph."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from harness.api.checked.finding import find_design, find_design_of_any_task
from harness.api.checked.rows import CheckedAgent, CheckedDesign, CheckedGate, CheckedRule, Fed
from harness.api.drawing import graph_file
from harness.api.planning import known_for
from harness.errors import BadDesign, CannotWrite
from harness.plan.benchmark import Plan
from harness.plan.checking.check import findings
from harness.plan.checking.gates import looked_at
from harness.plan.checking.rights import written_systems
from harness.plan.design import Agent, Design, Gate
from harness.plan.flow import asks_model, circle, is_paper, makers, needs, reviewers, stages, tables_used, works_again
from harness.plan.tools import Known
from tasks_bank.catalog import find_task


def check(name: str, task: str | None = None, svg: Path | None = None) -> CheckedDesign:
    """Look a design over, and draw it into a file where one is named and the design has no mistake.

    Raises BadDesign where there is no design of that name or it cannot be read, CannotWrite for the file.
    """
    design = find_design(find_task(task), name) if task else find_design_of_any_task(name)
    if task and design.task != task:
        raise BadDesign(f"design '{design.name}' is for task '{design.task}', not '{task}'")
    known = known_for(find_task(design.task))
    found = findings(design, known)
    if svg is not None and not found.mistakes:
        _write(svg, graph_file(design))
    return CheckedDesign(
        design=design.id,
        design_name=design.name,
        level=design.level,
        task=design.task,
        stages=_stages(design),
        coordinator=design.coordinator.agent if design.coordinator else "",
        on_failure=design.coordinator.on_failure if design.coordinator else "",
        agents=tuple(_agent(design, agent, known) for agent in design.agent),
        gates=tuple(_gate(design, gate, sound=not found.mistakes) for gate in design.gate),
        rules=tuple(CheckedRule(rule.table, rule.item, rule.when, rule.reason) for rule in design.escalate),
        budget=_limits(design.budget),
        mistakes=found.mistakes,
        advice=found.advice,
    )


def advice_on(plan: Plan) -> Sequence[str]:
    """Say what a plan's designs may do without meaning to, each in a sentence."""
    known = known_for(find_task(plan.task))
    # What is left of a design without one of its parts is nobody's design.
    arms = plan.designs[:1] if plan.ablates else plan.designs
    said = [f"design '{arm.design.name}': {clause}" for arm in arms for clause in findings(arm.design, known).advice]
    return list(dict.fromkeys(said))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(f"cannot write the drawing {path}: {error.strerror}; name another place") from error


def _stages(design: Design) -> tuple[tuple[str, ...], ...]:
    if circle(design):
        return ()
    beside = reviewers(design) | ({design.coordinator.agent} if design.coordinator else set())
    found = (tuple(agent.name for agent in stage if agent.name not in beside) for stage in stages(design))
    return tuple(names for names in found if names)


def _agent(design: Design, agent: Agent, known: Known) -> CheckedAgent:
    by_table, used = makers(design), tables_used(design, agent)
    own = {table.name for table in design.table}
    return CheckedAgent(
        name=agent.name,
        role=agent.role,
        asks_model=asks_model(agent),
        each=agent.each,
        fed_by=tuple(
            Fed(maker, tuple(table for table in used if maker in by_table.get(table, ())))
            for maker in sorted(needs(design)[agent.name])
        ),
        reads=tuple(read for read in agent.reads if is_paper(design, read)),
        prepares=tuple(f"{prepared.tool} into {prepared.into}" for prepared in agent.prepare),
        tools=agent.tools,
        system_writes=written_systems(design, agent, known),
        hands_in=tuple(table for table in agent.writes if table not in own),
        passes_on=tuple(table for table in agent.writes if table in own),
        model=agent.model,
        budget=_limits(agent.budget),
        max_output_tokens=agent.max_output_tokens or design.allowance.max_output_tokens,
    )


def _gate(design: Design, gate: Gate, *, sound: bool) -> CheckedGate:
    back = gate.check != "person" and bool(gate.max_returns)
    again = tuple(agent.name for agent in works_again(design, gate)) if sound and back else ()
    return CheckedGate(
        after=gate.after,
        check=gate.check,
        looks_at=tuple(looked_at(design, gate)),
        returns_to=gate.returns_to if back else "",
        max_returns=gate.max_returns if back else 0,
        works_again=again,
    )


def _limits(budget: BaseModel) -> dict[str, float]:
    return {key: value for key, value in budget.model_dump().items() if value is not None}
