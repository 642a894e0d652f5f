"""Makes trials for tests of adding up."""

from typing import Literal

from harness.api.arms import Entry
from harness.api.rows import CheckRow, Outcome, TrialRow
from harness.messages import Usage
from harness.plan.level import Level
from harness.store.records import CallTotals


def entry(
    seed: int,
    score: float | None,
    *,
    outcome: Outcome = "done",
    status: Literal["marked", "unreadable"] = "marked",
    epoch: int = 1,
    nano_usd: int | None = 5,
    wall_s: float = 2.0,
    waited_s: float = 0.5,
    tokens: int = 34,
    arm: str = "arm",
) -> Entry:
    earned = 0.0 if score is None else 50 * score
    checks = () if score is None else (CheckRow("lines", earned, 50, "why", scored=True, details=()),)
    trial = TrialRow(
        id=f"{seed}-{epoch}",
        arm=arm,
        level=Level.CONTEXT,
        seed=seed,
        epoch=epoch,
        attempt=1,
        outcome=outcome,
        why="",
        status=status if score is not None else "not marked",
        score=score,
        checks=checks,
        wall_s=wall_s,
        waited_s=waited_s,
        calls=2,
        input_tokens=tokens - 4,
        output_tokens=4,
        cost_nano_usd=nano_usd,
        escalations=1,
    )
    return Entry(
        trial, CallTotals(2, Usage(input=20, cache_read=10, output=4), nano_usd, ("big-2026",), retries=1), "marker@1"
    )
