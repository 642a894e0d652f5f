"""A made-up team and what is made up to have happened in its trials, for the samples."""

from harness.api.happened.rows import (
    ArmClocks,
    ArmFailures,
    Happened,
    Label,
    Median,
    PathStep,
    TrialClocks,
    TrialHappened,
)
from harness.api.rows import Arm, TrialRow
from harness.plan.design import Design
from harness.plan.level import Level

AGENTS = {
    Level.PROMPTING: ("chat",),
    Level.CONTEXT: ("clerk",),
    Level.ORCHESTRATION: ("matching", "reporting", "chief"),
}


def design(level: Level) -> Design:
    """Make up a design: one agent, or three with a gate and a rule."""
    team = level is Level.ORCHESTRATION
    agents = [{"name": name, "role": f"a made-up {name}"} for name in AGENTS[level]]
    if team:
        agents[0] |= {"writes": ["matches"]}  # type: ignore[dict-item] # as in a file
        agents[1] |= {"reads": ["matches"], "writes": ["totals"]}  # type: ignore[dict-item]
        agents[2] |= {"reads": ["totals"]}  # type: ignore[dict-item]
    table = [{"name": "matches", "columns": [{"name": "line"}, {"name": "amount", "type": "amount"}]}] if team else []
    gate = {"after": "matching", "check": "tool:diff", "returns_to": "matching", "arguments": {"left": "matches"}}
    rule = {"table": "matches", "item": "line", "when": "amount > 40", "reason": "over-limit"}
    return Design.model_validate(
        {
            "name": f"{level}-made-up",
            "version": 1,
            "level": level,
            "task": "expense_reconciliation",
            "agent": agents,
            "table": table,
            "gate": [gate] if team else [],
            "escalate": [rule] if team else [],
            "coordinator": {"agent": "chief"} if team else None,
        }
    )


def in_trial(row: TrialRow) -> TrialHappened:
    """Make up the clocks, the path and a sign of failure of a trial."""
    name = AGENTS[row.level][0]
    calls = [PathStep("call", name, "model call", 2.0 * place, 1.7, f"call {place + 1}") for place in range(row.calls)]
    gaps = [PathStep("between", "", "between pieces of work", 2.0 * place + 1.7, 0.3, "") for place in range(row.calls)]
    path = tuple(sorted((*calls, *gaps), key=lambda step: step.start_s))
    active = 1.7 * row.calls
    label = Label("1.3", "Step repetition", name, "made up: it asked the same again", ("call 1", "call 2"))
    return TrialHappened(
        TrialClocks(row.wall_s, active, active * 1.4, row.waited_s), path, (label,) if row.calls > 1 else ()
    )


def in_run(arms: tuple[Arm, ...]) -> Happened:
    """Make up clocks and signs of failure of a run's rows."""
    ended = [arm for arm in arms if arm.trials]
    return Happened(tuple(map(_clocks, ended)), tuple(map(_failures, ended)))


def _clocks(arm: Arm) -> ArmClocks:
    wall_s = arm.wall_s_mean or 0.0
    name = AGENTS[arm.level][0]
    return ArmClocks(
        arm.id,
        arm.trials,
        arm.cases,
        Median(wall_s, *((wall_s * 0.9, wall_s * 1.1) if arm.cases > 5 else (None, None))),  # noqa: PLR2004 - as rows say
        Median(wall_s * 0.8, None, None),
        Median(wall_s * 1.2, None, None),
        Median(0.4, None, None),
        Median(1.5, None, None) if wall_s else None,
        ((name, "call", wall_s * 0.8), ("", "between", wall_s * 0.2)),
    )


def _failures(arm: Arm) -> ArmFailures:
    modes = (("1.3", "Step repetition", 1),) if arm.level is Level.ORCHESTRATION else ()
    return ArmFailures(arm.id, arm.trials, len(modes), modes)
