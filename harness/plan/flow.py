"""Who feeds whom in a design: what an agent's reads stand for, and the order in which agents can work."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from harness.errors import BadDesign
from harness.plan.design import Agent, Design, Gate


def is_paper(design: Design, read: str) -> bool:
    """Say whether a read means the brief or one of the design's context sources, and not a table."""
    return read.partition(":")[0] in {"brief", *design.context}


def pattern_of(read: str) -> str:
    """Return the file pattern of ``files`` or ``files:PATTERN``."""
    return read.partition(":")[2] or "*"


def tables_read(design: Design, agent: Agent) -> tuple[str, ...]:
    """Return the tables that an agent reads or fans out over."""
    return tuple(dict.fromkeys(name for name in (*agent.reads, *agent.each) if not is_paper(design, name)))


def tables_used(design: Design, agent: Agent) -> tuple[str, ...]:
    """Return the tables that an agent reads or fans out over, and those that its prepared tools are called with."""
    named = [value for tool in agent.prepare for value in tool.arguments.values() if isinstance(value, str)]
    there = makers(design)
    return tuple(dict.fromkeys((*tables_read(design, agent), *(name for name in named if name in there))))


def asks_model(agent: Agent) -> bool:
    """Say whether the agent's model is ever asked; it is not where prepared tools make all that the agent writes."""
    return not agent.writes or not {prepared.into for prepared in agent.prepare}.issuperset(agent.writes)


def writers(design: Design) -> Mapping[str, str]:
    """Return which agent writes each table."""
    return {table: agent.name for agent in design.agent for table in agent.writes}


def reviewers(design: Design) -> frozenset[str]:
    """Return the agents that check the work of others at a gate; they do no work of their own."""
    return frozenset(gate.check.partition(":")[2] for gate in design.gate if gate.check.startswith("agent:"))


def makers(design: Design) -> Mapping[str, frozenset[str]]:
    """Return which agents make each table: the one that writes it, else all that have a tool prepare it."""
    found: dict[str, frozenset[str]] = {}
    for agent in design.agent:
        for prepared in agent.prepare:
            found[prepared.into] = found.get(prepared.into, frozenset()) | {agent.name}
    return found | {table: frozenset({name}) for table, name in writers(design).items()}


def needs(design: Design) -> dict[str, set[str]]:
    """Return for each agent the agents whose tables it waits for, also those that its prepared tools name.

    Nobody waits for a table that they make themselves.
    """
    by_table = makers(design)
    found: dict[str, set[str]] = {}
    for agent in design.agent:
        made_by = [by_table.get(table, frozenset()) for table in tables_used(design, agent)]
        found[agent.name] = {name for names in made_by if agent.name not in names for name in names}
    return found


def all_before(design: Design, name: str) -> set[str]:
    """Return the agents that an agent waits for, and those that they wait for, all the way."""
    waits = needs(design)
    found: set[str] = set()
    ahead = set(waits[name])
    while ahead:
        found |= ahead
        ahead = {before for agent in ahead for before in waits[agent]} - found
    return found


def works_again(design: Design, gate: Gate) -> Sequence[Agent]:
    """Return who works again when a gate sends work back: first the one that it returns to, then who waits for them."""
    again = {gate.returns_to}
    waits = needs(design)
    before = all_before(design, gate.after) | {gate.after}
    order = [agent for stage in stages(design) for agent in stage]
    for agent in order:
        if agent.name in before and waits[agent.name] & again:
            again.add(agent.name)
    return [agent for agent in order if agent.name in again]


def circle(design: Design) -> Sequence[str]:
    """Return agents that wait for each other in a circle, the first one again at the end; empty where none do."""
    try:
        TopologicalSorter(needs(design)).prepare()
    except CycleError as error:
        return list(error.args[1])
    return ()


def stages(design: Design) -> Sequence[Sequence[Agent]]:
    """Return the agents in stages; those of one stage do not wait for each other. Raises BadDesign on a circle."""
    if found := circle(design):
        raise BadDesign(f"design '{design.name}': its agents wait for each other in a circle: {' -> '.join(found)}")
    agents = {agent.name: agent for agent in design.agent}
    sorter = TopologicalSorter(needs(design))
    sorter.prepare()
    found_stages: list[Sequence[Agent]] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found_stages.append([agents[name] for name in sorted(ready, key=list(agents).index)])
        sorter.done(*ready)
    return found_stages


def calls_of(design: Design, agent: Agent) -> int:
    """Return how often an agent's model is asked at least, with one item to fan out over where it does."""
    if agent.name in reviewers(design):
        return sum(gate.check == f"agent:{agent.name}" for gate in design.gate)
    if not asks_model(agent):
        return 0
    by_tools = {prepared.into for prepared in agent.prepare}
    return 1 if agent.each or agent.together else max(len(set(agent.writes) - by_tools), 1)
