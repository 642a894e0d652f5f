"""What went wrong on the way: troubles of agents and gates, calls that came to nothing, empty replies, and the limit.

One rule for a call without an answer: one could only wait for it, here, in the table of agents and in the clocks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harness.api.trial_rows import UNSEEN, CallRow, TrialDetail
from harness.plan.trouble import TROUBLE
from reports import words
from reports.data import Cell, Column, Row, Section, Table
from reports.kinds.benchmark.trial.passages import short
from reports.kinds.benchmark.trial.shares import shares
from reports.kinds.benchmark.trial.told import plain
from reports.kinds.benchmark.trial.told.team import NOT_DONE, failed, turnout
from reports.rows import TraceMark

MOST_ROWS, MOST_MARKS, MOST_CHARS = 60, 200, 2000
COLUMNS = (
    Column("What"),
    Column("Where"),
    Column("When first", "after the start"),
    Column("How often", "times"),
    Column("In particular"),
)
EMPTY = "empty reply"
DOWN = "is down (fault injected)"
"""What follows from a fault that stands there already."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that went wrong, or several of a kind with one agent."""

    what: str
    word: str
    """The engineers' word for it; empty where it is the same."""
    agent: str
    """Empty for the whole trial."""
    at_s: float
    """When it was known: seconds after the start."""
    many: int
    detail: str


def wrongs(detail: TrialDetail, *, silent: bool = False) -> list[Wrong]:
    """Return what went wrong, in order; replies that are empty on purpose did not."""
    found = [*_of_spans(detail), *_of_calls(detail, silent=silent), *_stuck(detail)]
    if detail.trial.outcome == "limit":
        found.append(Wrong("stopped by a limit", "limit", "", detail.trial.wall_s, 1, detail.trial.why))
    return sorted(found, key=lambda wrong: wrong.at_s)


def marks(detail: TrialDetail, lanes: Mapping[str, str]) -> Iterator[TraceMark]:
    """Yield troubles as marks; calls that came to nothing are bars of their own."""
    first = next(iter(lanes.values()), "")
    for one in [*_of_spans(detail)][:MOST_MARKS]:
        if lane := lanes.get(one.agent, first):
            yield TraceMark(lane, "trouble", one.at_s, f"{one.agent}: {one.what}. {one.detail}")


def section(detail: TrialDetail, *, silent: bool) -> Section | None:
    """Build the section; None where nothing went wrong."""
    found = wrongs(detail, silent=silent)
    if not found:
        return None
    rows = tuple(map(_row, found[:MOST_ROWS]))
    cut = f"{len(found) - MOST_ROWS:,} more not shown." if len(found) > MOST_ROWS else ""
    table = Table("trouble-list", "What happened, in order", COLUMNS, rows, cut, quoted=True, stacks=True)
    return Section("troubles", "What went wrong on the way", (table,))


def _of_spans(detail: TrialDetail) -> Iterator[Wrong]:
    for span in detail.spans:
        if span.kind == TROUBLE and DOWN not in span.detail:
            what, said = plain.TROUBLES.get(span.name, span.name), plain.trouble(span.agent, span.detail)
            yield Wrong(what, span.name, span.agent, span.started_s + span.seconds, 1, said)
        elif failed(span):
            what, said = f"a tool failed: {span.name}", span.detail.removeprefix(NOT_DONE)
            yield Wrong(what, "", span.agent, span.started_s + span.seconds, 1, said)


def _stuck(detail: TrialDetail) -> Iterator[Wrong]:
    """Yield agents that began and could do nothing."""
    begun = {span.agent: span.started_s for span in detail.spans if span.kind == "agent"}
    for agent in turnout(detail, shares(detail)).stuck:
        why = "it began, and could neither ask a model nor use a tool"
        yield Wrong("could do nothing", "", agent, begun[agent], 1, why)


def _of_calls(detail: TrialDetail, *, silent: bool) -> Iterator[Wrong]:
    """Yield calls without an answer and empty replies, those of one agent that ended alike together."""
    groups: dict[tuple[str, str], list[CallRow]] = {}
    for call in detail.calls:
        if call.status != "ok" or (call.is_empty and not silent):
            groups.setdefault((call.agent, EMPTY if call.is_empty else call.status), []).append(call)
    for (agent, status), calls in groups.items():
        at_s = min(call.started_s + (call.seconds or 0.0) for call in calls)
        yield Wrong(_called(status), "" if status == EMPTY else status, agent, at_s, len(calls), _after(detail, calls))


def _called(status: str) -> str:
    if status == EMPTY:
        return "empty reply of the model"
    return f"{'call' if status == UNSEEN else 'call that came to nothing'}: {plain.STATUSES.get(status, status)}"


def _after(detail: TrialDetail, calls: list[CallRow]) -> str:
    """Say what became of calls: whether they were repeated, and what the service said."""
    failed = [call for call in calls if call.came_to_nothing]
    if not failed:
        return ""
    latest: dict[int, float] = {}
    for call in detail.calls:
        if call.agent == failed[0].agent:
            latest[call.attempt] = max(call.started_s, latest.get(call.attempt, 0.0))
    repeated = sum(latest.get(call.attempt + 1, -1.0) >= call.started_s for call in failed)
    said = f" The service said: {failed[0].error}" if failed[0].error else ""
    return f"{repeated:,} of {len(failed):,} asked again.{said}"


def _row(wrong: Wrong) -> Row:
    return Row(
        (
            Cell(wrong.what, aside=wrong.word if wrong.word != wrong.what else ""),
            Cell(short(wrong.agent) or "the whole trial"),
            Cell(words.duration(wrong.at_s)),
            Cell(words.number(wrong.many)),
            Cell(wrong.detail[:MOST_CHARS]),
        )
    )
