"""What is in the picture of a design: its agents as boxes in rows, their gates, and the lines between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from harness.api.drawing.links import PERSON, QUEUE, Link, links_of
from harness.api.drawing.texts import Line, broken, widest_px
from harness.plan.design import Agent, Design, Gate
from harness.plan.flow import asks_model, makers, reviewers, stages

NodeKind = Literal["agent", "code", "queue", "person"]

_TEXT_PX = 172
"""Room for text in a box; a longer name makes the box wider."""
_PADDING_PX = 10
_MOST_BESIDE = 3
"""More agents of one stage stand in several rows: a page is not endlessly wide."""


@dataclass(frozen=True, slots=True)
class GateMark:
    """A gate below the agent whose work it checks."""

    lines: tuple[Line, ...]
    returns_to: str
    """Empty where it sends nothing back."""
    is_framed: bool
    """True where an agent checks: its words stand in a box, as those of other agents do."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box."""

    kind: NodeKind
    name: str
    lines: tuple[Line, ...]
    gates: tuple[GateMark, ...] = ()
    is_many: bool = False
    """True for an agent that is asked once for each item."""

    @property
    def width_px(self) -> float:
        """How wide the box is."""
        return max(_TEXT_PX, widest_px(self.lines)) + 2 * _PADDING_PX


@dataclass(frozen=True, slots=True)
class Row:
    """Boxes beside each other."""

    names: tuple[str, ...]
    label: tuple[str, ...] = ()
    """What stands before it, line by line; empty where it goes on with the stage above."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in the picture, and where it stands from top to bottom."""

    nodes: dict[str, Node]
    rows: tuple[Row, ...]
    links: tuple[Link, ...]


def content_of(design: Design) -> Content:
    """Say what is to be drawn. Raises BadDesign where agents wait for each other in a circle."""
    last = design.coordinator.agent if design.coordinator else ""
    beside = reviewers(design) | {last}
    nodes = {agent.name: _box(design, agent) for agent in design.agent if agent.name not in beside - {last}}
    rows = [row for number, stage in enumerate(_stages(design, beside), 1) for row in _rows(number, stage)]
    if last in nodes:
        rows.append(Row((last,), ("last",)))
    if design.escalate:
        nodes[QUEUE] = Node("queue", QUEUE, _queue(design))
        rows.append(Row((QUEUE,), ("by rule",)))
    nodes[PERSON] = Node("person", PERSON, (Line("a person", is_name=True), *_for_person(design)))
    rows.append(Row((PERSON,), ("handed in",)))
    links = [link for link in links_of(design) if {link.source, link.target} <= nodes.keys()]
    return Content(nodes, tuple(rows), tuple(links))


def _stages(design: Design, beside: frozenset[str]) -> Iterator[list[str]]:
    for stage in stages(design):
        if names := [agent.name for agent in stage if agent.name not in beside]:
            yield names


def _rows(number: int, names: list[str]) -> Iterator[Row]:
    """Put a stage into as few rows as it takes, about equally long."""
    count = -(-len(names) // _MOST_BESIDE)
    size = -(-len(names) // count)
    label = (f"stage {number}", *(["at the", "same time"] if len(names) > 1 else []))
    for begin in range(0, len(names), size):
        yield Row(tuple(names[begin : begin + size]), label if begin == 0 else ())


def _box(design: Design, agent: Agent) -> Node:
    is_last = design.coordinator is not None and agent.name == design.coordinator.agent
    own = {table.name for table in design.table}
    handed_in = [table for table in agent.writes if table not in own]
    passed_on = [table for table in agent.writes if table in own]
    said = [agent.role]
    if not asks_model(agent):
        said.append("code, asks no model")
    if agent.each:
        said.append(f"once for each of {', '.join(agent.each)}")
    if agent.tools:
        said.append(f"may call {', '.join(agent.tools)}")
    if handed_in or is_last:
        said.append(f"hands in {', '.join([*handed_in, *(['the note'] if is_last else [])])}")
    if passed_on:
        said.append(f"passes on {', '.join(passed_on)}")
    gates = tuple(_mark(design, gate) for gate in design.gate if gate.after == agent.name)
    lines = [Line(agent.name, is_name=True), *(line for text in said for line in broken(text, _TEXT_PX, 3))]
    return Node("agent" if asks_model(agent) else "code", agent.name, tuple(lines), gates, bool(agent.each))


def _mark(design: Design, gate: Gate) -> GateMark:
    kind, _, name = gate.check.partition(":")
    reviewer = next((agent for agent in design.agent if kind == "agent" and agent.name == name), None)
    if reviewer is not None:
        said = [reviewer.role, f"reads {', '.join(reviewer.reads) or 'nothing'}"]
    elif kind == "tool":
        tables = [value for value in gate.arguments.values() if isinstance(value, str) and value in makers(design)]
        said = [
            f"passes when {name} of {' and '.join(tables)} finds no row"
            if tables
            else f"passes when {name} finds no row"
        ]
        name = f"gate: {name}"
    else:
        name, said = "gate: a person", ["put before a person; the work goes on meanwhile"]
    back = gate.returns_to if gate.max_returns and kind != "person" else ""
    if back:
        times = "once" if gate.max_returns == 1 else f"{gate.max_returns} times"
        said.append(f"sends back to {back}, {times} at most")
    lines = [Line(name, is_name=True), *(line for text in said for line in broken(text, _TEXT_PX, 3))]
    return GateMark(tuple(lines), back, reviewer is not None)


def _queue(design: Design) -> tuple[Line, ...]:
    reasons = dict.fromkeys(
        f"as {rule.table} says ({rule.reason[1:-1]})" if rule.reason.startswith("{") else rule.reason
        for rule in design.escalate
    )
    lines = [line for reason in reasons for line in broken(f"- {reason}", _TEXT_PX, 2)]
    return (Line("exceptions", is_name=True), *lines)


def _for_person(design: Design) -> list[Line]:
    said = "decides the exceptions, takes over the rest" if design.escalate else "takes over what is handed in"
    return broken(said, _TEXT_PX, 3)
