"""Dates and amounts as the sender of a paper writes them."""

import datetime as dt
from decimal import Decimal

from tasks_bank.world.money import SYMBOLS
from tasks_bank.world.month import MONTHS


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
