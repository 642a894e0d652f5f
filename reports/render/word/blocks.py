"""Blocks of a report as paragraphs, pictures and tables of a document."""

import io
from collections.abc import Sequence

from docx.document import Document as Doc
from docx.shared import Mm

from reports import charts, words
from reports.data import (
    Block,
    Bullets,
    Chart,
    Fact,
    Facts,
    Fold,
    Headline,
    Note,
    Paragraph,
    Passage,
    Picture,
    Report,
    Table,
)
from reports.render import grid
from reports.render.drawing.ours import in_our_fonts
from reports.render.drawing.svg import svg
from reports.render.pdf import COLUMNS_WIDE
from reports.render.setting.press import pictured
from reports.render.word.dress import TEXT_MM, heading, put
from reports.render.word.markup import run, said
from reports.render.word.tables import table_of

_DEEPEST = 6
_NOTES = {"plain": "Note", "caution": "Caution"}


def add(document: Doc, block: Block, report: Report, depth: int = 2) -> None:
    """Put a block at the end of a document; a heading in it has the depth that is given."""
    match block:
        case Paragraph(text):
            put(document, "Normal", text)
        case Headline(items):
            _each(document, items, "Headline")
        case Bullets(items):
            _each(document, items, "List Bullet")
        case Note(title, text, tone):
            _led(document, f"{title}. ", text, _NOTES[tone])
        case Facts(facts):
            _facts(document, facts)
        case Passage():
            _passage(document, block, depth)
        case Table():
            _table(document, block, report)
        case Chart() | Picture():
            _drawn(document, block, report, depth)
        case Fold():
            _fold(document, block, report, depth)


def _each(document: Doc, items: Sequence[str], style: str) -> None:
    for item in items:
        put(document, style, item)


def _led(document: Doc, name: str, text: str, style: str) -> None:
    line = put(document, style)
    line.add_run(said(name)).bold = True
    line.add_run(said(text))


def _facts(document: Doc, facts: Sequence[Fact]) -> None:
    for fact in facts:
        _led(document, f"{fact.name}: ", fact.text, "Fact")


def _passage(document: Doc, passage: Passage, depth: int) -> None:
    heading(document, depth, passage.title)
    for line in words.visible(passage.text or "(empty)").split("\n"):
        put(document, "Passage", line)
    if passage.cut_chars:
        put(document, "Below table", f"{passage.cut_chars:,} more characters not shown.")


def _fold(document: Doc, fold: Fold, report: Report, depth: int) -> None:
    heading(document, depth, fold.title)
    for inner in fold.blocks:
        add(document, inner, report, min(depth + 1, _DEEPEST))


def _drawn(document: Doc, block: Chart | Picture, report: Report, depth: int) -> None:
    """Draw a picture with its sentence, which is also the words for who does not see it; of a chart, its table too."""
    heading(document, depth, block.title)
    put(document, "Normal", block.sentence).paragraph_format.keep_with_next = True
    drawing = svg(charts.draw(block.name, block.rows)) if isinstance(block, Chart) else in_our_fonts(block.svg)
    shape = document.add_picture(io.BytesIO(pictured(drawing)), width=Mm(TEXT_MM))
    told = f"{block.title}. {block.sentence} {report.evidence_label}"
    shape._inline.docPr.set("descr", said(told))  # noqa: SLF001 - the library has no call for it
    if isinstance(block, Chart):
        _table(document, block.table, report)


def _table(document: Doc, table: Table, report: Report) -> None:
    """Write a table in bands of columns that fit the page."""
    for number, band in enumerate(grid.bands(table, COLUMNS_WIDE)):
        caption = put(document, "Caption", table.caption)
        if number:
            caption.add_run(" (more columns)")
        caption.add_run().add_break()
        handed = "As handed in. " if table.quoted else ""
        caption._p.append(run(handed + report.evidence_label, "Smallprint"))  # noqa: SLF001 - as above
        caption._p.addnext(table_of(table, band))  # noqa: SLF001 - as above
    put(document, "Below table", table.note)
