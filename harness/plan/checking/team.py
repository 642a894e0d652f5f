"""Checks what only a team has beside gates: a coordinator, escalation rules, and nobody whose work is not used."""

import re
from collections.abc import Iterator, Mapping

from harness.plan.checking.tables import Tables, named_tables
from harness.plan.design import Agent, Design, EscalationRule
from harness.plan.flow import needs, reviewers, tables_used, writers
from harness.plan.tools import Known
from harness.plan.unknown import unknown
from harness.plan.when import BadCondition, Comparison, parse_condition
from tasks_bank.deliverable import Column

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def team_mistakes(design: Design, tables: Tables) -> Iterator[str]:
    """Say each mistake in one clause."""
    yield from _coordinator(design)
    for rule in design.escalate:
        yield from _rule(rule, _written(design, tables))
    yield from _idle(design, tables.known)


def team_advice(design: Design, tables: Tables) -> Iterator[str]:
    """Say what a team may do without meaning to; the design has no mistakes."""
    for rule in design.escalate:
        columns = {column.name: column for column in _written(design, tables)[rule.table]}
        # A table whose rows bring their own reason is a list of exceptions: all of it is meant to go to a person.
        if not rule.reason.startswith("{") and parse_condition(rule.when).must_fire(columns):
            yield (
                f"escalation rule '{rule.when}' fires for every row of '{rule.table}': all of it goes to a person; "
                "narrow the rule, or take the reason from a column"
            )
    for agent in design.agent:
        if design.coordinator and agent.name == design.coordinator.agent and not tables_used(design, agent):
            yield f"coordinator '{agent.name}' reads no table, so its note can say nothing of the work; give it reads"


def _written(design: Design, tables: Tables) -> Mapping[str, tuple[Column, ...]]:
    return {name: tables.columns[name] for name in writers(design) if name in tables.columns}


def _coordinator(design: Design) -> Iterator[str]:
    names = [agent.name for agent in design.agent]
    if design.coordinator is None:
        yield "has no coordinator"
        return
    last = design.coordinator.agent
    if last not in names:
        yield unknown("coordinator", last, names)
    for name, waits in needs(design).items():
        if last in waits and name not in reviewers(design):
            yield f"agent '{name}' waits for the coordinator '{last}', who works last"


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
    """Say which agents do work that nobody uses, also by way of others whose work nobody uses."""
    checking = reviewers(design)
    last = {design.coordinator.agent} if design.coordinator else set()
    wanted = set(known.deliverables) | {rule.table for rule in design.escalate}
    wanted |= {table for gate in design.gate for table in named_tables(gate.arguments)}
    useful = [agent for agent in design.agent if agent.name in checking | last or wanted.intersection(_makes(agent))]
    before = 0
    while before < len(useful):
        wanted |= {table for agent in useful[before:] for table in tables_used(design, agent)}
        before = len(useful)
        useful += [agent for agent in design.agent if agent not in useful and wanted.intersection(_makes(agent))]
    for agent in design.agent:
        if agent not in useful:
            yield f"agent '{agent.name}' writes nothing that anybody uses"


def _makes(agent: Agent) -> set[str]:
    return {*agent.writes, *(prepared.into for prepared in agent.prepare)}
