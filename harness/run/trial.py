"""Layer 1: one trial. Is given an orchestrator, a job and a marker; knows no names, no files, no database."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from harness.errors import HarnessError, LimitReached, ProviderError, Refused
from harness.plan.job import Desk, Job, NoteSpan, Orchestrator
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
    """Seconds since the trial began, and the spans noted on the way."""

    began: float = field(default_factory=time.monotonic)
    spans: list[Span] = field(default_factory=list)

    def __call__(self) -> float:
        """Return the seconds since the trial began."""
        return time.monotonic() - self.began

    def note(self, kind: str, name: str, agent: str, started_s: float, detail: str = "") -> None:
        """Keep a span that ends now."""
        self.spans.append(Span(kind, name, agent, started_s, self() - started_s, detail[:2000]))


async def run_trial(
    orchestrator: Orchestrator,
    make_job: Callable[[Callable[[], float], NoteSpan], Job],
    mark: Callable[[Answer], Awaitable[Grade]],
    wall_limit_s: float | None,
) -> Ended:
    """Run one trial to its end and mark what was handed in. A fault of the ledger passes; all else is an outcome."""
    started_at, watch, desk = datetime.now(UTC), Stopwatch(), Desk()
    outcome, why = await _carry_out(orchestrator, make_job(watch, watch.note), desk, wall_limit_s)
    wall_s = watch()
    answer = Answer() if outcome == "refused" else desk.answer
    grade = None if outcome == "infrastructure" else await _marked(mark, answer, watch)
    return Ended(outcome, why, started_at, wall_s, 0.0, answer, grade, tuple(watch.spans))


async def _marked(mark: Callable[[Answer], Awaitable[Grade]], answer: Answer, watch: Stopwatch) -> Grade | None:
    """Mark an answer. One that the marker fails on is kept all the same: it was paid for, and can be marked later."""
    began_s = watch()
    try:
        return await mark(answer)
    except BrokenTask as error:
        log.warning("an answer could not be marked: %s", error)
        watch.note("marker", "grade", "", began_s, str(error))
        return None


async def _carry_out(orchestrator: Orchestrator, job: Job, desk: Desk, wall_limit_s: float | None) -> tuple[str, str]:
    limit = asyncio.timeout(wall_limit_s)
    try:
        async with limit:
            await orchestrator.carry_out(job, desk)
    except LimitReached as reached:
        return "limit", str(reached)
    except Refused as refused:
        return "refused", str(refused)
    except ProviderError as error:
        return "infrastructure", str(error)
    except HarnessError:
        raise
    except Exception as error:
        if isinstance(error, TimeoutError) and limit.expired():
            return "limit", f"the time limit of {wall_limit_s:g} s is used up"
        log.exception("a trial failed inside the harness")
        return "infrastructure", f"internal error, {type(error).__name__}: {error}"
    return "done", ""
