"""Reads the text of one cell as what it stands for: an amount, a day, references, a code.

Nothing here knows a table or a task, and nothing here raises: what cannot be read is None or empty.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal

_LONGEST = 60
_LONGEST_LIST = 4000

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f'\u2019", " "))
_CURRENCY = re.compile(
    r"[£$€¥₹]|\b(?:US|AU|CA|NZ)(?=\$)|(?<![A-Z])(?:GBP|EUR|USD|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|INR)(?![A-Z])",
    re.IGNORECASE,
)
_BRITISH = re.compile(r"(?:\d{1,15}|\d{1,3}(?:[, ]\d{3}){1,4})(?:\.\d{0,20})?|\.\d{1,20}")
_EUROPEAN = re.compile(r"\d{1,3}(?:[. ]\d{3}){1,4},\d{1,20}|\d{1,3}(?:\.\d{3}){2,4}|\d{1,15},(?:\d{1,2}|\d{4,20})")
_EUROPEAN_PLAIN = re.compile(r"(?:0|\d{4,15}),\d{3}")

_NONE = re.compile(
    r"none|nil|null|n/?a|n\.a\.?|n-a|not applicable|nothing|no|blank|empty|unmatched|missing|not found|"
    r"(?:no|not) match(?:es|ed)?|no documents?|-{1,3}|\[\]|\{\}"
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*[.,]?\s+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[-/ .,]*([A-Za-z]{3,9})[-/ .,]*(\d{4}|\d{2})")
_MONTH_NAMED = re.compile(r"([A-Za-z]{3,9})[. ]+(\d{1,2})(?:st|nd|rd|th)?[, ]+(\d{4})")

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
_HALF_DAY = 12

_BETWEEN_IDS = re.compile(r"[+,;&\n]|\s/\s|\s(?:and|plus)\s", re.IGNORECASE)
_AROUND_AN_ID = " #*'\"`()[]{}<>.:"
_CODE_GAPS = re.compile(r"[\s\-_]+")


def amount(text: str) -> Decimal | None:
    """Read an amount; None when the text is not exactly one, or has more than 15 digits before the point.

    Brackets or a trailing minus are negative. A comma is a decimal sign only where it cannot separate thousands:
    ``12,50`` and ``1.234,50`` are European, ``1,234`` is a thousand and more.
    """
    if len(text) > _LONGEST:
        return None
    bare = _CURRENCY.sub(" ", text.translate(_DASHES).translate(_BLANKS)).strip()
    is_negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, is_negative = bare[1:-1].strip(), True
    if bare[:1] in {"-", "+"}:
        bare, is_negative = bare[1:].strip(), is_negative or bare[0] == "-"
    elif bare[-1:] == "-":
        bare, is_negative = bare[:-1].strip(), True
    number = _digits(bare)
    if number is None:
        return None
    value = Decimal(number)
    return -value if is_negative and value else value


def _digits(bare: str) -> str | None:
    """Return unsigned digits as Python writes them."""
    if not bare.isascii():
        return None
    if _EUROPEAN.fullmatch(bare) or _EUROPEAN_PLAIN.fullmatch(bare):
        return bare.replace(".", "").replace(" ", "").replace(",", ".")
    if _BRITISH.fullmatch(bare):
        return bare.replace(",", "").replace(" ", "")
    return None


def day(text: str) -> date | None:
    """Read a date: ISO, ``14 September 2026``, ``14 Sep 26``, ``September 14, 2026``, ``14/09/2026`` (day first)."""
    if len(text) > _LONGEST:
        return None
    bare = _WEEKDAY.sub("", text.translate(_DASHES).translate(_BLANKS).strip())
    for year, month, number in _date_parts(bare):
        full_year = int(year) + 2000 if len(year) == 2 else int(year)  # noqa: PLR2004 - a year of two digits
        try:
            return date(full_year, month, int(number))
        except ValueError:
            continue
    return None


def clock(text: str) -> time | None:
    """Read a time of day: ``09:30``, ``9.30``, ``9am``, ``2:15 pm``; a bare number is none."""
    found = _CLOCK.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= _HALF_DAY:
            return None
        hour = hour % _HALF_DAY + (_HALF_DAY if found[3].lower().startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _date_parts(bare: str) -> Iterator[tuple[str, int, str]]:
    if found := _ISO.fullmatch(bare):
        yield found[1], int(found[2]), found[3]
    if found := _DAY_FIRST.fullmatch(bare):
        yield found[3], int(found[2]), found[1]
    if found := _DAY_NAMED.fullmatch(bare):
        yield found[3], _MONTHS.get(found[2].lower(), 0), found[1]
    if found := _MONTH_NAMED.fullmatch(bare):
        yield found[3], _MONTHS.get(found[1].lower(), 0), found[2]


def ids(text: str) -> frozenset[str]:
    """Read one or several references, in capitals; empty when there is none.

    ``none`` and an empty cell both give the empty set: `says_none` tells the statement from the gap, and a column
    that was not handed in is a key that its row does not have.
    """
    pieces = (" ".join(piece.split()).strip(_AROUND_AN_ID) for piece in _BETWEEN_IDS.split(text[:_LONGEST_LIST]))
    return frozenset(piece.upper() for piece in pieces if piece and not says_none(piece))


def says_none(text: str) -> bool:
    """Tell whether the cell states that there is nothing (``none``, ``n/a``, ``-``), rather than being left empty."""
    bare = " ".join(text.translate(_DASHES).casefold().split())
    return bool(_NONE.fullmatch(bare) or _NONE.fullmatch(bare.strip("()[]<>\"'.")))


def code(text: str) -> str:
    """Read a code word: lower case, with one underscore for each gap."""
    return _CODE_GAPS.sub("_", text.translate(_DASHES).casefold().strip(" \t\n.:;!\"'`*()[]")).strip("_")
