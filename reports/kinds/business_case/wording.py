"""Words that several parts of the business case share."""

import math

from reports import words
from reports.data import Cell
from reports.kinds.business_case.rows import Amount

PARTS = "0 to 1"
"""The unit of a share."""


def rounded(amount: Amount) -> Amount:
    """Round a number and its ends to the second figure of the half width: what comes after is not known."""
    half = max(amount.high - amount.value, amount.value - amount.low)
    place = 1 - math.floor(math.log10(half)) if half > 0 else 0
    return Amount(*(round(one, min(place, 2)) + 0.0 for one in (amount.value, amount.low, amount.high)))


def said(amount: Amount) -> str:
    """Say a number with its interval: ``310 (120 to 500)``."""
    return "{} ({} to {})".format(*map(_number, _ends(amount)))


def size(amount: Amount) -> str:
    """Say how large it is, whichever way it points, the smaller end first."""
    if amount.value >= 0:
        return said(amount)
    return said(Amount(-amount.value, -amount.high, -amount.low))


def cell(amount: Amount | None, otherwise: str) -> Cell:
    """Put a number with its interval into a table."""
    return Cell(otherwise) if amount is None else Cell(said(amount), *_ends(amount))


def share(amount: Amount) -> Cell:
    """Put a share into a table."""
    return Cell(words.interval(amount.value, amount.low, amount.high), amount.value, amount.low, amount.high)


def _ends(amount: Amount) -> tuple[float, float, float]:
    found = rounded(amount)
    return found.value, found.low, found.high


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")
