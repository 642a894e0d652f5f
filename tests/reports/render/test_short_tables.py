"""A table of few rows that are tall goes on over several pages; one that fits stays on one."""

import io

import pytest
from pypdf import PdfReader

from reports.data import Cell, Column, Note, Page, Report, Row, Section, Table
from reports.render import pdf


def paper(words: str, rows: int) -> PdfReader:
    """Set a table with this text in both columns, the first numbered."""
    lines = tuple(Row((Cell(f"{words} {number}"), Cell(words))) for number in range(rows))
    table = Table("t", "A table", (Column("One"), Column("Two")), lines)
    note = Note("What this is evidence of", "Nothing.")
    report = Report("Sample", "A page", "Made up.", note, "Made up.", (Section("s", "A section", (table,)),))
    return PdfReader(io.BytesIO(pdf.render(Page("index", report))))


@pytest.mark.parametrize(("words", "rows", "over"), [("short", 10, 1), ("many words " * 90, 10, 2)])
def test_a_table_of_tall_rows_goes_on_over_pages(words: str, rows: int, over: int) -> None:
    many = len(paper(words, rows).pages)
    assert many >= over
    assert over > 1 or many == 1


def test_a_row_of_few_lines_is_not_cut_by_the_end_of_a_page() -> None:
    words = "first " + "alpha " * 40 + "last"  # 250 letters in half a page's 104: five lines
    texts = [page.extract_text() for page in paper(words, 40).pages]
    assert len(texts) > 1
    assert [text.count("first") for text in texts] == [text.count("last") for text in texts]
