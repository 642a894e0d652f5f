"""How a document looks: A4, styles, British English, what stands at the top and bottom of each page."""

import datetime as dt

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

from reports.data import Report
from reports.render.word.markup import field, made, run, said

INK, SOFT = RGBColor(0x1F, 0x27, 0x30), RGBColor(0x52, 0x5C, 0x66)
PAGE_MM, MARGIN_MM = (210, 297), 20
TEXT_MM = PAGE_MM[0] - 2 * MARGIN_MM
_FONT = "Arial"
_MONO = "Courier New"
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The clock is not written, so that the same report gives the same bytes."""
_LONGEST_PROPERTY = 255


def dressed(report: Report) -> Doc:
    """Return an empty document in the look of all of them, with what it says of itself."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN_MM)
    _styles(document)
    _language(document)
    _describe(document, report)
    page.different_first_page_header_footer = True  # the title stands on the first page itself
    _words(page.header, report.title)
    for foot in (page.footer, page.first_page_footer):
        _words(foot, f"{report.evidence_label} Written by Toprung.", is_counted=True)
    return document


def put(document: Doc, style: str, text: str = "") -> Paragraph:
    """Put a paragraph at the end of a document. The library would look for the style through all of them each time."""
    line = document.add_paragraph()
    line._p.get_or_add_pPr().append(made("pStyle", val=style.replace(" ", "")))  # noqa: SLF001 - as below
    if text:
        line.add_run(said(text))
    return line


def heading(document: Doc, depth: int, text: str) -> None:
    """Put a heading at the end of a document."""
    put(document, f"Heading {depth}", text)


def _styles(document: Doc) -> None:
    _set(document, "Normal", 10, after=5)
    _set(document, "Title", 20, is_bold=True, after=4)
    _set(document, "Subtitle", 9, colour=SOFT)
    _set(document, "Heading 1", 13.5, is_bold=True, before=14, after=4)
    _set(document, "Heading 2", 11, is_bold=True, before=9, after=3)
    for depth in range(3, 7):
        _set(document, f"Heading {depth}", 10, is_bold=True, before=7, after=2)
    _set(document, "List Bullet", 10, after=3)
    _set(document, "Caption", 9, is_bold=True, before=8, after=3).paragraph_format.keep_with_next = True
    _set(document, "Header", 7.5, colour=SOFT)
    _set(document, "Footer", 7.5, colour=SOFT)
    _set(document, "Headline", 11.5, after=5)
    _set(document, "Fact", 10, after=2)
    _set(document, "Cell", 8, after=0)
    _set(document, "Below table", 8, colour=SOFT, before=3, after=8)
    _set(document, "Passage", 8.5, font=_MONO, after=0)
    for name, back, edge in (("Note", "E7F1EE", "2F8F7F"), ("Caution", "FDF1D8", "A86400")):
        shape = _set(document, name, 10, before=4, after=6).element.get_or_add_pPr()
        shape.insert(0, made("pBdr", made("left", val="single", sz=24, space=6, color=edge)))
        shape.insert(1, made("shd", val="clear", color="auto", fill=back))
    small = document.styles.add_style("Small print", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(small, CharacterStyle), "one of characters was asked for"
    small.font.size, small.font.color.rgb, small.font.bold = Pt(7.5), SOFT, False


def _set(
    document: Doc,
    name: str,
    size_pt: float,
    *,
    font: str = _FONT,
    colour: RGBColor = INK,
    is_bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> ParagraphStyle:
    """Set a style of paragraphs, of the template or new."""
    there = name in document.styles
    style = document.styles[name] if there else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle), "only such are set here"
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size_pt), is_bold, False, colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for letters in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{letters}"), font)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    shape = style.element.get_or_add_pPr()
    for mark in ("pBdr", "tabs"):
        for unwanted in shape.findall(qn(f"w:{mark}")):
            shape.remove(unwanted)
    return style


def _language(document: Doc) -> None:
    """Have a screen reader and a spelling checker take every word as British English."""
    for part in (document.styles.element, document.settings.element):
        for named in (*part.iter(qn("w:lang")), *part.iter(qn("w:themeFontLang"))):
            named.set(qn("w:val"), "en-GB")


def _describe(document: Doc, report: Report) -> None:
    about = document.core_properties
    about.title = said(report.title)[:_LONGEST_PROPERTY]
    about.subject = said(report.kicker)[:_LONGEST_PROPERTY]
    about.comments = said(report.evidence_label)[:_LONGEST_PROPERTY]
    about.author = about.last_modified_by = "Toprung"
    about.language = "en-GB"
    about.keywords = ""
    about.created = about.modified = _MADE


def _words(place: _Header | _Footer, text: str, *, is_counted: bool = False) -> None:
    """Write what stands on every page, at the bottom with the page's number."""
    line = place.paragraphs[0]
    line.style = "Footer" if is_counted else "Header"
    shape = line._p.get_or_add_pPr()  # noqa: SLF001 - the library's own way to what it has no call for
    shape.append(made("tabs", made("tab", val="right", pos=round(TEXT_MM * 1440 / 25.4))))
    line._p.append(run(text))  # noqa: SLF001 - as above
    if is_counted:
        counted = (made("r", made("tab")), field("PAGE"), run(" of "), field("NUMPAGES"))
        line._p.extend(counted)  # noqa: SLF001 - as above
