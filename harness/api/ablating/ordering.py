"""From the parts that a user names to the designs that are run: the whole one, and one without each part."""

from collections.abc import Sequence

from harness.errors import BadDesign, BadPlan
from harness.plan.ablation import parts_of, without
from harness.plan.design import Design

ALL = "all"
"""Every part that the design has and can do without."""


def taken_apart(designs: Sequence[Design], over: Sequence[str]) -> tuple[tuple[str, ...], list[Design]]:
    """Return the parts in question, and the design followed by itself without each of them.

    Raises BadPlan where there is not one design to take apart, BadDesign where it cannot do without a part.
    """
    if len(designs) != 1:
        raise BadPlan(f"{len(designs)} designs are to be taken apart; name one with --design")
    [design] = designs
    parts = _parts(design, over)
    if twice := sorted({part for part in parts if parts.count(part) > 1}):
        raise BadPlan(f"part '{twice[0]}' stands twice in --over; give each part once")
    return parts, [design, *(without(design, part) for part in parts)]


def _parts(design: Design, over: Sequence[str]) -> tuple[str, ...]:
    there = parts_of(design)
    if not there:
        raise BadDesign(f"design '{design.name}' is at {design.level.name} and has no part that could be taken out")
    if ALL not in over:
        return tuple(over)
    if len(over) > 1:
        raise BadPlan(f"--over is {','.join(over)}; say {ALL} alone, or name the parts")
    kept = {part: why for part in there if (why := why_kept(design, part))}
    if len(kept) == len(there):
        raise BadDesign("; ".join(kept.values()))
    return tuple(part for part in there if part not in kept)


def why_kept(design: Design, part: str) -> str:
    """Say why a design cannot do without a part; empty where it can."""
    try:
        without(design, part)
    except BadDesign as error:
        return str(error)
    return ""
