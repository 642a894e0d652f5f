"""Which column of a system's table is what: maps as data, one file a system; any column can be named by the user."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field

from assessor.errors import AssessorError
from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent / "maps"
Kind = Literal["enrolments", "hours", "ksb", "reviews"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Headings = Mapping[str, tuple[str, ...]]
"""By part, the headings that it may have; the first is written when a table leaves."""
PARTS: Mapping[Kind, tuple[str, ...]] = {
    "enrolments": ("learner", "programme", "starts_on", "planned_end_on", "employer", "planned_hours", "minimum_hours"),
    "hours": ("learner", "on", "time", "what", "off_job", "ref", "source"),
    "ksb": ("learner", "code", "self", "employer", "on", "most", "source"),
    "reviews": (
        "learner", "planned_on", "held_on", "learner_came", "employer_came", "progress", "rag", "rag_reason",
        "concerns", "notes", "ref", "source",
    ),
}  # fmt: skip
NEEDED: Mapping[Kind, tuple[tuple[str, ...], ...]] = {
    "enrolments": (("learner",), ("programme",), ("starts_on",), ("planned_end_on",)),
    "hours": (("learner",), ("on",), ("time",)),
    "ksb": (("learner",), ("code",), ("self", "employer"), ("on",)),
    "reviews": (("learner",), ("planned_on", "held_on")),
}
"""Of each of these, one column at least."""


class BadMap(AssessorError):
    """A table has no column for something that is needed, or a column was named that is not there."""


class ColumnMap(Strict):
    """How one system names its columns."""

    title: str
    seen: str
    """On what the names rest; a map that was made without an export says so."""
    time_unit: Literal["hours", "minutes"] = "hours"
    """Of a bare number in a column of time."""
    rating_most: int = Field(default=5, ge=1)
    """The highest rating, where no column says it."""
    enrolments: Headings = Field(default_factory=dict)
    hours: Headings = Field(default_factory=dict)
    ksb: Headings = Field(default_factory=dict)
    reviews: Headings = Field(default_factory=dict)

    def headings(self, kind: Kind) -> Headings:
        """Return the headings of one kind of table."""
        found: dict[Kind, Headings] = {
            "enrolments": self.enrolments,
            "hours": self.hours,
            "ksb": self.ksb,
            "reviews": self.reviews,
        }
        return found[kind]


def map_names() -> list[str]:
    """Return the names of all maps."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def read_map(name: str) -> ColumnMap:
    """Read a map. Raises BrokenFile, which names those that there are."""
    return read_versioned(ColumnMap, FOLDER, name, "map")


def columns_of(kind: Kind, by: ColumnMap, table: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each part's column in a table, from 0; `named` are the user's own headings. Raises BadMap."""
    if unknown := set(named) - set(PARTS[kind]):
        raise BadMap(f"{kind} have no part '{min(unknown)}'; the parts are {', '.join(PARTS[kind])}")
    found = found_columns(kind, by, table, named)
    if absent := [part for part in named if part not in found]:
        raise BadMap(f"the table has no column '{named[absent[0]]}'; it has {', '.join(table)}")
    if lacking := without_column(kind, found):
        there = f"among {', '.join(table)}; name it: --column {lacking[0]}=HEADING"
        raise BadMap(f"no column for {' or '.join(lacking)} was found {there}")
    return found


def found_columns(kind: Kind, by: ColumnMap, table: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Return the same as far as columns are found; what is needed may be missing."""
    plain, found = [_plain(heading) for heading in table], {}
    for part in PARTS[kind]:
        for heading in (named[part],) if part in named else by.headings(kind).get(part, ()):
            if _plain(heading) in plain:
                found[part] = plain.index(_plain(heading))
                break
    return found


def without_column(kind: Kind, found: Mapping[str, int]) -> tuple[str, ...]:
    """Return the parts of which one is needed and none has a column; empty where there is nothing to ask for."""
    return next((one_of for one_of in NEEDED[kind] if not found.keys() & set(one_of)), ())


def _plain(heading: str) -> str:
    return "".join(letter for letter in heading.casefold() if letter.isalnum())
