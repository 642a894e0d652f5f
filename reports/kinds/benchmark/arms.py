"""The rows of a run in the order of the ladder, and what they are called."""

from collections import Counter

from harness.api.rows import Arm, RunView
from harness.plan.level import Level
from reports import words

TOOLS_ONLY = "tools only"
LADDER = list(Level)


def ordered(view: RunView) -> list[Arm]:
    """Sort the arms by level, each *tools only* row right after its design."""
    return sorted(view.arms, key=lambda arm: (LADDER.index(arm.level), arm.design, arm.kind == TOOLS_ONLY))


def labels(view: RunView) -> dict[str, str]:
    """Name each arm by its level; by its design as well where a level has more than one."""
    names = {arm.id: words.LEVELS[arm.level] for arm in view.arms}
    for finer in ("design_name", "design", "id"):
        seen = Counter((names[arm.id], arm.kind) for arm in view.arms)
        for arm in view.arms:
            if seen[names[arm.id], arm.kind] > 1:
                names[arm.id] = f"{words.LEVELS[arm.level]}: {getattr(arm, finer)}"
    return {arm.id: names[arm.id] + (f", {TOOLS_ONLY}" if arm.kind == TOOLS_ONLY else "") for arm in view.arms}


def small(name: str) -> str:
    """Put a name into the middle of a sentence: small first letter."""
    return name[:1].lower() + name[1:]


def cost_each(arm: Arm) -> float | None:
    """Return the mean price of a trial in nano-dollars; None when a price is unknown or nothing has ended."""
    return None if arm.cost_nano_usd is None or not arm.trials else arm.cost_nano_usd / arm.trials


def designs(view: RunView) -> list[Arm]:
    """Return the arms in which a model worked, in the order of the ladder."""
    return [arm for arm in ordered(view) if arm.kind == "design"]
