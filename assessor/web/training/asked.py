"""What forms on programmes say, as days, minutes and numbers. What cannot be read is refused at its field."""

import datetime as dt
from collections.abc import Mapping

from assessor.people.refusals import Refused
from assessor.programmes.importing import cells
from assessor.programmes.importing.cells import BadCell
from assessor.training.agreeing import parse_day

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
"""Days that are taken."""
MOST_H = 10_000
_MIN_PER_H = 60

Form = Mapping[str, str]


def day(form: Form, field: str) -> dt.date:
    """Return a day that has to be there. Raises Refused."""
    found = optional_day(form, field)
    if found is None:
        raise Refused("Write the day.", field)
    return found


def optional_day(form: Form, field: str) -> dt.date | None:
    """Return a day, or None where it was left open. Raises Refused."""
    found = parse_day(form.get(field, ""), field)
    if found is not None and not FIRST <= found <= LAST:
        raise Refused(f"{found} is not between {FIRST} and {LAST}.", field)
    return found


def minutes(form: Form, field: str) -> int | None:
    """Return time in hours (7.5, 7:30) as minutes, or None where it was left open. Raises Refused."""
    said = form.get(field, "")
    if not said.strip():
        return None
    try:
        found = cells.minutes(said, field, "hours")
    except BadCell as error:
        raise _refused(error) from None
    if found > MOST_H * _MIN_PER_H:
        raise Refused(f"{said.strip()[:20]} hours are more than {MOST_H:,}; write fewer.", field)
    return found


def number(form: Form, field: str, least: int, most: int) -> int | None:
    """Return a whole number, or None where it was left open. Raises Refused."""
    said = form.get(field, "")
    if not said.strip():
        return None
    try:
        return cells.whole(said, field, least, most)
    except BadCell as error:
        raise _refused(error) from None


def words(form: Form, field: str, most: int) -> str:
    """Return words, which may be none. Raises Refused."""
    try:
        return cells.words(form.get(field, ""), field, most)
    except BadCell as error:
        raise _refused(error) from None


def codes(form: Form, field: str) -> list[str]:
    """Return codes of a standard, which commas or spaces part: K1, S12. Which there are is not looked at here."""
    return list(dict.fromkeys(form.get(field, "").upper().replace(",", " ").split()))


def _refused(error: BadCell) -> Refused:
    said = str(error)
    return Refused(f"{said[0].upper()}{said[1:].rstrip('.')}.", error.part)
