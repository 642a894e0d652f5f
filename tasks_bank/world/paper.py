"""Plain printed papers: dates and amounts as their sender writes them, and a page of lines as a PDF with its text.

No clock and no random number comes in: the same lines give the same bytes.
"""

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal

from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from tasks_bank.world.money import SYMBOLS
from tasks_bank.world.month import MONTHS

_LEFT = 40
_TOP = A5[1] - 56
_STEP = 19


def date_as_written(day: dt.date, style: str) -> str:
    """Write a date in one of the styles that `PaperStyle` lists."""
    month = MONTHS[day.month - 1]
    return {
        "numbers": f"{day:%d/%m/%Y}",
        "words": f"{day.day} {month} {day.year}",
        "short": f"{day.day} {month[:3]} {day:%y}",
        "iso": day.isoformat(),
    }[style]


def amount_as_written(amount: Decimal, currency: str, style: str) -> str:
    """Write an amount with its currency sign in one of the styles that `PaperStyle` lists."""
    number = f"{amount:,.2f}" if style != "plain" else f"{amount:.2f}"
    if style == "continental":
        number = number.translate(str.maketrans(",.", ".,"))
    return SYMBOLS[currency] + number


def print_page(title: str, lines: Sequence[str]) -> bytes:
    """Print a title and lines on one page; an empty line is a rule. Text is extracted in this order."""
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
