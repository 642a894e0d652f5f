"""What a team does when an agent cannot go on: it is recorded and contained, and the coordinator's rule decides.

What is the service's fault (a call that came to nothing after all repeats, a source that is gone) is not contained: it
ends the trial as infrastructure, so that no design is marked down for it and none wins by it. Nor is a refusal.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from harness.plan.job import Job
from harness.plan.trouble import TROUBLE, Trouble

_NOTHING_READABLE = "Nothing readable came back the first time."
_MAY_COME_RIGHT = frozenset({Trouble.MADE_NOTHING, Trouble.VERDICT_UNREADABLE})
"""Troubles that another attempt may mend. A budget that is used up, or a call that is too long, stays what it is."""
_MOST_NAMED = 10


class Stopped(Exception):
    """An agent failed, and the design says to stop."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an agent's piece of work failed."""

    trouble: Trouble
    why: str


async def by_rule(
    job: Job, agent: str, once: Callable[[str], Awaitable[Failure | None]], *, of_many: bool = False
) -> Failure | None:
    """Do a piece of work, and where it fails what the coordinator's rule says; return what is wrong in the end.

    `once` is given what the agent is told besides. A piece `of_many` keeps no span of its own. Raises Stopped.
    """
    failure = await once("")
    if failure is None:
        return None
    rule = job.design.coordinator.on_failure if job.design.coordinator else "skip"
    if not of_many:
        job.note_span("coordinator", rule, agent, job.clock(), f"{failure.trouble}: {failure.why}")
    if rule == "stop":
        raise Stopped(f"agent '{agent}' failed ({failure.trouble}): {failure.why}")
    if rule == "retry" and failure.trouble in _MAY_COME_RIGHT:
        return await once(_NOTHING_READABLE)
    return failure


def note_trouble(job: Job, trouble: Trouble, agent: str, began_s: float, detail: str) -> None:
    """Keep what went wrong with an agent, or at the gate after it."""
    job.note_span(TROUBLE, trouble, agent, began_s, detail)


def note_items(job: Job, agent: str, began_s: float, failed: Sequence[tuple[int, Failure]], items: int) -> None:
    """Keep which of an agent's items failed, in one span for each word: there may be hundreds of items."""
    by_word: defaultdict[Trouble, list[tuple[int, Failure]]] = defaultdict(list)
    for place, failure in failed:
        by_word[failure.trouble].append((place, failure))
    for word, those in by_word.items():
        named = ", ".join(str(place) for place, _ in sorted(those, key=lambda each: each[0])[:_MOST_NAMED])
        more = ", ..." if len(those) > _MOST_NAMED else ""
        why = those[0][1].why
        note_trouble(job, word, agent, began_s, f"{len(those)} of {items} items ({named}{more}): {why}")
