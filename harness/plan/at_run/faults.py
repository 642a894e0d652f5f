"""Faults that somebody has planted in a run, to see what a team makes of them (the field: fault injection).

They are data: words such as ``agent:sorter=down`` on the command line and in a plan. What was made with a fault says
nothing about the design without it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from harness.errors import BadPlan
from harness.plan.design import Design
from harness.plan.unknown import unknown

Where = Literal["agent", "gate"]
What = Literal["down", "slow", "garbled", "silent", "asleep"]
OF_AGENTS: tuple[What, ...] = ("down", "slow", "garbled", "silent")
"""No call reaches its model; each call waits first; replies come back as nonsense; every reply is empty."""
FORMS = "agent:NAME=down|slow:SECONDS|garbled|silent or gate:AFTER=asleep"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one place."""

    where: Where
    name: str
    """Of the agent; of a gate the agent after which it stands."""
    what: What
    seconds: float = 0.0
    """Of a slow agent: how long each call waits before it is sent."""

    @property
    def word(self) -> str:
        """The fault as it is written."""
        return f"{self.where}:{self.name}={self.what}" + (f":{self.seconds:g}" if self.what == "slow" else "")


def parse_fault(text: str) -> Fault:
    """Read a fault. Raises BadPlan."""
    place, _, said = text.partition("=")
    where, _, name = place.partition(":")
    what, colon, seconds = said.partition(":")
    allowed: tuple[str, ...] = OF_AGENTS if where == "agent" else ("asleep",) if where == "gate" else ()
    if not name or what not in allowed or bool(colon) is not (what == "slow"):
        raise BadPlan(f"--fault is '{text}'; write {FORMS}")
    return Fault(cast("Where", where), name, cast("What", what), _seconds(text, seconds) if colon else 0.0)


def parse_faults(texts: Iterable[str]) -> tuple[Fault, ...]:
    """Read faults, at most one in each place. Raises BadPlan."""
    faults = tuple(parse_fault(text) for text in texts)
    places = [(fault.where, fault.name) for fault in faults]
    for where, name in places:
        if places.count((where, name)) > 1:
            raise BadPlan(f"--fault names {where} '{name}' twice; one fault in each place can be told apart")
    return faults


def check_faults(faults: Sequence[Fault], designs: Sequence[Design]) -> None:
    """See that each fault has a place in at least one of the designs. Raises BadPlan."""
    agents = {agent.name for design in designs for agent in design.agent}
    gates = {gate.after for design in designs for gate in design.gate}
    for fault in faults:
        there = agents if fault.where == "agent" else gates
        if fault.name not in there:
            kind = "agent" if fault.where == "agent" else "gate after"
            raise BadPlan(f"--fault {fault.word} names {unknown(kind, fault.name, there)}")


def faults_note(words: Sequence[str]) -> str:
    """Say which faults were injected and what follows from that; empty without any."""
    if not words:
        return ""
    return f"Faults were injected: {', '.join(words)}; this says nothing about the design without them."


def _seconds(text: str, seconds: str) -> float:
    try:
        found = float(seconds)
    except ValueError:
        found = math.nan
    if not (math.isfinite(found) and found > 0):
        raise BadPlan(f"--fault is '{text}'; after slow: comes a number of seconds above 0")
    return found
