"""A made-up verdict on the team of a made-up run; its p values are invented."""

from collections.abc import Sequence

from harness.api.controls.rows import Beside, BesideKind, TeamVerdict
from harness.api.controls.wording import why
from harness.api.figures import TimesAsMuch
from harness.api.rows import Arm
from harness.plan.level import Level

_UNKNOWN = TimesAsMuch(None, None, None, 0, 0)
_ENOUGH = 8


def verdicts(table: Sequence[Arm]) -> tuple[TeamVerdict, ...]:
    """Make up what the run's team is worth; nothing where the run has no team, or nobody to hold it against."""
    by_row = {(arm.level, arm.kind): arm for arm in table if arm.quality_mean is not None}
    team = by_row.get((Level.ORCHESTRATION, "design"))
    rows: tuple[tuple[BesideKind, Arm | None], ...] = (
        ("context", by_row.get((Level.CONTEXT, "design"))),
        ("tools only", by_row.get((Level.ORCHESTRATION, "tools only"))),
    )
    beside = tuple(_beside(team, kind, arm) for kind, arm in rows if team and arm)
    if not team or len(beside) < len(rows):
        return ()
    said = why("not resolved", beside, 0.05, _ENOUGH)
    return (TeamVerdict(team.id, team.quality_mean, "not resolved", said, 0.05, _ENOUGH, beside),)


def _beside(team: Arm, kind: BesideKind, arm: Arm) -> Beside:
    difference = (team.quality_mean or 0.0) - (arm.quality_mean or 0.0)
    took = [one.input_tokens + one.output_tokens for one in (arm, team)]
    tokens = TimesAsMuch(took[0] / took[1], None, None, arm.cases, 0) if all(took) else _UNKNOWN
    return Beside(
        arm=arm.id,
        kind=kind,
        quality_mean=arm.quality_mean,
        cases=arm.cases,
        difference=difference,
        low=None,
        high=None,
        p_holm=0.2,
        tokens=tokens,
        money=_UNKNOWN,
        is_matched=None,
        is_no_worse=False,
        p_no_worse=None if kind == "context" else 0.4,
    )
