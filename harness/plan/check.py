"""Checks a design against its level and against what this installation has, before anything is spent."""

import difflib
from collections.abc import Collection, Iterator

from harness.errors import BadDesign
from harness.plan.design import Design, EscalationRule, Gate
from harness.plan.flow import stages, tables_read, writers
from harness.plan.tools import Known
from harness.plan.when import BadCondition, parse_condition
from tasks_bank.deliverable import Column


def check_design(design: Design, known: Known) -> None:
    """Raise BadDesign with everything that is wrong, each in one clause."""
    wrong = [*_level(design), *_names(design), *_flow(design, known), *_team(design, known)]
    if wrong:
        raise BadDesign(f"design '{design.name}': {'; '.join(wrong)}")
    stages(design)


def columns_of(design: Design, known: Known) -> dict[str, tuple[Column, ...]]:
    """Return the columns of every table that a design may write."""
    return dict(known.columns) | {table.name: table.columns for table in design.table}


def _level(design: Design) -> Iterator[str]:
    """Say what the design has that its level may not use."""
    level = design.level
    if not level.may_have_team:
        if len(design.agent) != 1:
            yield f"is at {level.name} and lists {len(design.agent)} agents; more or fewer than one need ORCHESTRATION"
        for what, there in (
            ("gates", design.gate),
            ("escalation rules", design.escalate),
            ("a coordinator", design.coordinator),
            ("agents that fan out", any(agent.each for agent in design.agent)),
        ):
            if there:
                yield f"is at {level.name} but has {what}; they need ORCHESTRATION"
    if not level.may_have_tools:
        if design.context:
            yield f"is at {level.name} but has context {', '.join(design.context)}; it needs CONTEXT"
        if any(agent.tools or agent.prepare or agent.reads or agent.writes for agent in design.agent):
            yield f"is at {level.name} but its agent has reads, tools or tables; they need CONTEXT"
        if not design.question:
            yield "has no question"
    elif design.question or design.follow_up or design.allowance.paste_tokens:
        yield f"is at {level.name} but has a question or a paste allowance; they belong to PROMPTING"


def _names(design: Design) -> Iterator[str]:
    """Say which names stand twice."""
    for kind, names in (
        ("agent", [agent.name for agent in design.agent]),
        ("table", [table.name for table in design.table]),
        ("writer of table", [table for agent in design.agent for table in agent.writes]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"has more than one {kind} '{name}'"


def _flow(design: Design, known: Known) -> Iterator[str]:
    """Say which reads, writes, tools and sources lead nowhere."""
    tables, written = columns_of(design, known), writers(design)
    for name in design.context:
        if name not in known.sources:
            yield _unknown("context", name, known.sources)
    for agent in design.agent:
        made = {prepared.into for prepared in agent.prepare}
        for read in tables_read(design, agent):
            if read not in written and read not in made:
                yield f"agent '{agent.name}' reads '{read}', which nobody writes"
        for table in agent.writes:
            if table not in tables:
                yield f"agent '{agent.name}' writes {_unknown('table', table, tables)}"
        for tool in (*agent.tools, *(prepared.tool for prepared in agent.prepare)):
            if tool not in known.tools:
                yield f"agent '{agent.name}' wants {_unknown('tool', tool, known.tools)}"


def _team(design: Design, known: Known) -> Iterator[str]:
    """Say what is wrong with the coordinator, the gates, the escalation rules and agents that nobody uses."""
    names = [agent.name for agent in design.agent]
    if design.level.may_have_team and design.coordinator is None:
        yield "has no coordinator"
    if design.coordinator and design.coordinator.agent not in names:
        yield _unknown("coordinator", design.coordinator.agent, names)
    for gate in design.gate:
        yield from _gate(gate, names, known)
    tables, written = columns_of(design, known), writers(design)
    for rule in design.escalate:
        yield from _rule(rule, {name: tables[name] for name in written if name in tables})
    read = {table for agent in design.agent for table in tables_read(design, agent)} | set(known.deliverables)
    read |= {rule.table for rule in design.escalate}
    prepared = [tool for agent in design.agent for tool in agent.prepare]
    read |= {value for tool in prepared for value in tool.arguments.values() if isinstance(value, str)}
    read |= {value for gate in design.gate for value in gate.arguments.values() if isinstance(value, str)}
    idle = [
        agent.name
        for agent in design.agent
        if design.level.may_have_team
        and not read.intersection(agent.writes)
        and (design.coordinator is None or agent.name != design.coordinator.agent)
    ]
    for name in idle:
        yield f"agent '{name}' writes nothing that anybody uses"


def _gate(gate: Gate, names: Collection[str], known: Known) -> Iterator[str]:
    for agent in (gate.after, gate.returns_to):
        if agent not in names:
            yield f"a gate names {_unknown('agent', agent, names)}"
    kind, _, name = gate.check.partition(":")
    if kind == "person":
        yield "has a gate that waits for a person, and no person is there in a run; use an escalation rule"
    elif kind == "tool" and name not in known.tools:
        yield f"a gate names {_unknown('tool', name, known.tools)}"
    elif kind == "agent" and name not in names:
        yield f"a gate names {_unknown('agent', name, names)}"
    elif kind not in {"tool", "agent"}:
        yield f"gate check '{gate.check}' is none of tool:NAME, agent:NAME"


def _rule(rule: EscalationRule, tables: dict[str, tuple[Column, ...]]) -> Iterator[str]:
    if rule.table not in tables:
        yield f"an escalation rule looks at {_unknown('table', rule.table, tables)}"
        return
    columns = {column.name: column for column in tables[rule.table]}
    try:
        condition = parse_condition(rule.when)
    except BadCondition as error:
        yield f"escalation rule {error}"
        return
    wanted = [rule.item, *condition.fields, *([rule.reason[1:-1]] if rule.reason.startswith("{") else [])]
    missing = [name for name in wanted if name not in columns]
    for name in missing:
        yield f"an escalation rule uses {_unknown('column', name, columns)}"
    if not missing and not condition.can_fire(columns):
        yield f"escalation rule '{rule.when}' can never fire"


def _unknown(kind: str, name: str, there: Collection[str]) -> str:
    near = difflib.get_close_matches(name, there, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(sorted(there)) or '(none)'}"
    return f"{kind} '{name}', which is not there ({hint})"
