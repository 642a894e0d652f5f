"""Teams at work on a clock that jumps, and what the ledger would have of their trials."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from harness.api.clocks.before import may_follow
from harness.api.happened.opening import Team, trial_happened
from harness.api.happened.rows import TrialHappened
from harness.messages import Reply, Request
from harness.plan.design import Design
from harness.store.reading.lines import TrialLine
from harness.store.reading.steps import CUT, CallLine, Steps
from harness.store.records import SpanRecord
from tests.harness import virtual
from tests.harness.fakes import FakeProvider, Said, Tried, attempt


class Timed(FakeProvider):
    """A model that takes so many seconds for each agent."""

    def __init__(self, say: Callable[[Request], Said] | str, seconds: Mapping[str, float]) -> None:
        super().__init__(say)
        self._seconds = seconds

    async def send(self, request: Request) -> Reply:
        await asyncio.sleep(self._seconds.get(request.agent, 0.0))
        return await super().send(request)


def tried(design: Design, provider: FakeProvider, faults: Sequence[str] = ()) -> Tried:
    """Run a trial on the clock that jumps."""
    return attempt(design, provider, faults=faults, run=virtual.run)


def steps_of(found: Tried) -> Steps:
    """Return what the ledger would have of a trial."""
    ends = {end.id: end for end in found.notebook.ends}
    calls = [
        CallLine(
            start.id,
            start.agent,
            start.attempt,
            ends[start.id].status if start.id in ends else None,
            start.started_s,
            ends[start.id].seconds if start.id in ends else None,
            start.request_digest,
            any(CUT in str(message) for message in start.messages),
        )
        for start in found.notebook.starts
    ]
    spans = [SpanRecord("t", 1, s.kind, s.name, s.agent, s.started_s, s.seconds, s.detail) for s in found.ended.spans]
    return Steps(calls, spans)


def happened(design: Design, found: Tried, *, score: float | None = 1.0, missed: int | None = 0) -> TrialHappened:
    """Say what happened in a trial."""
    ended = found.ended
    line = TrialLine(
        "t", "arm", 1, 1, 1, ended.outcome, ended.why, ended.wall_s, ended.waited_s, 0, "marked", score, "grader"
    )
    return trial_happened(line, steps_of(found), missed, Team(design.level, may_follow(design)))
