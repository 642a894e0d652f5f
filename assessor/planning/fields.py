"""Reads the fields of a form one by one: money, whole numbers, days and months. Each mistake is one sentence."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from assessor.errors import AssessorError

_POUNDS = re.compile(r"£?\s*(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(\.\d{1,2})?")
_WHOLE = re.compile(r"\d{1,9}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PENCE = 100
_SHOWN = 30


class NotTaken(AssessorError):
    """What was typed cannot be kept; for each field one sentence says why."""

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        super().__init__(" ".join(mistakes.values()))
        self.mistakes = dict(mistakes)


class Fields:
    """A form, and what is wrong with it."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self._form = form
        self.mistakes: dict[str, str] = {}
        """By field; the first of each."""

    def text(self, name: str) -> str:
        """Return what stands in a field."""
        return self._form.get(name, "").strip()

    def has(self, name: str) -> bool:
        """Say whether anything stands in a field."""
        return bool(self.text(name))

    def wrong(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field."""
        self.mistakes.setdefault(name, sentence)

    def pence(self, name: str, what: str, most: int) -> int | None:
        """Return pounds as pence; None where the field is empty or wrong."""
        said = self.text(name)
        if not said:
            return None
        found = _POUNDS.fullmatch(said)
        pence = int(Decimal(found[1].replace(",", "") + (found[2] or "")) * _PENCE) if found else None
        if pence is None or pence > most:
            self.wrong(name, f"'{said[:_SHOWN]}' is not {what} in pounds; write 0 to {most // _PENCE:,}.")
            return None
        return pence

    def whole(self, name: str, what: str, least: int, most: int) -> int | None:
        """Return a whole number; None where the field is empty or wrong."""
        said = self.text(name)
        if not said:
            return None
        if not (_WHOLE.fullmatch(said) and said.isascii() and least <= int(said) <= most):
            self.wrong(
                name, f"'{said[:_SHOWN]}' is no number of {what}; write a whole number from {least} to {most:,}."
            )
            return None
        return int(said)

    def month(self, name: str, what: str) -> dt.date | None:
        """Return the first day of a month; None where the field is empty or wrong."""
        said = self.text(name)
        if not said:
            return None
        found = _MONTH.fullmatch(said)
        if not (found and said.isascii() and int(found[1]) and 1 <= int(found[2]) <= 12):  # noqa: PLR2004 - months
            self.wrong(name, f"'{said[:_SHOWN]}' is not {what}; write year and month, such as 2027-01.")
            return None
        return dt.date(int(found[1]), int(found[2]), 1)

    def day(self, name: str, what: str) -> dt.date | None:
        """Return a day; None where the field is empty or wrong."""
        said = self.text(name)
        if not said:
            return None
        try:
            return dt.date.fromisoformat(said)
        except ValueError:
            self.wrong(name, f"'{said[:_SHOWN]}' is not {what}; write year, month and day, such as 2026-11-30.")
            return None


def said_pounds(pence: int) -> str:
    """Say money: ``£1,200`` or ``£1,200.50``."""
    return f"£{pence / _PENCE:,.2f}" if pence % _PENCE else f"£{pence // _PENCE:,}"


def typed_pounds(pence: int) -> str:
    """Return money as it is typed: ``1200`` or ``1200.50``."""
    return f"{pence / _PENCE:.2f}" if pence % _PENCE else str(pence // _PENCE)


def typed_month(month: dt.date | None) -> str:
    """Return a month as it is typed: ``2027-01``; nothing for none."""
    return f"{month:%Y-%m}" if month else ""
