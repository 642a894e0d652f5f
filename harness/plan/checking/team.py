"""Checks what only a team has: coordinator, gates, escalation rules, and agents whose work nobody uses."""

import re
from collections.abc import Iterator, Mapping

from harness.plan.design import Design, EscalationRule, Gate
from harness.plan.flow import all_before, makers, needs, reviewers, tables_read, writers
from harness.plan.tools import Known
from harness.plan.unknown import unknown
from harness.plan.when import BadCondition, Comparison, parse_condition
from tasks_bank.deliverable import Column

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def team_mistakes(design: Design, known: Known, tables: Mapping[str, tuple[Column, ...]]) -> Iterator[str]:
    """Say each mistake in one clause; `tables` are the columns of all tables that the design may write."""
    if not design.level.may_have_team:
        return
    yield from _coordinator(design)
    for name in sorted(reviewers(design)):
        yield from _reviewer(design, name)
    for gate in design.gate:
        yield from _gate(design, gate, known)
    written = writers(design)
    for rule in design.escalate:
        yield from _rule(rule, {name: tables[name] for name in written if name in tables})
    yield from _idle(design, known)


def _coordinator(design: Design) -> Iterator[str]:
    names = [agent.name for agent in design.agent]
    if design.coordinator is None:
        yield "has no coordinator"
        return
    last = design.coordinator.agent
    if last not in names:
        yield unknown("coordinator", last, names)
    for name, waits in needs(design).items():
        if last in waits:
            yield f"agent '{name}' waits for the coordinator '{last}', who works last"


def _reviewer(design: Design, name: str) -> Iterator[str]:
    for agent in design.agent:
        if agent.name == name and (agent.writes or agent.tools or agent.prepare or agent.each):
            yield f"agent '{name}' checks at a gate and only says pass or fail; it can have no writes, tools or each"


def _gate(design: Design, gate: Gate, known: Known) -> Iterator[str]:
    names = [agent.name for agent in design.agent]
    missing = [agent for agent in dict.fromkeys((gate.after, gate.returns_to)) if agent not in names]
    for agent in missing:
        yield f"a gate names {unknown('agent', agent, names)}"
    kind, _, name = gate.check.partition(":")
    if gate.check == "person":
        yield "has a gate that waits for a person, and no person is there in a run; use an escalation rule"
    elif kind == "tool" and name not in known.tools:
        yield f"a gate names {unknown('tool', name, known.tools)}"
    elif kind == "agent" and name not in names:
        yield f"a gate names {unknown('agent', name, names)}"
    elif kind not in {"tool", "agent"}:
        yield f"gate check '{gate.check}' is none of tool:NAME, agent:NAME"
    elif not missing:
        yield from _order(design, gate)


def _order(design: Design, gate: Gate) -> Iterator[str]:
    """Say what a gate names that is not there by the time that it checks."""
    by_then = all_before(design, gate.after) | {gate.after}
    if gate.returns_to not in by_then:
        yield f"a gate after '{gate.after}' returns to '{gate.returns_to}', whose work '{gate.after}' does not wait for"
    reviewer = gate.check.removeprefix("agent:")
    looked_at = [value for value in gate.arguments.values() if isinstance(value, str)]
    looked_at += [table for agent in design.agent if agent.name == reviewer for table in tables_read(design, agent)]
    by_table = makers(design)
    for table in dict.fromkeys(looked_at):
        if table in by_table and not by_table[table] & by_then:
            maker = min(by_table[table])
            yield f"a gate after '{gate.after}' looks at '{table}' of '{maker}', for whom '{gate.after}' does not wait"


def _rule(rule: EscalationRule, tables: Mapping[str, tuple[Column, ...]]) -> Iterator[str]:
    if rule.table not in tables:
        yield f"an escalation rule looks at {unknown('table', rule.table, tables)}"
        return
    columns = {column.name: column for column in tables[rule.table]}
    try:
        condition = parse_condition(rule.when)
    except BadCondition as error:
        yield f"escalation rule {error}"
        return
    wanted = [rule.item, *condition.fields, *([rule.reason[1:-1]] if rule.reason.startswith("{") else [])]
    missing = [name for name in dict.fromkeys(wanted) if name not in columns]
    for name in missing:
        yield f"an escalation rule uses {unknown('column', name, columns)}"
    if missing:
        return
    unlike = [said for comparison in condition.comparisons for said in _unlike(comparison, columns[comparison.field])]
    for said in unlike:
        yield f"escalation rule '{rule.when}' compares {said}"
    if not unlike and not condition.can_fire(columns):
        yield f"escalation rule '{rule.when}' can never fire"


def _unlike(comparison: Comparison, column: Column) -> Iterator[str]:
    """Say which literals are not of the column's kind, so that the comparison would not do what it says."""
    for value in comparison.values:
        if column.type in {"amount", "integer"} and isinstance(value, str):
            yield f"the number '{column.name}' with the text '{value}'; write a number, without quotes"
        if column.type == "date" and not (isinstance(value, str) and _ISO_DATE.fullmatch(value)):
            said = f"the text '{value}'" if isinstance(value, str) else f"the number {float(value):g}"
            yield f"the date '{column.name}' with {said}; write a date as '2026-11-22'"


def _idle(design: Design, known: Known) -> Iterator[str]:
    """Say which agents do work that nobody uses."""
    used = {table for agent in design.agent for table in tables_read(design, agent)} | set(known.deliverables)
    used |= {rule.table for rule in design.escalate}
    arguments = [prepared.arguments for agent in design.agent for prepared in agent.prepare]
    arguments += [gate.arguments for gate in design.gate]
    used |= {value for given in arguments for value in given.values() if isinstance(value, str)}
    excused = reviewers(design) | ({design.coordinator.agent} if design.coordinator else set())
    for agent in design.agent:
        if agent.name not in excused and not used.intersection(agent.writes):
            yield f"agent '{agent.name}' writes nothing that anybody uses"
