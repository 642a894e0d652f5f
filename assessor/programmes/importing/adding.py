"""Writes entries of a table. The same table again changes nothing. Who only wants to be told undoes it all."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, or_, select

from assessor.models.declared import AssessorTable, new_id
from assessor.models.people.person import Person
from assessor.models.programme.enrolment import Enrolment
from assessor.people import audit
from assessor.people.viewer import Viewer
from assessor.programmes.catalogue import programme
from assessor.programmes.importing.forms import TABLES, Entry, LeftOut, Read
from assessor.programmes.importing.maps import Kind

_IN_ONE = 500
"""Names that one statement asks for."""


@dataclass(slots=True)
class Came:
    """What came of a table."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Import:
    """Into what, by whom and when."""

    kind: Kind
    viewer: Viewer
    at: dt.datetime
    among: Collection[str] | None = None
    """The people whose rows may be written; none: everybody of the organisation."""


def add_entries(session: Session, how: Import, read: Read) -> Came:
    """Add or change what entries say, each with its learner's enrolment; nothing is taken away."""
    came = Came(skipped=read.skipped, left_out=list(read.left_out))
    people = people_by_key(session, {entry.learner for entry in read.entries}, how.among)
    enrolments = _enrolments(session, set(people.values()))
    placed = []
    for entry in read.entries:
        found = _place(entry, people, enrolments, how.kind)
        if isinstance(found, LeftOut):
            came.left_out.append(found)
        else:
            placed.append((entry, found))
    _write(session, how, placed, came)
    came.left_out.sort(key=lambda one: one.row)
    return came


def people_by_key(session: Session, keys: Collection[str], among: Collection[str] | None = None) -> dict[str, str]:
    """Return the ids of people whom numbers, addresses or ids name; who was erased is found by none.

    Who is not `among` those whose rows may be written is not found either.
    """
    asked, found = sorted(keys), dict[str, str]()
    for first in range(0, len(asked), _IN_ONE):
        some = asked[first : first + _IN_ONE]
        lower = [key.lower() for key in some]
        rows = session.exec(
            select(Person).where(
                or_(col(Person.external_ref).in_(some), col(Person.email).in_(lower), col(Person.id).in_(some)),
                col(Person.erased_at).is_(None),
            )
        )
        for person in (one for one in rows if among is None or one.id in among):
            found |= {key: person.id for key in (person.email, person.external_ref, person.id) if key}
    return {key: found.get(key) or found[key.lower()] for key in keys if key in found or key.lower() in found}


def _enrolments(session: Session, people: Collection[str]) -> dict[str, list[Enrolment]]:
    asked, found = sorted(people), dict[str, list[Enrolment]]()
    for first in range(0, len(asked), _IN_ONE):
        rows = select(Enrolment).where(col(Enrolment.person_id).in_(asked[first : first + _IN_ONE]))
        for enrolment in session.exec(rows.order_by(col(Enrolment.starts_on))):
            found.setdefault(enrolment.person_id, []).append(enrolment)
    return found


def _place(
    entry: Entry, people: Mapping[str, str], enrolments: Mapping[str, Sequence[Enrolment]], kind: Kind
) -> Enrolment | LeftOut:
    """Return the enrolment that an entry belongs to: the last that had begun by its day."""
    person = people.get(entry.learner)
    if person is None:
        return LeftOut(entry.row, "learner", f"nobody here has the number or address '{entry.learner[:80]}'")
    begun = [one for one in enrolments.get(person, ()) if one.starts_on <= entry.on]
    if not begun:
        return LeftOut(entry.row, "learner", f"the learner is on no programme that had begun by {entry.on}")
    if kind == "ksb" and not programme(begun[-1].programme).has_code(entry.key["code"]):
        return LeftOut(entry.row, "code", f"{begun[-1].programme} has no '{entry.key['code']}'")
    return begun[-1]


def _write(session: Session, how: Import, placed: Sequence[tuple[Entry, Enrolment]], came: Came) -> None:
    table = TABLES[how.kind]
    there = _there(session, table, {enrolment.id for _, enrolment in placed}, placed)
    touched: Counter[str] = Counter()
    before: dict[tuple[Any, ...], int] = {}
    for entry, enrolment in placed:
        key = (enrolment.id, *entry.key.values())
        if key in before:
            came.left_out.append(LeftOut(entry.row, "learner", f"stands twice: row {before[key]} is the same one"))
            continue
        before[key] = entry.row
        row = there.get(key)
        if row is None:
            own = {"organisation_id": enrolment.organisation_id, "enrolment_id": enrolment.id}
            values = {**own, "person_id": enrolment.person_id, **entry.key, **entry.says}
            row = table.model_validate({"id": new_id(), "at": how.at, **values})
            came.new += 1
        elif changed := {name: value for name, value in entry.says.items() if getattr(row, name) != value}:
            came.changed += 1
            row.sqlmodel_update(changed)
        else:
            came.unchanged += 1
            continue
        touched[enrolment.person_id] += 1
        session.add(row)
    for person_id, rows in touched.items():
        audit.note(session, how.viewer, f"{how.kind}.imported", f"person:{person_id}", {"rows": rows})


def _there(
    session: Session,
    table: Any,  # noqa: ANN401 - the class of a table
    enrolments: Collection[str],
    placed: Iterable[tuple[Entry, Enrolment]],
) -> dict[tuple[Any, ...], AssessorTable]:
    """Return what is kept of enrolments already, by what tells entries apart."""
    names = next((tuple(entry.key) for entry, _ in placed), ())
    asked, found = sorted(enrolments), {}
    for first in range(0, len(asked), _IN_ONE):
        for row in session.exec(select(table).where(table.enrolment_id.in_(asked[first : first + _IN_ONE]))):
            found[row.enrolment_id, *(getattr(row, name) for name in names)] = row
    return found
