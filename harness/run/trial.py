"""Layer 1: one trial. Is given an orchestrator, a job and a marker; knows no names, no files, no database."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from harness.errors import HarnessError, LimitReached, ProviderError, Refused, RunLimitReached, SourceLost
from harness.meter.budget import Limits
from harness.meter.clocks import MOSTLY_ITS_OWN, WorkClock
from harness.plan.job import Desk, Job, Orchestrator, Took
from tasks_bank.answer import Answer
from tasks_bank.errors import BrokenTask
from tasks_bank.grade import Grade

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Span:
    """Something within the trial that took time and was not a model call."""

    kind: str
    name: str
    agent: str
    started_s: float
    seconds: float
    detail: str
    took: Took | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a trial ended."""

    outcome: str
    """done, limit, refused or infrastructure."""
    why: str
    """Empty for done."""
    started_at: datetime
    wall_s: float
    """From the start to the hand-in; marking is not counted."""
    waited_s: float
    """The part of it in which it could only wait: for a place, or for a service that was busy or broken."""
    answer: Answer
    grade: Grade | None
    """None for infrastructure, and where the marker failed: a span of kind ``marker`` then says why."""
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Stopwatch:
    """Seconds since the trial began, how many of them were waiting, and the spans noted on the way."""

    began: float = field(default_factory=time.monotonic)
    spans: list[Span] = field(default_factory=list)
    work: WorkClock = field(default_factory=WorkClock)

    def __call__(self) -> float:
        """Return the seconds since the trial began."""
        return time.monotonic() - self.began

    def note(
        self, kind: str, name: str, agent: str, started_s: float, detail: str = "", *, took: Took | None = None
    ) -> None:
        """Keep a span that ends now."""
        self.spans.append(Span(kind, name, agent, started_s, self() - started_s, detail[:2000], took))


async def run_trial(
    orchestrator: Orchestrator,
    make_job: Callable[["Stopwatch", Desk], AbstractAsyncContextManager[Job]],
    mark: Callable[[Answer], Awaitable[Grade]],
    limits: Limits,
) -> Ended:
    """Run one trial to its end and mark what was handed in. A fault of the ledger passes; all else is an outcome.

    What the job needs (a server, a connection) is there from entering `make_job` to leaving it.
    """
    started_at, watch, desk = datetime.now(UTC), Stopwatch(), Desk()
    outcome, why = await _carry_out(orchestrator, make_job(watch, desk), desk, limits, watch)
    wall_s = watch()
    waited_s = min(watch.work.waited_s(wall_s), wall_s)
    answer = Answer() if outcome == "refused" else desk.answer
    grade = None if outcome == "infrastructure" else await _marked(mark, answer, watch)
    return Ended(outcome, why, started_at, wall_s, waited_s, answer, grade, tuple(watch.spans))


async def _marked(mark: Callable[[Answer], Awaitable[Grade]], answer: Answer, watch: Stopwatch) -> Grade | None:
    """Mark an answer. One that the marker fails on is kept all the same: it was paid for, and can be marked later."""
    began_s = watch()
    try:
        return await mark(answer)
    except BrokenTask as error:
        log.warning("an answer could not be marked: %s", error)
        watch.note("marker", "grade", "", began_s, str(error))
        return None


async def _carry_out(
    orchestrator: Orchestrator,
    opening: AbstractAsyncContextManager[Job],
    desk: Desk,
    limits: Limits,
    watch: Stopwatch,
) -> tuple[str, str]:
    timeout = asyncio.timeout(limits.wall_s)
    try:
        async with timeout:
            with _alarm(limits.working_s, watch, timeout):
                async with opening as job:
                    await orchestrator.carry_out(job, desk)
    except LimitReached as reached:
        return "limit", str(reached)
    except Refused as refused:
        return "refused", str(refused)
    except (ProviderError, RunLimitReached, SourceLost) as error:
        return "infrastructure", str(error)
    except HarnessError:
        raise
    except Exception as error:
        if isinstance(error, TimeoutError) and timeout.expired():
            return _out_of_time(limits, watch)
        log.exception("a trial failed inside the harness")
        return "infrastructure", f"internal error, {type(error).__name__}: {error}"
    return "done", ""


@contextmanager
def _alarm(working_s: float | None, watch: Stopwatch, timeout: asyncio.Timeout) -> Iterator[None]:
    """End the trial when it has worked so long."""
    if working_s is None:
        yield
        return
    loop = asyncio.get_running_loop()
    bell: asyncio.TimerHandle

    def look() -> None:
        nonlocal bell
        now = watch()
        left_s = working_s - (now - watch.work.waited_s(now))
        if left_s <= 0:
            timeout.reschedule(loop.time())
        else:
            bell = loop.call_later(left_s, look)

    bell = loop.call_later(working_s, look)
    try:
        yield
    finally:
        bell.cancel()


def _out_of_time(limits: Limits, watch: Stopwatch) -> tuple[str, str]:
    """Say whose fault it is that the time is used up: a design is not marked down for a service that let it wait."""
    now = watch()
    waited_s = watch.work.waited_s(now)
    if limits.working_s is not None and now - waited_s >= limits.working_s:
        return "limit", f"the limit of {limits.working_s:g} s of work is used up"
    why = f"the time limit of {limits.wall_s:g} s is used up"
    if waited_s > (1 - MOSTLY_ITS_OWN) * now:
        return "infrastructure", f"{why}, {waited_s:.1f} s of them by waiting for a place or for the service"
    return "limit", why
