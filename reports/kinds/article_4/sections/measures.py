"""The measures, as an owner typed them: audience, objective, measure, evidence, review."""

import datetime as dt

from reports import words
from reports.data import Block, Cell, Column, Fact, Facts, Paragraph, Row, Section, Table
from reports.kinds.article_4.rows import Measure, Record

TITLE = "Measures"
COLUMNS = (
    Column("Audience"),
    Column("Objective"),
    Column("Measure"),
    Column("Evidence that is kept"),
    Column("Done on"),
    Column("Review on"),
)
NONE = "No measure was typed yet. An owner adds them on the page for measures."


def build(record: Record) -> Section:
    """List the measures, and count what is lacking."""
    if not record.measures:
        return Section("measures", TITLE, (Paragraph(NONE),))
    facts = Facts(
        (
            Fact("Measures", words.count(len(record.measures), "measure")),
            Fact("Done", words.count(sum(one.done_on is not None for one in record.measures), "measure")),
            Fact("Without evidence", words.count(sum(not one.evidence for one in record.measures), "measure")),
            Fact(
                "Review overdue",
                words.count(sum(one.review_on < record.made_on for one in record.measures), "measure"),
            ),
            Fact("Last changed", _changed(record)),
        )
    )
    rows = tuple(_row(one, record.made_on) for one in record.measures)
    note = "As they were typed by an owner; nobody has checked them, and this program cannot."
    blocks: tuple[Block, ...] = (
        facts,
        Table("measures-typed", "Measures for AI literacy", COLUMNS, rows, note, stacks=True),
    )
    return Section("measures", TITLE, blocks)


def _changed(record: Record) -> str:
    return f"{words.day(record.typed_on)}, by {record.typed_by}" if record.typed_on else "never"


def _row(one: Measure, today: dt.date) -> Row:
    done = Cell(words.day(one.done_on), day=one.done_on) if one.done_on else Cell("planned or going on")
    late = "overdue" if one.review_on < today else ""
    return Row(
        (
            Cell(one.audience),
            Cell(one.objective),
            Cell(one.measure, aside=f"typed on {words.day(one.changed_on)}"),
            Cell(one.evidence or "none is kept"),
            done,
            Cell(words.day(one.review_on), day=one.review_on, aside=late),
        )
    )
