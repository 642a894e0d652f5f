"""What agents waited for beside the clocks: for a free place, for a repeat of a call, and where all were held back.

That a call waited for a place is written nowhere; it is read by one rule, which the page states: the items of a fan-out
are all asked for at the same moment, so that one whose call begins only after a call has ended that was one of as many
as were ever under way at once has waited for that place.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.api.clocks.reading import union_s
from harness.api.trial_rows import CallRow, SpanRow, TrialDetail
from harness.plan.trouble import DELAY
from reports import words

FEWEST_PLACES = 2
"""Where no two calls were ever under way at once, one followed the other, and there is nothing to read."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A stretch in which one question of an agent waited."""

    agent: str
    start_s: float
    seconds: float
    what: str
    """What for."""


def for_repeats(calls: Sequence[CallRow]) -> Iterator[Wait]:
    """Yield the waits between an attempt that came to nothing and the next one of the same request."""
    open_ends: dict[tuple[str, int], list[float]] = defaultdict(list)
    for call in sorted(calls, key=lambda call: call.started_s):
        before = [at for at in open_ends[call.agent, call.attempt - 1] if at <= call.started_s]
        if before:
            open_ends[call.agent, call.attempt - 1].remove(before[0])
            yield Wait(call.agent, before[0], call.started_s - before[0], "a repeat")
        if call.came_to_nothing and call.seconds is not None:
            open_ends[call.agent, call.attempt].append(call.started_s + call.seconds)


def places(calls: Sequence[CallRow]) -> tuple[int, list[float]]:
    """Return how many calls were under way at once at most, and when one of so many ended."""
    changes = [(call.started_s, 1) for call in calls if call.seconds]
    changes += [(call.started_s + call.seconds, -1) for call in calls if call.seconds]
    under_way, most, ends = 0, 0, list[tuple[int, float]]()
    for at_s, step in sorted(changes):
        if step < 0:
            ends.append((under_way, at_s))
        under_way += step
        most = max(most, under_way)
    return most, [at_s for many, at_s in ends if many == most]


def for_places(detail: TrialDetail) -> list[Wait]:
    """Return what waited for a free place, by the rule above."""
    most, freed = places(detail.calls)
    if most < FEWEST_PLACES:
        return []
    fans = {agent.name for agent in detail.design.agent if agent.each and not agent.tools}
    found = []
    for call in detail.calls:
        asked_s = _asked_s(detail.spans, call) if call.agent in fans and call.attempt == 1 else None
        if asked_s is not None and any(asked_s <= at_s <= call.started_s for at_s in freed):
            found.append(Wait(call.agent, asked_s, call.started_s - asked_s, "a free place"))
    return found


def waited_s(detail: TrialDetail) -> dict[str, float]:
    """Return how long any question of each agent waited, or was under way in vain; what overlaps counts once."""
    stretches: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for wait in [*for_places(detail), *for_repeats(detail.calls)]:
        stretches[wait.agent].append((wait.start_s, wait.start_s + wait.seconds))
    for call in detail.calls:
        if call.came_to_nothing:
            stretches[call.agent].append((call.started_s, call.started_s + (call.seconds or 0.0)))
    return {agent: union_s(found) for agent, found in stretches.items()}


def held_back_s(detail: TrialDetail) -> float:
    """Return how long a delay that was put in was all that went on: nobody worked beside it."""
    wall_s = detail.trial.wall_s
    work = [
        (call.started_s, wall_s if call.seconds is None else call.started_s + call.seconds)
        for call in detail.calls
        if not call.came_to_nothing
    ]
    work += [_ends(span) for span in detail.spans if span.kind == "tool" or _by_code(span)]
    delays = [_ends(span) for span in detail.spans if span.kind == DELAY]
    return union_s([*work, *delays]) - union_s(work)


def said(detail: TrialDetail) -> Iterator[str]:
    """Say what was waited for and how often: a busy service, a service that failed, a free place."""
    busy = sum(call.status == "overloaded" for call in detail.calls)
    failed = sum(call.came_to_nothing for call in detail.calls) - busy
    if busy:
        yield f"A busy service turned {words.count(busy, 'call')} away."
    if failed:
        yield f"{words.count(failed, 'call')} brought no answer for another reason."
    waits = for_places(detail)
    if waits:
        whose = words.listed(list(dict.fromkeys(wait.agent for wait in waits)))
        longest = words.duration(max(wait.seconds for wait in waits))
        yield (
            f"{words.count(len(waits), 'call')} of {whose} waited for a free place, the longest {longest}: no more than"
            f" {places(detail.calls)[0]:,} calls were ever under way at once, and these were asked for with the rest"
            " and began only when one of those had ended."
        )
    elif busy:
        yield "No call is known to have waited for a free place."


def _asked_s(spans: Sequence[SpanRow], call: CallRow) -> float | None:
    """Return when a call of a fan-out was asked for: when the turn began, or its last tool before the call ended."""
    turns = [
        span.started_s
        for span in spans
        if (span.kind, span.agent) == ("agent", call.agent) and _within(call.started_s, span)
    ]
    if not turns:
        return None
    ready = [sum((span.started_s, span.seconds)) for span in spans if (span.kind, span.agent) == ("tool", call.agent)]
    return max([turns[-1], *(at_s for at_s in ready if turns[-1] <= at_s <= call.started_s)])


def _within(at_s: float, span: SpanRow) -> bool:
    return span.started_s <= at_s <= span.started_s + span.seconds


def _by_code(span: SpanRow) -> bool:
    return span.kind == "gate" and span.name.startswith("tool:")


def _ends(span: SpanRow) -> tuple[float, float]:
    return span.started_s, span.started_s + span.seconds
