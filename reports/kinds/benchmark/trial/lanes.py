"""What happened when: the lanes of the trace, bounded, with what is not drawn counted."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from harness.api.trial_rows import TrialDetail
from harness.plan.trouble import DELAY
from reports import words
from reports.data import Chart
from reports.kinds.benchmark.trial import checking, shares, troubles
from reports.kinds.benchmark.trial.passages import short
from reports.kinds.benchmark.trial.shares import Share
from reports.kinds.benchmark.trial.told import plain, waits, where
from reports.rows import TraceBar, TraceKind, TraceMark

PATH_LANE, OTHERS_LANE, PERSON_LANE = "what decided the time", "all other agents", "to a person"
MOST_LANES, MOST_LINES, MOST_BARS, MOST_STEPS = 30, 8, 900, 300
"""Lanes for agents, lines in a lane, bars in all, pieces of the critical path."""


def chart(detail: TrialDetail, everyone: Sequence[Share], *, silent: bool = False) -> Chart:
    """Draw a trial, with the table of who did what."""
    lanes = _lanes(everyone, {span.agent for span in detail.spans if span.kind in {"gate", "trouble", DELAY}})
    bars = sorted(_bars(detail, lanes, silent=silent), key=lambda bar: -bar.seconds)
    rows: list[TraceBar | TraceMark] = [*_path(detail, silent=silent), *_in_lines(bars[:MOST_BARS])]
    rows += [*checking.marks(detail, lanes), *troubles.marks(detail, lanes)]
    if detail.handed:
        handed = f"{words.count(len(detail.handed), 'item')} handed to a person"
        rows.append(TraceMark(PERSON_LANE, "person", detail.trial.wall_s, handed))
    order = [PATH_LANE, *dict.fromkeys(lanes.values()), PERSON_LANE]
    rows.sort(key=lambda row: order.index(row.lane))
    not_drawn = _not_drawn(lanes, len(bars) - MOST_BARS)
    table = shares.table(everyone, detail.trial.wall_s, not_drawn, silent=silent)
    return Chart("trace", "What happened when", _sentence(detail), rows, table, table_open=True)


def _lanes(everyone: Sequence[Share], noted: Container[str]) -> Mapping[str, str]:
    """Return the lane of each agent that worked or of whom something was noted.

    Those that decided most of the time or worked longest have one of their own.
    """
    busy = [share for share in everyone if not share.is_idle or share.name in noted]
    first = sorted(busy, key=lambda share: -(share.path_s + share.seconds))[:MOST_LANES]
    own = {share.name for share in first}
    found = {share.name: share.name or "nobody in particular" for share in busy if share.name in own}
    return found | {share.name: OTHERS_LANE for share in busy if share.name not in own}


def _bars(detail: TrialDetail, lanes: Mapping[str, str], *, silent: bool) -> Iterator[TraceBar]:
    on_path = {step.key for step in detail.happened.path if step.key}
    wall_s = detail.trial.wall_s
    for place, call in enumerate(detail.calls, start=1):
        seconds = max(wall_s - call.started_s, 0.0) if call.seconds is None else call.seconds
        kind: TraceKind = "failed" if call.came_to_nothing else "put in" if silent else "call"
        what = f"{call.agent}: {plain.call(place, call, silent=silent)}"
        key = f"call {place}"
        yield TraceBar(lanes[call.agent], 0, kind, call.started_s, seconds, what, key in on_path)
    for wait in [*waits.for_repeats(detail.calls), *waits.for_places(detail)]:
        what = f"{wait.agent}: waits for {wait.what}"
        yield TraceBar(lanes[wait.agent], 0, "waiting", wait.start_s, wait.seconds, what)
    for place, span in enumerate(detail.spans, start=1):
        if span.kind == "tool":
            key, what = f"span {place}", f"{span.agent}: tool {span.name}, {span.detail}"
            yield TraceBar(lanes[span.agent], 0, "tool", span.started_s, span.seconds, what, key in on_path)
        elif span.kind == DELAY and span.agent in lanes:
            key, what = f"span {place}", f"{span.agent}: {span.detail}"
            yield TraceBar(lanes[span.agent], 0, "delay", span.started_s, span.seconds, what, key in on_path)
        elif span.kind == "gate" and span.name.startswith("tool:") and span.agent in lanes:
            what = f"check after {span.agent}: {span.name.removeprefix('tool:')}"
            yield TraceBar(
                lanes[span.agent], 0, "check", span.started_s, span.seconds, what, f"span {place}" in on_path
            )


def _path(detail: TrialDetail, *, silent: bool) -> Iterator[TraceBar]:
    """Yield the critical path; of very many pieces the longest."""
    path = detail.happened.path
    longest = sorted(path, key=lambda step: -step.seconds)[:MOST_STEPS]
    for step in longest:
        kind: TraceKind = "path" if step.kind in shares.WORK else "delay" if step.kind == DELAY else "gap"
        what = f"{step.agent or where.PROGRAM}: {plain.step(step, silent=silent)}"
        yield TraceBar(PATH_LANE, 0, kind, step.start_s, step.seconds, what)


def _in_lines(bars: Sequence[TraceBar]) -> Iterator[TraceBar]:
    """Put bars of a lane that overlap below one another, as far as there are lines."""
    until: dict[str, list[float]] = defaultdict(list)
    for bar in sorted(bars, key=lambda bar: (bar.start_s, -bar.seconds)):
        ends = until[bar.lane]
        free = next((line for line, end in enumerate(ends) if end <= bar.start_s), len(ends))
        line = min(free, MOST_LINES - 1)
        ends[line : line + 1] = [bar.start_s + bar.seconds]
        yield TraceBar(bar.lane, line, bar.kind, bar.start_s, bar.seconds, bar.what, bar.on_path)


def _sentence(detail: TrialDetail) -> str:
    said = [f"{short(part.said)} {part.share:.0%}" for part in where.shown(where.parts(detail))[:3]]
    made_up = f" It was made up of: {words.listed(said)}." if said else ""
    return (
        "Each lane is an agent, time runs to the right; what overlaps was done at the same time. The top lane is the"
        f" chain of work that decided how long the whole took; its pieces have a thick edge in the lanes.{made_up}"
    )


def _not_drawn(lanes: Mapping[str, str], bars: int) -> str:
    together = sum(lane == OTHERS_LANE for lane in lanes.values())
    said = []
    if together:
        said.append(f"{words.count(together, 'agent')} that worked least share one lane of the picture.")
    if bars > 0:
        said.append(f"{words.count(bars, 'piece')} of work, the shortest, are not drawn.")
    return " ".join(said)
