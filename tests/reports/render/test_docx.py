"""Documents, read back: real headings, heads that are repeated, words for pictures, language, nothing that is run.

What is looked at here is structure. How a document looks was seen in LibreOffice; no program judges that.
"""

import io
import zipfile
from dataclasses import replace
from functools import cache

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from reports import kinds
from reports.data import Cell, Chart, Column, Fold, Note, Page, Paragraph, Passage, Report, Row, Section, Table
from reports.render import docx as documents
from reports.render import pdf
from reports.render.plain import blocks_in, tables_in
from reports.shortening import shortened

KINDS = kinds.names()
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
}
"""In which order parts stand (ISO/IEC 29500-1): a word processor may refuse a document where they stand otherwise."""


@cache
def sample(kind: str) -> Page:
    return kinds.samples(kind)["many"].pages[0]


@cache
def made(kind: str) -> Document:
    return opened(documents.render(sample(kind)))


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def page(text: str, *blocks: Paragraph | Table | Passage | Fold) -> Page:
    section = Section("s", text, (Paragraph(text), *blocks))
    return Page("index", Report("A report", text, text, Note("Made up", text, "caution"), "Made up.", (section,)))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def levels(document: Document) -> list[int]:
    named = [each.style.name or "" for each in document.paragraphs if each.style]
    return [int(name.split()[1]) for name in named if name.startswith("Heading")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_section_is_a_heading_and_none_skips_a_level(kind: str) -> None:
    document = made(kind)
    found = levels(document)
    assert found.count(1) == len(sample(kind).report.sections)
    assert all(after <= before + 1 for before, after in zip([0, *found], found, strict=False))


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_a_real_one_with_a_head_that_is_repeated(kind: str) -> None:
    found = made(kind).tables
    assert len(found) >= len(list(tables_in(sample(kind).report)))
    for table in found:
        heads = [
            row for row in table._tbl.tr_lst if row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None
        ]
        assert heads == table._tbl.tr_lst[:1]
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_a_picture_with_words(kind: str) -> None:
    shapes = made(kind).inline_shapes
    drawn = [block for block in blocks_in(sample(kind).report) if isinstance(block, Chart)]
    said = [shape._inline.docPr.get("descr") or "" for shape in shapes]
    assert len(said) >= len(drawn)
    assert all(any(chart.sentence in each for each in said) for chart in drawn)


@pytest.mark.parametrize("kind", KINDS)
def test_the_numbers_of_every_table_are_those_of_the_report(kind: str) -> None:
    cells = {cell for table in made(kind).tables for cell in table._tbl.iter(qn("w:tc"))}
    there = {next((text.text or "" for text in cell.iter(qn("w:t"))), "") for cell in cells}
    wanted = {
        cell.text for table in tables_in(shortened(sample(kind).report)) for row in table.rows for cell in row.cells
    }
    assert not [text for text in wanted if text.isascii() and "\n" not in text and text not in there]


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_stands_where_the_format_wants_it(kind: str) -> None:
    document = made(kind)
    roots = (document.element, document.styles.element, document.sections[0].footer._element)
    for form, names in ORDERS.items():
        order = [qn(f"w:{name}") for name in names.split()]
        places = [[order.index(each.tag) for each in part] for root in roots for part in root.iter(qn(f"w:{form}"))]
        assert [each for each in places if each != sorted(each)] == [], form


def test_the_language_is_british_english_and_the_title_stands_in_the_properties() -> None:
    document = opened(documents.render(page("Ann")))
    tongues = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert tongues == {"en-GB"}
    assert document.core_properties.title == "Ann"
    assert document.core_properties.language == "en-GB"


def test_what_it_is_evidence_of_stands_at_the_top_at_every_table_and_at_the_foot() -> None:
    table = Table("t", "Sizes", (Column("Name"), Column("Size", "m")), (Row((Cell("Ann"), Cell("1"))),))
    document = opened(documents.render(page("Ann", table)))
    assert "Made up. Ann" in texts(document)
    assert "Sizes\nMade up." in texts(document)
    feet = (document.sections[0].footer, document.sections[0].first_page_footer)
    assert all("Made up." in foot.paragraphs[0].text for foot in feet)


@pytest.mark.parametrize("name", ["A" * 80, "שרה לוי", "مريم", "Ann 😀", "<b>x</b>", "a\x00\ufffe\u202eb", "=1+1"])
def test_a_name_of_any_script_is_text(name: str) -> None:
    document = opened(documents.render(page(name, Table("t", name, (Column("Name"),), (Row((Cell(name),)),)))))
    shown = name.replace("\x00", "<U+0000>").replace("\ufffe", "").replace("\u202e", "<U+202E>")
    assert document.tables[0].rows[1].cells[0].text == shown
    assert document.core_properties.title == shown


def test_lines_of_what_was_handed_in_stay_lines() -> None:
    document = opened(documents.render(page("x", Passage("Said", "one\n  two", cut_chars=5))))
    assert [text for text in texts(document) if "o" in text][-3:] == [
        "one",
        "  two",
        "5 more characters not shown.",
    ]


def test_a_table_without_rows_says_so() -> None:
    document = opened(documents.render(page("x", Table("t", "T", (Column("A"), Column("B")), ()))))
    assert document.tables[0].rows[1].cells[0].text == "Nothing yet."


def test_a_table_to_be_written_in_has_room_for_it() -> None:
    row = Row((Cell("Learner"), Cell("")))
    table = Table("t", "Signatures", (Column("Who"), Column("Signature")), (row,), by_hand=True)
    height = opened(documents.render(page("x", table))).tables[0].rows[1].height
    assert height is not None
    assert height.mm > 9


def test_a_table_to_be_written_in_takes_more_room_on_paper() -> None:
    row = Row((Cell("Learner"), Cell("")))
    plain = Table("t", "T", (Column("Who"), Column("Signature")), (row,))
    pages = [
        len(PdfReader(io.BytesIO(pdf.render(page("x", *[table] * 30)))).pages)
        for table in (plain, replace(plain, by_hand=True))
    ]
    assert pages[0] < pages[1]


def test_what_folds_on_a_page_lies_open_below_a_heading_of_its_own() -> None:
    document = opened(documents.render(page("x", Fold("More", (Fold("Deeper", (Paragraph("words"),)),)))))
    assert levels(document) == [1, 2, 3]


def test_the_same_report_gives_the_same_bytes_and_holds_no_clock() -> None:
    first = documents.render(page("Ann"))
    assert first == documents.render(page("Ann"))
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {2000}
