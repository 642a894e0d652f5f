"""From what a user asks for to the one agent that controls are made of."""

from collections.abc import Sequence

from harness.errors import BadPlan
from harness.plan.design import Design
from harness.plan.level import Level

STATED_MARGIN = 0.05
"""The difference in quality that would not matter, where nobody says another."""


def one_agent(designs: Sequence[Design], named: Design | None, reference: Design | None) -> Design:
    """Return the design of the one agent: the one that is named, else the run's at CONTEXT, else the task's own.

    Raises BadPlan where there is none, or where nothing is to be held against it.
    """
    if not any(design.level is Level.ORCHESTRATION for design in designs):
        raise BadPlan("--controls has nothing to hold anything against: no design of the run is at ORCHESTRATION")
    at_context = [design for design in designs if design.level is Level.CONTEXT]
    if named is None and len(at_context) > 1:
        names = ", ".join(design.name for design in at_context)
        raise BadPlan(f"the run has {len(at_context)} designs at CONTEXT ({names}); say which with --control-design")
    found = named or next(iter(at_context), reference)
    if found is None:
        raise BadPlan("the task brings no reference design at CONTEXT; name the one agent with --control-design")
    if found.level is not Level.CONTEXT:
        raise BadPlan(
            f"--control-design '{found.name}' is at {found.level.name}; a control is one agent with tools, at CONTEXT"
        )
    if "mcp" in found.context:
        raise BadPlan(
            f"controls cannot be made of '{found.name}': by mcp it writes to the case's systems, and several attempts "
            "would book and request several times; name another with --control-design"
        )
    return found


def margin_of(wanted: float | None) -> float:
    """Return the margin. Raises BadPlan."""
    if wanted is None:
        return STATED_MARGIN
    if not 0 < wanted < 1:
        raise BadPlan(f"--control-margin is {wanted:g}; quality goes from 0 to 1, so the margin lies between them")
    return wanted
