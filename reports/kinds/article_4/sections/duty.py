"""What is known of the duty, each with its source and when it was read, and what conflicts."""

from reports import words
from reports.data import Bullets, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.article_4.rows import Fact, Record

COLUMNS = (Column("About"), Column("What is known"), Column("Source"), Column("Kind of source"), Column("Read"))
CONFLICTS = "Where sources conflict:"


def build(record: Record) -> Section:
    """List the facts."""
    table = Table("facts", record.title, COLUMNS, tuple(map(_row, record.facts)), record.note, stacks=True)
    conflicts = tuple(f"{one.about}: {one.conflict}." for one in record.facts if one.conflict)
    said = (Paragraph(CONFLICTS), Bullets(conflicts)) if conflicts else ()
    return Section("duty", "What is known of the duty", (table, *said))


def _row(one: Fact) -> Row:
    texts = (one.about, one.said, one.source, one.kind)
    return Row((*map(Cell, texts), Cell(words.day(one.as_of), day=one.as_of)))
