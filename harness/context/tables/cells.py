"""What a cell says: a number, a date or plain text, and when two cells are alike."""

import re
from decimal import Decimal
from functools import lru_cache

from tasks_bank.reading.values import amount, day

Key = tuple[str, object]
"""What a cell is compared by: its kind and its value."""

_REFERENCE = re.compile(r"\s*0[0-9]")


def number_of(text: str) -> Decimal | None:
    """Read an amount such as ``£1,234.50``, ``-12`` or ``(3.20)``; None when it is none.

    Digits that begin with a nought (``0042``) are a reference, not a number.
    """
    return None if _REFERENCE.match(text) else amount(text)


@lru_cache(maxsize=20_000)
def key_of(text: str) -> Key:
    """Return what a cell is compared by: numbers as numbers, dates as dates, text without regard to case and spaces."""
    if (number := number_of(text)) is not None:
        return ("number", number)
    if (date := day(text)) is not None:
        return ("date", date)
    return ("text", " ".join(text.split()).casefold())


def is_blank(text: str) -> bool:
    """Tell whether a cell holds nothing."""
    return not text.strip()


def number_text(value: Decimal) -> str:
    """Write a number in plain digits, never with an exponent."""
    return f"{value:f}"
