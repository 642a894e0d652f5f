"""The lines in the picture of a design: who feeds whom, who ends before whom, what is sent back or escalated."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from harness.plan.design import Design
from harness.plan.flow import makers, needs, reviewers, tables_used

LinkKind = Literal["feeds", "waits", "escalates", "hands in", "returns"]
QUEUE, PERSON = "\0exceptions", "\0person"
"""The two last boxes, under names that no agent has."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line from box to box."""

    source: str
    target: str
    kind: LinkKind
    says: str
    """The same in words."""


def links_of(design: Design) -> Iterator[Link]:
    """Return all lines, those to and from reviewers at gates among them."""
    last = design.coordinator.agent if design.coordinator else ""
    feeding = list(_feeding(design))
    yield from feeding
    yield from _ending(design, last, {link.source for link in feeding if link.target not in reviewers(design)})
    for rule in design.escalate:
        for maker in makers(design).get(rule.table, ()):
            yield Link(maker, QUEUE, "escalates", f"a row of {rule.table} is an exception where {rule.when}")
    if design.escalate:
        yield Link(QUEUE, PERSON, "escalates", "a person decides the exceptions")
    for gate in design.gate:
        if gate.max_returns and gate.returns_to != gate.after and gate.check != "person":
            yield Link(gate.after, gate.returns_to, "returns", f"the gate sends back to {gate.returns_to}")


def _feeding(design: Design) -> Iterator[Link]:
    by_table, waits = makers(design), needs(design)
    for agent in design.agent:
        for maker in sorted(waits[agent.name]):
            tables = [table for table in tables_used(design, agent) if maker in by_table.get(table, ())]
            yield Link(maker, agent.name, "feeds", f"{maker} gives {', '.join(tables)} to {agent.name}")


def _ending(design: Design, last: str, feeding: set[str]) -> Iterator[Link]:
    """Return where work ends that nobody reads: with the coordinator, who waits for all, or with a person."""
    for agent in design.agent:
        if agent.name == last or (not last and agent.name not in feeding):
            yield Link(agent.name, PERSON, "hands in", f"{agent.name} hands in to a person")
        elif agent.name not in feeding | reviewers(design):
            yield Link(agent.name, last, "waits", f"{agent.name} is done before {last} begins")
