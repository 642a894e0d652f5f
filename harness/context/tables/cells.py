"""What a cell says: a number, a date or plain text, and when two cells are alike."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

Key = tuple[str, object]
"""What a cell is compared by: its kind and its value."""

_LONGEST_NUMBER = 30
_SIGNS = re.compile(r"[£$€]|\b(?:GBP|USD|EUR)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<open>\()?(?P<minus>[-\u2212+])?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<rest>\.[0-9]+)?(?P<end>[-)])?"
)
_REFERENCE = re.compile(r"0[0-9]")
_LOOKS_LIKE_A_DAY = re.compile(r"[0-9]{1,4}[-/. ]")
_DAY_STYLES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d %b %y")


def number_of(text: str) -> Decimal | None:
    """Read an amount such as ``£1,234.50``, ``-12`` or ``(3.20)``; None when it is none.

    Digits that begin with a nought (``0042``) are a reference, not a number.
    """
    if len(text) > _LONGEST_NUMBER:
        return None
    found = _NUMBER.fullmatch(_SIGNS.sub("", text).strip())
    if found is None or _REFERENCE.match(found["digits"]) or (found["open"] is None) != (found["end"] != ")"):
        return None
    value = Decimal(found["digits"].replace(",", "") + (found["rest"] or ""))
    negative = found["open"] or found["end"] == "-" or found["minus"] in {"-", "\u2212"}
    return -value if negative and value else value


def date_of(text: str) -> date | None:
    """Read a date, day before month: ``2026-09-14``, ``14/09/2026``, ``14 September 2026``; None when it is none."""
    bare = " ".join(text[:_LONGEST_NUMBER].split())
    if not _LOOKS_LIKE_A_DAY.match(bare):
        return None
    for style in _DAY_STYLES:
        try:
            return datetime.strptime(bare, style).date()  # noqa: DTZ007 a day on paper has no zone
        except ValueError:
            continue
    return None


@lru_cache(maxsize=20_000)
def key_of(text: str) -> Key:
    """Return what a cell is compared by: numbers as numbers, dates as dates, text without regard to case and spaces."""
    if (number := number_of(text)) is not None:
        return ("number", number)
    if (day := date_of(text)) is not None:
        return ("date", day)
    return ("text", " ".join(text.split()).casefold())


def is_blank(text: str) -> bool:
    """Tell whether a cell holds nothing."""
    return not text.strip()


def number_text(value: Decimal) -> str:
    """Write a number in plain digits, never with an exponent."""
    return f"{value:f}"
