"""Cells of foreign tables: days, time, yes and no, numbers. What cannot be read is said, and never guessed."""

import datetime as dt
import re

from assessor.errors import AssessorError

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ].*)?")
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})( .*)?")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})( .*)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?")
_WORDS = re.compile(r"(?:(\d+) ?(?:h|hrs?|hours?))?[ ,]*(?:(\d+) ?(?:m|mins?|minutes?))?", re.IGNORECASE)
_YES = frozenset({"yes", "y", "true", "1", "x", "attended", "present", "off", "off-the-job", "off the job", "otj"})
_NO = frozenset({"no", "n", "false", "0", "", "absent", "on", "on-the-job", "on the job"})
_MIN_PER_H = 60


class BadCell(AssessorError):
    """A cell cannot be read; `part` is what it should have been."""

    def __init__(self, part: str, said: str) -> None:
        super().__init__(said)
        self.part = part


def day(cell: str, part: str) -> dt.date:
    """Read a day: 2027-01-31, 31/01/2027 or 31 Jan 2027, a time behind it left out. Raises BadCell."""
    text = cell.strip()
    try:
        if found := _ISO.fullmatch(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _BRITISH.fullmatch(text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _NAMED.fullmatch(text)) and found[2].lower() in _MONTHS:
            return dt.date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        pass  # a day that no calendar has is told below, in the same words
    raise BadCell(part, f"'{text[:40]}' is no day; write it as 2027-01-31 or 31/01/2027")


def optional_day(cell: str, part: str) -> dt.date | None:
    """Read a day; None where the cell is empty. Raises BadCell."""
    return day(cell, part) if cell.strip() else None


def minutes(cell: str, part: str, unit: str) -> int:
    """Read time: 1.5, 1:30, 1 h 30 min; a bare number is in `unit`, hours or minutes. Raises BadCell."""
    text = cell.strip()
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * _MIN_PER_H + int(found[2])
    if re.fullmatch(r"\d+([.,]\d+)?", text):
        number = float(text.replace(",", "."))
        return round(number * _MIN_PER_H) if unit == "hours" else round(number)
    if text and (found := _WORDS.fullmatch(text)):
        return int(found[1] or 0) * _MIN_PER_H + int(found[2] or 0)
    raise BadCell(part, f"'{text[:40]}' is no time; write it as 1.5 or 1:30")


def yes(cell: str, part: str) -> bool:
    """Read yes or no; empty is no. Raises BadCell."""
    text = cell.strip().casefold()
    if text in _YES or text in _NO:
        return text in _YES
    raise BadCell(part, f"'{cell.strip()[:40]}' is neither yes nor no")


def whole(cell: str, part: str, least: int, most: int) -> int:
    """Read a whole number between two, a mark of percent left out. Raises BadCell."""
    text = cell.strip().removesuffix("%").strip()
    if re.fullmatch(r"\d{1,6}(\.0+)?", text) and least <= int(float(text)) <= most:
        return int(float(text))
    raise BadCell(part, f"'{cell.strip()[:40]}' is no whole number from {least} to {most}")


def words(cell: str, part: str, most: int) -> str:
    """Read words. Raises BadCell for more than fit."""
    text = cell.strip()
    if len(text) > most:
        raise BadCell(part, f"has {len(text):,} characters; {most:,} are taken")
    return text
