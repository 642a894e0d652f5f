"""Tables that leave: hours, ratings and reviews, with the columns of a map, so that they can be read again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session, col, select

from assessor.models.people.person import Person
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_rating import KsbRating
from assessor.models.programme.progress_review import ProgressReview
from assessor.programmes.importing.maps import PARTS, ColumnMap, Kind

_MIN_PER_H = 60


def table_of(session: Session, kind: Kind, by: ColumnMap) -> tuple[list[str], list[list[str]]]:
    """Return the columns and rows of a kind, of everybody whom the session sees, by learner and day."""
    headings = {part: names[0] for part in PARTS[kind] if (names := by.headings(kind).get(part))}
    rows = {"hours": _hours, "ksb": _ratings, "reviews": _reviews}[kind](session)
    return list(headings.values()), [[cells.get(part, "") for part in headings] for cells in rows]


def _hours(session: Session) -> Iterator[dict[str, str]]:
    for person, row in _with_people(session, HoursEntry, HoursEntry.on):
        time = f"{row.minutes // _MIN_PER_H}:{row.minutes % _MIN_PER_H:02d}"
        yield {
            "learner": _named(person),
            "on": str(row.on),
            "time": time,
            "what": row.what,
            "off_job": "yes",
            "ref": row.source_ref,
            "source": row.source,
        }


def _ratings(session: Session) -> Iterator[dict[str, str]]:
    by_day: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for person, row in _with_people(session, KsbRating, KsbRating.on):
        key = (_named(person), row.code, str(row.on), str(row.most), row.source)
        by_day[key][row.rater] = str(row.rating)
    for parts, rated in by_day.items():
        yield {**dict(zip(("learner", "code", "on", "most", "source"), parts, strict=True)), **rated}


def _reviews(session: Session) -> Iterator[dict[str, str]]:
    for person, row in _with_people(session, ProgressReview, ProgressReview.held_on):
        yield {
            "learner": _named(person),
            "planned_on": str(row.planned_on or ""),
            "held_on": str(row.held_on or ""),
            "learner_came": "yes" if row.learner_came else "no",
            "employer_came": "yes" if row.employer_came else "no",
            "progress": "" if row.progress_percent is None else str(row.progress_percent),
            "rag": row.rag_override or "",
            "rag_reason": row.rag_reason,
            "concerns": row.concerns,
            "notes": row.notes,
            "ref": row.source_ref,
            "source": row.source,
        }


def _with_people(session: Session, table: Any, order: Any) -> Sequence[tuple[Person, Any]]:  # noqa: ANN401 - a table's class and column
    asked = select(Person, table).join(table, table.person_id == col(Person.id))
    return session.exec(asked.order_by(col(Person.name), col(Person.id), order, table.id)).all()


def _named(person: Person) -> str:
    return person.external_ref or person.email or person.id
