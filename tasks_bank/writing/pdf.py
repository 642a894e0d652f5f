"""Printed papers as PDF with a text layer: a slip of lines, or a document of headings and paragraphs."""

import io
from collections.abc import Sequence
from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib.colors import white
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle, StyleSheet1, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

_LEFT = 40
_TOP = A5[1] - 56
_STEP = 19
MOST_LINES = (_TOP - 30) // _STEP
"""Lines that fit on a slip."""


def print_page(title: str, lines: Sequence[str]) -> bytes:
    """Print a title and lines on one small page; an empty line is a rule. Text is extracted in this order.

    Raises ValueError where there are more lines than fit.
    """
    if len(lines) > MOST_LINES:
        raise ValueError(f"{len(lines)} lines do not fit on one page; {MOST_LINES:.0f} do")
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=A5, invariant=1)
    page.setTitle(title)
    page.setFont("Helvetica-Bold", 15)
    page.drawString(_LEFT, _TOP, title)
    page.setFont("Helvetica", 10.5)
    for number, line in enumerate(lines, start=1):
        height = _TOP - number * _STEP
        if line:
            page.drawString(_LEFT, height, line)
        else:
            page.line(_LEFT, height + _STEP / 4, A5[0] - _LEFT, height + _STEP / 4)
    page.showPage()
    page.save()
    return buffer.getvalue()


def print_document(title: str, blocks: Sequence[str], *, unseen: str = "") -> bytes:
    """Print a document of A4 pages; a block that starts with ``# `` is a heading, any other one a paragraph.

    `unseen` is printed last, tiny and in white: it is in the text layer, and no eye meets it.
    """
    buffer = io.BytesIO()
    styles = _styles()
    story = [Paragraph(escape(title), styles["Title"])]
    for block in blocks:
        if block.startswith("# "):
            story.append(Paragraph(escape(block[2:]), styles["Heading2"]))
        else:
            story.append(Paragraph(escape(block).replace("\n", "<br/>"), styles["Words"]))
    if unseen:
        story.append(Paragraph(escape(unseen), styles["Unseen"]))
    SimpleDocTemplate(buffer, pagesize=A4, title=title, invariant=1).build(story)
    return buffer.getvalue()


@cache
def _styles() -> StyleSheet1:
    styles = getSampleStyleSheet()
    styles.add(ParagraphStyle("Words", parent=styles["BodyText"], fontSize=10.5, leading=14, spaceAfter=5))
    styles.add(ParagraphStyle("Unseen", parent=styles["BodyText"], fontSize=2, leading=3, textColor=white))
    return styles
