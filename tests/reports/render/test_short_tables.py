"""A table of few rows that are tall goes on over several pages; one that fits stays on one."""

import io

import pytest
from pypdf import PdfReader

from reports.data import Cell, Column, Note, Page, Report, Row, Section, Table
from reports.render import pdf


def pages(words: str, rows: int) -> int:
    """Return over how many pages a table with this text in both columns goes."""
    lines = tuple(Row((Cell(f"{words} {number}"), Cell(words))) for number in range(rows))
    table = Table("t", "A table", (Column("One"), Column("Two")), lines)
    note = Note("What this is evidence of", "Nothing.")
    report = Report("Sample", "A page", "Made up.", note, "Made up.", (Section("s", "A section", (table,)),))
    return len(PdfReader(io.BytesIO(pdf.render(Page("index", report)))).pages)


@pytest.mark.parametrize(("words", "rows", "over"), [("short", 10, 1), ("many words " * 90, 10, 2)])
def test_a_table_of_tall_rows_goes_on_over_pages(words: str, rows: int, over: int) -> None:
    assert pages(words, rows) >= over
    assert over > 1 or pages(words, rows) == 1
