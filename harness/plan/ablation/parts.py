"""The parts of a design that can be asked about, each by a word, and the design without one.

A context source is named by its name, an agent of a team as ``agent:NAME``, a gate as ``gate:AFTER`` (the agent whose
work it checks; where that has several gates, ``gate:AFTER/CHECK``). What remains is an ordinary design with a digest of
its own.
"""

from collections.abc import Mapping

from harness.errors import BadDesign
from harness.plan.ablation.of_context import without_source
from harness.plan.ablation.of_team import without_agent, without_gate
from harness.plan.design import Design, Gate
from harness.plan.unknown import unknown

_AGENT, _GATE = "agent:", "gate:"
GROUPS = ("sources", "agents", "gates")
"""Words for all parts of a kind."""


def parts_of(design: Design, group: str = "") -> tuple[str, ...]:
    """Return the parts that a design has, in its own order; with a group's word those of that kind."""
    of_team = design.level.may_have_team
    found = {
        "sources": tuple(design.context),
        "agents": tuple(f"{_AGENT}{agent.name}" for agent in design.agent) if of_team else (),
        "gates": tuple(_gates(design)),
    }
    return found[group] if group else tuple(part for parts in found.values() for part in parts)


def without(design: Design, part: str) -> Design:
    """Return the design without a part, under a name that says so.

    Raises BadDesign, with one sentence, where there is no such part, or what remains would not hold together.
    """
    if part not in parts_of(design):
        kind = "named" if part.startswith((_AGENT, _GATE)) else "context"
        raise BadDesign(f"design '{design.name}' has no part {unknown(kind, part, parts_of(design))}")
    if part.startswith(_AGENT):
        left = without_agent(design, part.removeprefix(_AGENT))
    elif part.startswith(_GATE):
        left = without_gate(design, _gates(design)[part])
    else:
        left = without_source(design, part)
    return left.model_copy(update={"name": f"{design.name}-without-{_in_a_name(part)}"})


def _gates(design: Design) -> Mapping[str, Gate]:
    """Return the gates by the words that name them."""
    after = [gate.after for gate in design.gate]
    return {
        f"{_GATE}{gate.after}" + (f"/{gate.check}" if after.count(gate.after) > 1 else ""): gate for gate in design.gate
    }


def _in_a_name(part: str) -> str:
    return part.replace(":", "-").replace("/", "-")
