"""Made-up trials of teams of any size, for the page of a trial."""

from dataclasses import replace

from harness.api.happened.rows import PathStep, TrialClocks, TrialHappened
from harness.api.trial_rows import CallRow, SpanRow, TrialDetail
from harness.plan.design import Agent
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention, detail

VIEW = run(Invention(2))
ROW = next(row for row in VIEW.trials if row.id == "orchestration-model-1")
SMALL = detail(ROW)


def call(agent: str, started_s: float, seconds: float | None = 1.0, *, status: str = "ok", attempt: int = 1) -> CallRow:
    return replace(
        SMALL.calls[0],
        agent=agent,
        started_s=started_s,
        seconds=seconds,
        status=status,
        attempt=attempt,
        reply="fine",
        messages=({"role": "user", "text": "Go on."},),
        cost_nano_usd=1_000_000_000,
    )


def span(kind: str, name: str, agent: str, started_s: float, detail: str = "") -> SpanRow:
    return SpanRow(kind, name, agent, started_s, 0.1, detail)


def large(agents: int, calls: int) -> TrialDetail:
    """A trial of a large team: the calls are dealt out to the agents in turn, ten at a time."""
    names = [f"agent-{place}" for place in range(agents)]
    made = [call(names[place % agents], place // 10 * 1.0) for place in range(calls)]
    wall_s = calls // 10 + 1.0
    path = [
        PathStep("call", names[0], "model call", float(at), 1.0, f"call {at * 10 + 1}") for at in range(calls // 10)
    ]
    clocks = TrialClocks(wall_s, wall_s, float(calls), 0.0)
    return replace(
        SMALL,
        trial=replace(SMALL.trial, wall_s=wall_s, calls=calls),
        calls=tuple(made),
        spans=(),
        design=SMALL.design.model_copy(update={"agent": tuple(Agent(name=name, role="one of many") for name in names)}),
        happened=TrialHappened(clocks, tuple(path), ()),
    )
