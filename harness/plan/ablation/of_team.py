"""A team without one of its agents or gates.

With an agent go its tables, every read of them, the gates after it or that send work back to it, the rules on its
tables, and whoever works for nobody else. What the others cannot do without makes the design impossible: that is said
in a sentence, and nothing is guessed.
"""

from collections.abc import Iterator

from harness.errors import BadDesign
from harness.plan.design import Agent, Design, Gate
from harness.plan.flow import is_paper, makers, reviewers, tables_used

_CHECKS_BY = "agent:"


def without_agent(design: Design, name: str) -> Design:
    """Take out an agent and what is nothing without it. Raises BadDesign, with one sentence, where that cannot be."""
    if design.coordinator is not None and design.coordinator.agent == name:
        raise BadDesign(f"design '{design.name}' cannot do without agent:{name}: it is the coordinator, who hands in")
    left = tuple(agent for agent in design.agent if agent.name != name)
    return _holding_together(design, design.model_copy(update={"agent": left}), f"agent:{name}")


def without_gate(design: Design, gate: Gate) -> Design:
    """Take out a gate, and a reviewer who checks nowhere else. Raises BadDesign where nothing would be left."""
    left = tuple(other for other in design.gate if other != gate)
    return _holding_together(design, design.model_copy(update={"gate": left}), f"gate:{gate.after}")


def _holding_together(whole: Design, left: Design, part: str) -> Design:
    """Take out one thing after the other that is nothing without what went, until all that is left holds together."""
    while True:
        if why := next(_needs(whole, left), ""):
            raise BadDesign(f"design '{whole.name}' cannot do without {part}: {why}")
        tidied = _tidied(whole, left)
        if tidied == left:
            break
        left = tidied
    own = {table.name for table in left.table}
    if all(table in own for agent in left.agent for table in agent.writes):
        raise BadDesign(f"design '{whole.name}' cannot do without {part}: nothing that is asked for would be handed in")
    return left


def _gone(whole: Design, left: Design) -> set[str]:
    """Return the tables that somebody made and nobody makes any more."""
    return makers(whole).keys() - makers(left).keys()


def _needs(whole: Design, left: Design) -> Iterator[str]:
    """Say what of those who are left cannot be done without the tables that are gone."""
    gone = _gone(whole, left)
    for agent in left.agent:
        for table in (each for each in agent.each if each in gone):
            yield f"agent '{agent.name}' fans out over its '{table}'"
        for prepared in agent.prepare:
            for table in (value for value in prepared.arguments.values() if isinstance(value, str) and value in gone):
                yield f"agent '{agent.name}' has the prepared tool '{prepared.tool}' work on its '{table}'"
        if agent.reads and not agent.each and all(_is_gone(left, read, gone) for read in agent.reads):
            yield f"agent '{agent.name}' would have nothing to read"


def _tidied(whole: Design, left: Design) -> Design:
    gone, there = _gone(whole, left), {agent.name for agent in left.agent}
    checking = reviewers(left)
    idle = {agent.name for agent in left.agent if agent.name in reviewers(whole) - checking or _is_idle(left, agent)}
    return left.model_copy(
        update={
            "agent": tuple(_reading_less(left, agent, gone) for agent in left.agent if agent.name not in idle),
            "table": tuple(table for table in left.table if table.name not in gone),
            "gate": tuple(gate for gate in left.gate if _stands(gate, there, gone)),
            "escalate": tuple(rule for rule in left.escalate if rule.table not in gone),
        }
    )


def _reading_less(design: Design, agent: Agent, gone: set[str]) -> Agent:
    return agent.model_copy(update={"reads": tuple(read for read in agent.reads if not _is_gone(design, read, gone))})


def _is_gone(design: Design, read: str, gone: set[str]) -> bool:
    return read in gone and not is_paper(design, read)


def _stands(gate: Gate, there: set[str], gone: set[str]) -> bool:
    """Say whether a gate still has whom it checks, who checks, to whom it returns, and what it looks at."""
    names = {gate.after} | ({gate.returns_to} if gate.returns_to else set())
    if gate.check.startswith(_CHECKS_BY):
        names.add(gate.check.removeprefix(_CHECKS_BY))
    looks_at = {value for value in gate.arguments.values() if isinstance(value, str)}
    return names <= there and not looks_at & gone


def _is_idle(design: Design, agent: Agent) -> bool:
    """Say whether nobody uses what an agent makes: no deliverable is among it, and nobody and nothing looks at it."""
    if agent.name in reviewers(design) or (design.coordinator and design.coordinator.agent == agent.name):
        return False
    makes = {*agent.writes, *(prepared.into for prepared in agent.prepare)}
    own = {table.name for table in design.table}
    if any(table not in own for table in agent.writes):
        return False
    others = (other for other in design.agent if other.name != agent.name)
    used = {table for other in others for table in tables_used(design, other)}
    used |= {rule.table for rule in design.escalate}
    used |= {value for gate in design.gate for value in gate.arguments.values() if isinstance(value, str)}
    return not makes & used
