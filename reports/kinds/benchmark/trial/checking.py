"""What checks at gates found and sent back, and what went wrong on the way: as marks in the trace, and as tables."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harness.api.trial_rows import SpanRow, TrialDetail
from harness.plan.design import Gate
from reports import words
from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.passages import short
from reports.rows import MarkKind, TraceMark

FOUND = "found: "
MOST_ROWS, MOST_MARKS = 60, 200
CHECKS = (
    Column("Check"),
    Column("Of whose work"),
    Column("When", "after the start"),
    Column("Took", "seconds"),
    Column("What came of it"),
    Column("What was found"),
)
TROUBLES = (Column("What"), Column("Where"), Column("When", "after the start"), Column("In particular"))


@dataclass(frozen=True, slots=True)
class Checked:
    """One look at a gate."""

    key: str
    span: SpanRow
    kind: MarkKind
    came: str
    """What came of it, in words."""

    @property
    def found(self) -> str:
        """What was found wrong; empty where nothing was."""
        return self.span.detail.removeprefix(FOUND) if self.span.detail.startswith(FOUND) else ""

    @property
    def by(self) -> str:
        """Who or what looked, in words."""
        kind, _, name = self.span.name.partition(":")
        return {"tool": f"code ({name})", "agent": f"agent {name}"}.get(kind, "a person, later")


def checked(detail: TrialDetail) -> list[Checked]:
    """Return every look at a gate, in order; a finding sends back as often as the design allows."""
    gates = {(gate.check, gate.after): gate for gate in detail.design.gate}
    findings: Counter[tuple[str, str]] = Counter()
    found = []
    spans = [(f"span {place}", span) for place, span in enumerate(detail.spans, start=1) if span.kind == "gate"]
    for key, span in sorted(spans, key=lambda each: each[1].started_s):
        kind, came = _came(span, findings, gates.get((span.name, span.agent)))
        found.append(Checked(key, span, kind, came))
    return found


def _came(span: SpanRow, findings: "Counter[tuple[str, str]]", gate: Gate | None) -> tuple[MarkKind, str]:
    if span.name == "person":
        return "person", "put aside for a person; the work went on"
    if not span.detail.startswith(FOUND):
        return ("passed", "passed") if span.detail == "passed" else ("let through", short(span.detail))
    findings[span.name, span.agent] += 1
    if gate is None or findings[span.name, span.agent] > gate.max_returns:
        return "let through", "found something, and no return was left: the work went on as it was"
    return "sent back", f"found something, and sent the work back to {gate.returns_to}"


def marks(detail: TrialDetail, lanes: Mapping[str, str]) -> Iterator[TraceMark]:
    """Yield checks and troubles as marks, in the lanes of the agents whose work it was."""
    first = next(iter(lanes.values()), "")
    for one in checked(detail)[:MOST_MARKS]:
        said = f"check of {one.span.agent} by {one.by}: {one.came}"
        if lane := lanes.get(one.span.agent, first):
            yield TraceMark(lane, one.kind, one.span.started_s + one.span.seconds, said)
    for span in [span for span in detail.spans if span.kind == "trouble"][:MOST_MARKS]:
        if lane := lanes.get(span.agent, first):
            yield TraceMark(lane, "trouble", span.started_s + span.seconds, f"{span.agent}: {span.name}. {span.detail}")


def gates(detail: TrialDetail) -> Section:
    """Build the section on checks."""
    looks = checked(detail)
    if not looks:
        none = "This design has no check at which work is looked at before it goes on."
        reached = "No check was reached." if detail.design.gate else none
        return Section("gates", "What was checked on the way", (Paragraph(reached),))
    rows = tuple(
        Row(
            (
                Cell(one.by),
                Cell(short(one.span.agent)),
                Cell(words.seconds(one.span.started_s)),
                Cell(words.seconds(one.span.seconds)),
                Cell(one.came),
                Cell(short(one.found) or "nothing"),
            )
        )
        for one in looks[:MOST_ROWS]
    )
    cut = f"{len(looks) - MOST_ROWS:,} more checks not shown." if len(looks) > MOST_ROWS else ""
    table = Table("gate-list", f"{words.count(len(looks), 'check')}, in order", CHECKS, rows, cut, quoted=True)
    return Section("gates", "What was checked on the way", (table,))


def troubles(detail: TrialDetail) -> Section | None:
    """Build the section on what went wrong; None where nothing did."""
    spans = sorted((span for span in detail.spans if span.kind == "trouble"), key=lambda span: span.started_s)
    if not spans:
        return None
    rows = tuple(
        Row(
            (
                Cell(span.name),
                Cell(short(span.agent) or "the whole trial"),
                Cell(words.seconds(span.started_s)),
                Cell(short(span.detail)),
            )
        )
        for span in spans[:MOST_ROWS]
    )
    cut = f"{len(spans) - MOST_ROWS:,} more not shown." if len(spans) > MOST_ROWS else ""
    table = Table("trouble-list", f"{words.count(len(spans), 'trouble')}, in order", TROUBLES, rows, cut, quoted=True)
    return Section("troubles", "What went wrong on the way", (table,))
