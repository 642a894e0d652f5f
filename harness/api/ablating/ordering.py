"""From the parts that a user names to the designs that are run: the whole one, and one without each part."""

from collections.abc import Callable, Sequence

from harness.errors import BadDesign, BadPlan
from harness.plan.ablation.parts import GROUPS, parts_of, without
from harness.plan.design import Design

Check = Callable[[Design], None]
"""Raises BadDesign for a design that does not hold together."""
ALL = "all"
"""Every part that the design has and can do without; a group's word means those of that kind."""


def taken_apart(designs: Sequence[Design], over: Sequence[str], check: Check) -> tuple[tuple[str, ...], list[Design]]:
    """Return the parts in question, and the design followed by itself without each of them.

    Raises BadPlan where there is not one design to take apart, BadDesign where it cannot do without a part.
    """
    if len(designs) != 1:
        raise BadPlan(f"{len(designs)} designs are to be taken apart; name one with --design")
    [design] = designs
    parts = _parts(design, over, check)
    if twice := sorted({part for part in parts if parts.count(part) > 1}):
        raise BadPlan(f"part '{twice[0]}' stands twice in --over; give each part once")
    return parts, [design, *(without(design, part) for part in parts)]


def _parts(design: Design, over: Sequence[str], check: Check) -> tuple[str, ...]:
    """Return the parts that the words name; of a word that stands for many, those that can be taken out."""
    if not parts_of(design):
        raise BadDesign(f"design '{design.name}' is at {design.level.name} and has no part that could be taken out")
    if ALL in over and len(over) > 1:
        raise BadPlan(f"--over is {','.join(over)}; say {ALL} alone, or name the parts")
    found: list[str] = []
    for word in over:
        found += _of_group(design, word, check) if word in (ALL, *GROUPS) else [word]
    return tuple(found)


def _of_group(design: Design, word: str, check: Check) -> list[str]:
    there = parts_of(design, "" if word == ALL else word)
    if not there:
        raise BadDesign(f"design '{design.name}' is at {design.level.name} and has no {word} that could be taken out")
    kept = {part: why for part in there if (why := why_kept(design, part, check))}
    if len(kept) == len(there):
        raise BadDesign("; ".join(kept.values()))
    return [part for part in there if part not in kept]


def why_kept(design: Design, part: str, check: Check) -> str:
    """Say why a design cannot do without a part; empty where it can."""
    try:
        check(without(design, part))
    except BadDesign as error:
        return str(error)
    return ""
