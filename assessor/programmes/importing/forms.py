"""Rows of a table as entries, one form for each kind: what tells an entry from others, and what it says."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_rating import KsbRating
from assessor.models.programme.progress_review import ProgressReview
from assessor.programmes.importing.cells import BadCell, day, minutes, optional_day, whole, words, yes
from assessor.programmes.importing.maps import ColumnMap, Kind, read_map
from assessor.programmes.rag import COLOURS
from assessor.sheets import Sheet

MOST_MIN = 6000
"""Of one entry: 100 hours."""
MOST_RATING = 100
LONG = 4000


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says."""

    row: int
    """As a spreadsheet counts."""
    learner: str
    """A number, an address or an id."""
    on: dt.date
    """By which the enrolment is found."""
    key: Mapping[str, Any]
    """Columns that tell it from others of its enrolment."""
    says: Mapping[str, Any]
    """Further columns."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not taken, and why."""

    row: int
    part: str
    said: str


@dataclass(slots=True)
class Read:
    """What a table comes to."""

    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    skipped: int = 0
    """Rows that say themselves that they are none of this: time on the job."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One row by parts; a part without a column is empty."""

    row: int
    by_part: Mapping[str, str]
    of: ColumnMap
    again: Counter[str]
    """How often the same row has stood before: the second of two alike is an entry of its own."""
    map_name: str

    @property
    def source(self) -> str:
        """Where the row comes from: what it says itself, else the map."""
        return words(self["source"], "source", 40) or self.map_name

    def __getitem__(self, part: str) -> str:
        """Return the cell of a part."""
        return self.by_part.get(part, "")


TABLES: Mapping[Kind, Any] = {"hours": HoursEntry, "ksb": KsbRating, "reviews": ProgressReview}
"""Where the entries of a kind are kept."""


def entries_of(kind: Kind, sheet: Sheet, columns: Mapping[str, int], map_name: str) -> Read:
    """Read a table's rows by a map; nothing is looked up."""
    read, again, by = Read(), Counter[str](), read_map(map_name)
    for row, cells in sheet.rows:
        one = Cells(row, {part: cells[place] for part, place in columns.items()}, by, again, map_name)
        try:
            found = _FORMS[kind](one)
        except BadCell as error:
            read.left_out.append(LeftOut(row, error.part, str(error)))
            continue
        read.entries += found
        read.skipped += not found
    return read


def _hours(row: Cells) -> list[Entry]:
    if "off_job" in row.by_part and not yes(row["off_job"], "off_job"):
        return []
    on, spent = day(row["on"], "on"), minutes(row["time"], "time", row.of.time_unit)
    if not 1 <= spent <= MOST_MIN:
        raise BadCell("time", f"is {spent} minutes; 1 to {MOST_MIN:,} are taken")
    what = words(row["what"], "what", 500)
    ref = row["ref"].strip() or _digest(row, f"{_learner(row)}|{on}|{spent}|{what}")
    key = {"source": row.source, "source_ref": ref}
    return [Entry(row.row, _learner(row), on, key, {"on": on, "minutes": spent, "what": what})]


def _ratings(row: Cells) -> list[Entry]:
    on = day(row["on"], "on")
    most = whole(row["most"], "most", 1, MOST_RATING) if row["most"].strip() else row.of.rating_most
    code = words(row["code"], "code", 10).upper()
    return [
        Entry(
            row.row,
            _learner(row),
            on,
            {"code": code, "rater": rater, "on": on},
            {"rating": whole(row[rater], rater, 0, most), "most": most, "source": row.source},
        )
        for rater in ("self", "employer")
        if row[rater].strip()
    ]


def _reviews(row: Cells) -> list[Entry]:
    planned_on, held_on = optional_day(row["planned_on"], "planned_on"), optional_day(row["held_on"], "held_on")
    on = held_on or planned_on
    if on is None:
        raise BadCell("held_on", "has neither a day on which it was held nor one for which it is planned")
    rag = row["rag"].strip().casefold() or None
    if rag is not None and rag not in COLOURS:
        raise BadCell("rag", f"'{rag[:20]}' is none of {', '.join(COLOURS)}")
    reason = words(row["rag_reason"], "rag_reason", 1000)
    if (rag is None) != (not reason):
        raise BadCell("rag_reason", "a colour of the trainer's own needs its reason, and a reason its colour")
    says = {
        "planned_on": planned_on,
        "held_on": held_on,
        "learner_came": yes(row["learner_came"], "learner_came"),
        "employer_came": yes(row["employer_came"], "employer_came"),
        "progress_percent": whole(row["progress"], "progress", 0, 100) if row["progress"].strip() else None,
        "rag_override": rag,
        "rag_reason": reason,
        "concerns": words(row["concerns"], "concerns", LONG),
        "notes": words(row["notes"], "notes", LONG),
    }
    ref = row["ref"].strip() or str(planned_on or held_on)
    return [Entry(row.row, _learner(row), on, {"source": row.source, "source_ref": ref}, says)]


def _learner(row: Cells) -> str:
    if not (said := row["learner"].strip()):
        raise BadCell("learner", "names no learner")
    return said


def _digest(row: Cells, said: str) -> str:
    row.again[said] += 1
    return hashlib.sha256(f"{said}|{row.again[said]}".encode()).hexdigest()[:32]


_FORMS: Mapping[Kind, Callable[[Cells], list[Entry]]] = {"hours": _hours, "ksb": _ratings, "reviews": _reviews}
