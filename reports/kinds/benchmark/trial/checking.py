"""What checks at gates looked at, found and sent back: as marks in the trace, and as a table."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harness.api.trial_rows import SpanRow, TrialDetail
from harness.plan.design import Gate
from reports import words
from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.looked_at import Look, look_of, made_in
from reports.kinds.benchmark.trial.passages import short
from reports.rows import MarkKind, TraceMark

FOUND, ASLEEP = "found: ", "asleep"
MOST_ROWS, MOST_MARKS = 60, 200
TITLE = "What was checked on the way"
CHECKS = (
    Column("Check"),
    Column("Of whose work"),
    Column("When", "after the start"),
    Column("Duration", "s or ms"),
    Column("What it looks at"),
    Column("What came of it"),
    Column("What was found"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One look at a gate."""

    key: str
    span: SpanRow
    look: Look
    kind: MarkKind
    came: str
    """What came of it, in words."""

    @property
    def found(self) -> str:
        """What was found wrong; empty where nothing was."""
        return self.span.detail.removeprefix(FOUND) if self.span.detail.startswith(FOUND) else ""

    @property
    def looks_at(self) -> str:
        """What it looks at, and how many rows of it there were."""
        return self.look.about + (f" ({self.look.rows})" if self.look.rows else "")

    @property
    def at_s(self) -> float:
        """When it was known what came of it: seconds after the start."""
        return self.span.started_s + self.span.seconds


def checked(detail: TrialDetail) -> list[Checked]:
    """Return every look at a gate, in order; a finding sends back as often as the design allows."""
    gates = {(gate.check, gate.after): gate for gate in detail.design.gate}
    findings: Counter[tuple[str, str]] = Counter()
    made, found = made_in(detail), []
    spans = [(f"span {place}", span) for place, span in enumerate(detail.spans, start=1) if span.kind == "gate"]
    for key, span in sorted(spans, key=lambda each: each[1].started_s):
        gate = gates.get((span.name, span.agent))
        look = look_of(detail, span, gate, made)
        kind, came = _came(span, findings, gate, look)
        found.append(Checked(key, span, look, kind, came))
    return found


def _came(span: SpanRow, findings: "Counter[tuple[str, str]]", gate: Gate | None, look: Look) -> tuple[MarkKind, str]:
    if span.detail.startswith(ASLEEP):
        return "off", f"nobody looked: the check after {short(span.agent)} was switched off on purpose"
    if span.name == "person":
        return "person", "put aside for a person; the work went on"
    if span.detail == "passed":
        return ("nothing", "nothing to check: the table was empty") if look.nothing else ("passed", f"passed{look.but}")
    if not span.detail.startswith(FOUND):
        return "let through", short(span.detail)
    findings[span.name, span.agent] += 1
    if gate is None or findings[span.name, span.agent] > gate.max_returns:
        return "let through", "found something, and no return was left: the work went on as it was"
    return "sent back", f"found something, and sent the work back to {gate.returns_to}"


def marks(detail: TrialDetail, lanes: Mapping[str, str]) -> Iterator[TraceMark]:
    """Yield checks as marks, in the lanes of the agents whose work it was."""
    first = next(iter(lanes.values()), "")
    for one in checked(detail)[:MOST_MARKS]:
        said = f"check of {one.span.agent} by {one.look.by}: {one.came}"
        if lane := lanes.get(one.span.agent, first):
            yield TraceMark(lane, one.kind, one.at_s, said)


def section(detail: TrialDetail) -> Section:
    """Build the section on checks."""
    looks = checked(detail)
    if not looks:
        none = "This design has no check at which work is looked at before it goes on."
        reached = "No check was reached: the trial ended before." if detail.design.gate else none
        return Section("gates", TITLE, (Paragraph(reached),))
    rows = tuple(
        Row(
            (
                Cell(one.look.by, aside=one.look.word),
                Cell(short(one.span.agent)),
                Cell(words.duration(one.at_s)),
                Cell(words.duration(one.span.seconds)),
                Cell(short(one.looks_at)),
                Cell(one.came),
                Cell(short(one.found) or ("not looked at" if one.kind == "off" else "nothing")),
            )
        )
        for one in looks[:MOST_ROWS]
    )
    cut = f"{len(looks) - MOST_ROWS:,} more checks not shown." if len(looks) > MOST_ROWS else ""
    caption = f"{words.count(len(looks), 'check')}, in order"
    return Section("gates", TITLE, (Table("gate-list", caption, CHECKS, rows, cut, quoted=True, stacks=True),))
