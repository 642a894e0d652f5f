"""The rows of a run in the order of the ladder, and what they are called."""

from collections import Counter
from typing import get_args

from harness.api.rows import Arm, ArmKind, RunView
from harness.plan.level import Level
from reports import words

TOOLS_ONLY = "tools only"
LADDER = list(Level)
_KINDS = get_args(ArmKind)


def ordered(view: RunView) -> list[Arm]:
    """Sort the arms by level, each *tools only* row and then each control right after its design."""
    by_id = {arm.id: arm for arm in view.arms}

    def place(arm: Arm) -> tuple[int, str, int]:
        design = by_id.get(arm.of, arm)
        return LADDER.index(design.level), design.design, _KINDS.index(arm.kind)

    return sorted(view.arms, key=place)


def labels(view: RunView) -> dict[str, str]:
    """Name each arm by its level; by its design as well where a level has more than one."""
    named = [arm for arm in view.arms if not arm.of]
    names = {arm.id: words.LEVELS[arm.level] for arm in named}
    for finer in ("design_name", "design", "id"):
        seen = Counter((names[arm.id], arm.kind) for arm in named)
        for arm in named:
            if seen[names[arm.id], arm.kind] > 1:
                names[arm.id] = f"{words.LEVELS[arm.level]}: {getattr(arm, finer)}"
    return {arm.id: _with_kind(arm, names) for arm in view.arms}


def _with_kind(arm: Arm, names: dict[str, str]) -> str:
    """Say of a row beside a design what it is: *tools only*, or a control by the team that it is held against."""
    if arm.of:
        return f"{names.get(arm.of, arm.of)}'s control, {arm.kind}"
    return names[arm.id] + (f", {TOOLS_ONLY}" if arm.kind == TOOLS_ONLY else "")


def small(name: str) -> str:
    """Put a name into the middle of a sentence: small first letter."""
    return name[:1].lower() + name[1:]


def cost_each(arm: Arm) -> float | None:
    """Return the mean price of a trial in nano-dollars; None when a price is unknown or nothing has ended."""
    return None if arm.cost_nano_usd is None or not arm.trials else arm.cost_nano_usd / arm.trials


def designs(view: RunView) -> list[Arm]:
    """Return the arms in which a model worked, in the order of the ladder."""
    return [arm for arm in ordered(view) if arm.kind == "design"]
