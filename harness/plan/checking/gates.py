"""Checks a team's gates: that they look at what is there by then, that somebody can pass, that a return can help."""

from collections.abc import Iterator, Sequence

from harness.plan.checking.tables import Tables, named_tables
from harness.plan.design import Design, Gate
from harness.plan.flow import all_before, circle, makers, reviewers, tables_read, works_again
from harness.plan.unknown import hint, unknown


def gate_mistakes(design: Design, tables: Tables) -> Iterator[str]:
    """Say what is wrong with each gate, each in one clause."""
    for name in sorted(reviewers(design)):
        yield from _reviewer(design, name)
    for gate in design.gate:
        if gate.check == "person":
            yield from _person(design, gate)
        else:
            yield from _gate(design, gate, tables)


def _reviewer(design: Design, name: str) -> Iterator[str]:
    for agent in design.agent:
        if agent.name == name and (agent.writes or agent.tools or agent.prepare or agent.each):
            yield f"agent '{name}' checks at a gate and only says pass or fail; it can have no writes, tools or each"


def _person(design: Design, gate: Gate) -> Iterator[str]:
    names = [agent.name for agent in design.agent]
    if gate.after not in names:
        yield f"a gate names {unknown('agent', gate.after, names)}"
    if gate.returns_to or gate.arguments or ("max_returns" in gate.model_fields_set and gate.max_returns):
        yield (
            f"a person checks after '{gate.after}', and nothing comes back from them while a trial runs; "
            "take out returns_to, max_returns and arguments"
        )


def _gate(design: Design, gate: Gate, tables: Tables) -> Iterator[str]:
    names = [agent.name for agent in design.agent]
    if not gate.returns_to:
        yield f"a gate after '{gate.after}' has no returns_to; name the agent who works again"
    missing = [agent for agent in dict.fromkeys((gate.after, gate.returns_to)) if agent not in names]
    for agent in missing:
        if agent:
            yield f"a gate names {unknown('agent', agent, names)}"
    kind, _, name = gate.check.partition(":")
    known = {"tool": tables.known.tools, "agent": names}.get(kind)
    if known is None:
        yield f"gate check '{gate.check}' is none of tool:NAME, agent:NAME, person"
    elif name not in known:
        yield f"a gate names {unknown(kind, name, known)}"
    elif not missing and not circle(design):
        found = [*_order(design, gate), *(_tables_there(design, gate) if kind == "tool" else ())]
        yield from found or _use(design, gate, tables)


def _order(design: Design, gate: Gate) -> Iterator[str]:
    """Say what a gate names that is not there by the time that it checks."""
    by_then = all_before(design, gate.after) | {gate.after}
    if gate.returns_to not in by_then:
        yield f"a gate after '{gate.after}' returns to '{gate.returns_to}', whose work '{gate.after}' does not wait for"
    by_table = makers(design)
    for table in looked_at(design, gate):
        if table in by_table and not by_table[table] & by_then:
            maker = min(by_table[table])
            yield f"a gate after '{gate.after}' looks at '{table}' of '{maker}', for whom '{gate.after}' does not wait"


def _tables_there(design: Design, gate: Gate) -> Iterator[str]:
    made = makers(design)
    for table in named_tables(gate.arguments):
        if table not in made:
            yield f"a gate after '{gate.after}' looks at table '{table}', which nobody makes ({hint(table, made)})"


def _use(design: Design, gate: Gate, tables: Tables) -> Iterator[str]:
    """Say where a gate lets nobody pass, or finds the same whatever those make who work again."""
    again = works_again(design, gate)
    changed = {table for agent in again for table in (*agent.writes, *(p.into for p in agent.prepare))}
    who = " and ".join(agent.name for agent in again)
    if gate.check.startswith("agent:"):
        if not changed.intersection(looked_at(design, gate)):
            yield (
                f"agent '{gate.check.partition(':')[2]}' checks after '{gate.after}' and reads nothing of the work of "
                f"{who}; add {_listed(sorted(changed)) or 'a table'} to its reads"
            )
        return
    if never := _never_passes(gate, tables):
        yield f"a gate after '{gate.after}' lets nobody pass: {never}"
    elif gate.max_returns and not changed.intersection(looked_at(design, gate)):
        looked = _listed(looked_at(design, gate)) or "no table"
        yield (
            f"a gate after '{gate.after}' looks at {looked}, which {who} cannot change by working again: it finds the "
            "same each time; let it return to who makes that, or look at what they make"
        )


def _never_passes(gate: Gate, tables: Tables) -> str:
    """Say why a tool's check finds something whatever is in its tables; empty where it need not."""
    tool = gate.check.partition(":")[2]
    if tables.opens_files(tool):
        return f"{tool} reads a file, and finds what is in it whatever anybody makes"
    full = tables.full(tool, gate.arguments)
    if mistakes := [said for said in full if isinstance(said, str)]:
        return mistakes[0] if len(mistakes) == len(full) else ""
    if all(found for found in tables.tried(tool, gate.arguments)):
        return f"{tool} finds a row whatever anybody makes"
    return ""


def looked_at(design: Design, gate: Gate) -> list[str]:
    """Return the tables that a gate's tool is called with, or that its reviewer reads."""
    kind, _, name = gate.check.partition(":")
    if kind == "tool":
        return list(dict.fromkeys(named_tables(gate.arguments)))
    return [table for agent in design.agent if agent.name == name for table in tables_read(design, agent)]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f"'{name}'" for name in names)
