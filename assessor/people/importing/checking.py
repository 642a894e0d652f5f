"""Rows of a table as people, with what is wrong and where: nothing is looked up and nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assessor.people.doors.accounts import tidy
from assessor.people.importing.columns import Columns, Part
from assessor.people.refusals import Refused
from assessor.sheets import Sheet

MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a table."""

    row: int
    """As a spreadsheet counts."""
    name: str
    email: str | None
    external_ref: str | None
    job_role: str | None
    team: str | None

    @property
    def keys(self) -> list[tuple[str, str]]:
        """By what she is told from others."""
        said = (("external_ref", self.external_ref), ("email", self.email))
        return [(part, value) for part, value in said if value]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not taken, and why."""

    row: int
    part: str
    said: str


@dataclass(slots=True)
class Checked:
    """What rows come to."""

    people: list[Listed] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def check_rows(sheet: Sheet, columns: Columns, first: int = 0, most: int | None = None) -> Checked:
    """Read rows from a place on, from 0; that somebody stands twice is looked for in the whole table."""
    checked, last = Checked(), len(sheet.rows) if most is None else first + most
    before: dict[tuple[str, str], int] = {}
    for place, (row, cells) in enumerate(sheet.rows[:last]):
        keys = list(_keys(cells, columns))
        again = next((before[key] for key in keys if key in before), None)
        for key in keys:
            before.setdefault(key, row)
        if place < first:
            continue
        if again is not None:
            checked.left_out.append(LeftOut(row, keys[0][0], f"stands twice: row {again} is the same person"))
            continue
        try:
            checked.people.append(_listed(row, cells, columns))
        except Refused as error:
            checked.left_out.append(LeftOut(row, error.field, str(error)))
    return checked


def _keys(cells: Sequence[str], columns: Columns) -> Iterator[tuple[Part, str]]:
    parts: tuple[Part, ...] = ("external_ref", "email")
    for part in parts:
        if part in columns and (value := cells[columns[part]].strip()):
            yield part, value.casefold() if part == "email" else value


def _listed(row: int, cells: Sequence[str], columns: Columns) -> Listed:
    def said(part: Part) -> str:
        value = " ".join(cells[columns[part]].split()) if part in columns else ""
        if len(value) > MOST_CHARACTERS:
            raise Refused(f"has {len(value)} characters; {MOST_CHARACTERS} are taken", part)
        if "\0" in value:
            raise Refused("has a character that is no text", part)
        return value

    name = said("name") or " ".join(filter(None, (said("first_name"), said("last_name"))))
    if not name:
        raise Refused("has no name", "name")
    email, external_ref = said("email"), said("external_ref")
    if not email and not external_ref:
        raise Refused("has neither an e-mail address nor a number of yours", "email")
    return Listed(row, name, _tidy(email) if email else None, external_ref or None, said("job_role") or None,
                  said("team") or None)  # fmt: skip


@lru_cache(maxsize=4096)
def _tidy(email: str) -> str:
    try:
        return tidy(email)
    except Refused:
        raise Refused(f"'{email}' is not an e-mail address", "email") from None
