"""An adaptive test on answers that were given: what would have been asked, in which order, and where it would end.

EAP, the highest information at it, no chance and no minimum; only items that the person answered can be asked. It
shows what a shorter test would have said, and lets two engines be compared item by item.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.ability.answers import checked
from assessor.scoring.adaptive.choosing import Choice, next_item
from assessor.scoring.adaptive.engine import Adaptive
from assessor.scoring.adaptive.stopping import Reason, Stopping
from assessor.scoring.pool import NOT_ADMINISTERED, Responses


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a path, with what is known after it."""

    item: int
    """Its place in the bank."""
    category: int
    theta: float
    se: float


@dataclass(frozen=True, slots=True)
class Path:
    """One person's adaptive test."""

    steps: tuple[Step, ...]
    reason: Reason


def replay(engine: Adaptive, answers: Responses, se: float = 0.30, most: int | None = None) -> Path:
    """Return the path of one person. `answers` is (items,), -1 for what cannot be asked. Raises ValueError."""
    if not (np.isfinite(se) and se > 0):
        raise ValueError(f"the standard error to stop at is {se}; it has to be above 0")
    row = checked(engine.items, answers)[0]
    stopping, choice = Stopping(se=se, fewest=0, most=most), Choice()
    there = row != NOT_ADMINISTERED
    standing = engine.start()
    steps: list[Step] = []
    while (reason := stopping.reason(standing)) is None:
        item = next_item(engine, standing, choice, allowed=there)
        if item is None:
            reason = Reason.NO_ITEMS
            break
        standing = engine.record(standing, item, int(row[item]))
        steps.append(Step(item, int(row[item]), standing.theta, standing.se))
    return Path(tuple(steps), reason)
