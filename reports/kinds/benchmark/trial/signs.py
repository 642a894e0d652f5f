"""Signs of failure in one trial, each with what was seen and where."""

from dataclasses import replace

from harness.api.happened.rows import Label
from harness.api.trial_rows import TrialDetail
from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark.trial.passages import place, short
from reports.kinds.benchmark.trial.told import plain

MOST_SIGNS = 60
SIGNS = (Column("Sign of"), Column("Whose"), Column("What was seen"), Column("Where"))
WITHOUT_AI = {"3.1", "3.2"}
"""Modes that the team's own rules and gates can show, whoever answers."""
NOT_MEANT = "Signs of how a model behaves are left out, because no AI was asked."
ABOUT = (
    "These are signals on the failure modes of MAST (Cemri and others 2025, arXiv:2503.13657), read by fixed rules from"
    " calls, checks and marks; nobody has read what was said. A sign is a place to look at, no verdict."
)


def seen(detail: TrialDetail, *, silent: bool) -> tuple[Label, ...]:
    """Return the signs that can be meant: where no AI was asked, none of how a model behaves."""
    return tuple(label for label in detail.happened.labels if not silent or label.mode in WITHOUT_AI)


def section(detail: TrialDetail, *, silent: bool) -> Section:
    """Build the section."""
    labels = seen(detail, silent=silent)
    about = f"{NOT_MEANT} {ABOUT}" if silent else ABOUT
    if not labels:
        return Section("signs", "Signs of failure", (Paragraph(f"None was seen. {about}"),))
    rows = tuple(_row(label) for label in labels[:MOST_SIGNS])
    cut = f"{len(labels) - MOST_SIGNS:,} more not shown." if len(labels) > MOST_SIGNS else ""
    table = Table("sign-list", "What was seen, by failure mode", SIGNS, rows, cut, quoted=True, stacks=True)
    return Section("signs", "Signs of failure", (Paragraph(about), table))


def _row(label: Label) -> Row:
    first, *more = [place(key) for key in label.evidence] or [Cell("how it ended")]
    return Row(
        (
            Cell(f"{label.mode} {label.name}"),
            Cell(short(label.agent) or "the whole trial"),
            Cell(short(plain.trouble(label.agent, label.why))),
            replace(first, aside=f"and {', '.join(cell.text for cell in more)}" if more else ""),
        )
    )
