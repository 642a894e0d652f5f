import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace

import pytest

from harness.errors import LedgerFull, LimitReached, Overloaded, Refused, RunLimitReached, SourceLost, UnknownModel
from harness.meter.budget import Limits
from harness.plan.job import Desk, Job
from harness.run.trial import Ended, Stopwatch, run_trial
from tasks_bank.answer import Action, Answer
from tasks_bank.errors import BrokenTask
from tasks_bank.grade import Check, Grade

HANDED_IN = Answer("what there is")
GRADE = Grade("marked", (Check("c", 1, 2, "half"),), "t@1")


class Doing:
    """An orchestrator that hands something in and then does one thing."""

    name = "doing"

    def __init__(self, then: Callable[[], Awaitable[object]]) -> None:
        self.then = then

    async def carry_out(self, job: Job, desk: Desk) -> None:
        del job
        desk.hand_in(HANDED_IN)
        await self.then()


def raising(error: BaseException) -> Doing:
    async def then() -> None:
        raise error

    return Doing(then)


def trial(
    orchestrator: Doing,
    wall_limit_s: float | None = None,
    working_limit_s: float | None = None,
    waited_s: float = 0.0,
    opening: Exception | None = None,
) -> tuple[Ended, list[Answer]]:
    marked: list[Answer] = []

    @asynccontextmanager
    async def make_job(watch: Stopwatch, _desk: Desk) -> AsyncIterator[Job]:
        if opening is not None:
            raise opening
        watch.note("tool", "parse", "reader", watch(), "x" * 5000)
        if waited_s:
            watch.work.close(watch.work.ask(watch()), watch() + waited_s)
        yield None  # type: ignore[misc] # these orchestrators do not look at it

    async def mark(answer: Answer) -> Grade:
        marked.append(answer)
        return GRADE

    return asyncio.run(
        run_trial(orchestrator, make_job, mark, Limits(wall_s=wall_limit_s, working_s=working_limit_s))
    ), marked


def test_work_that_is_done_is_marked() -> None:
    ended, marked = trial(Doing(lambda: asyncio.sleep(0)))
    assert (ended.outcome, ended.why, ended.answer, ended.grade) == ("done", "", HANDED_IN, GRADE)
    assert marked == [HANDED_IN]


def test_at_a_limit_what_was_handed_in_by_then_is_marked() -> None:
    ended, marked = trial(raising(LimitReached("the budget of 3 calls is used up")))
    assert (ended.outcome, ended.why, ended.grade) == ("limit", "the budget of 3 calls is used up", GRADE)
    assert marked == [HANDED_IN]


def test_when_the_time_is_up_what_was_handed_in_by_then_is_marked() -> None:
    ended, marked = trial(Doing(lambda: asyncio.sleep(60)), 0.01)
    assert (ended.outcome, ended.why) == ("limit", "the time limit of 0.01 s is used up")
    assert marked == [HANDED_IN]


def test_time_that_was_used_up_by_waiting_is_no_limit_of_the_design() -> None:
    ended, marked = trial(Doing(lambda: asyncio.sleep(60)), 0.05, waited_s=0.04)
    assert ended.outcome == "infrastructure"
    assert "by waiting for a place or for the service" in ended.why
    assert marked == []


def test_a_limit_of_work_ends_a_trial_that_works_so_long() -> None:
    ended, marked = trial(Doing(lambda: asyncio.sleep(60)), working_limit_s=0.02)
    assert (ended.outcome, ended.why) == ("limit", "the limit of 0.02 s of work is used up")
    assert marked == [HANDED_IN]


def test_waiting_uses_up_no_limit_of_work() -> None:
    ended, _ = trial(Doing(lambda: asyncio.sleep(0.06)), working_limit_s=0.03, waited_s=0.05)
    assert (ended.outcome, ended.wall_s > 0.05, ended.waited_s > 0.04) == ("done", True, True)


def test_a_limit_of_the_run_is_no_fault_of_the_design() -> None:
    ended, marked = trial(raising(RunLimitReached("the run's limit of 9 calls is used up")))
    assert (ended.outcome, ended.why) == ("infrastructure", "the run's limit of 9 calls is used up")
    assert marked == []


def test_a_context_source_that_cannot_be_had_is_no_fault_of_the_design() -> None:
    ended, marked = trial(Doing(lambda: asyncio.sleep(0)), opening=SourceLost("the server crm does not start"))
    assert (ended.outcome, ended.why) == ("infrastructure", "the server crm does not start")
    assert marked == []


def test_what_was_done_in_a_system_stays_done_whatever_is_handed_in_later() -> None:
    desk = Desk()
    desk.act(Action("book", {"day": "2026-11-23"}))
    desk.hand_in(HANDED_IN)
    assert desk.answer == replace(HANDED_IN, actions=(*HANDED_IN.actions, Action("book", {"day": "2026-11-23"})))


def test_a_refusal_is_marked_as_nothing_handed_in() -> None:
    ended, marked = trial(raising(Refused("the model declined")))
    assert (ended.outcome, ended.why, ended.answer) == ("refused", "the model declined", Answer())
    assert marked == [Answer()]


def test_an_answer_that_the_marker_fails_on_is_kept_and_the_reason_noted(caplog: pytest.LogCaptureFixture) -> None:
    async def mark(_: Answer) -> Grade:
        raise BrokenTask("grade(), seed 1: KeyError")

    doing = Doing(lambda: asyncio.sleep(0))
    ended = asyncio.run(run_trial(doing, lambda _watch, _desk: nullcontext(), mark, Limits()))  # type: ignore[arg-type, return-value] # no job is needed
    assert (ended.outcome, ended.why, ended.answer, ended.grade) == ("done", "", HANDED_IN, None)
    assert [(span.kind, span.detail) for span in ended.spans] == [("marker", "grade(), seed 1: KeyError")]
    assert [record.getMessage() for record in caplog.records] == [
        "an answer could not be marked: grade(), seed 1: KeyError"
    ]


def test_a_fault_of_the_service_is_infrastructure_and_not_marked() -> None:
    ended, marked = trial(raising(Overloaded("busy")))
    assert (ended.outcome, ended.why, ended.grade) == ("infrastructure", "busy", None)
    assert marked == []


@pytest.mark.parametrize("error", [ZeroDivisionError("by zero"), TimeoutError("of a tool")])
def test_a_fault_of_our_own_is_infrastructure_and_logged(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        ended, marked = trial(raising(error), 60)
    assert (ended.outcome, ended.why) == ("infrastructure", f"internal error, {type(error).__name__}: {error}")
    assert marked == []
    assert [record.exc_info is not None for record in caplog.records] == [True]


@pytest.mark.parametrize("error", [LedgerFull("no room"), UnknownModel("no such model"), KeyboardInterrupt()])
def test_a_fault_of_the_ledger_or_of_the_user_ends_the_run(error: BaseException) -> None:
    with pytest.raises(type(error)):
        trial(raising(error))


def test_spans_are_kept_in_the_order_of_their_end_with_a_bounded_detail() -> None:
    ended, _ = trial(Doing(lambda: asyncio.sleep(0)))
    (span,) = ended.spans
    assert (span.kind, span.name, span.agent, len(span.detail)) == ("tool", "parse", "reader", 2000)
    assert 0 <= span.started_s <= span.started_s + span.seconds <= ended.wall_s
