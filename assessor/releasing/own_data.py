"""All that is kept of one person, for that person: as rows under the names of tables. Nothing of anybody else."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, inspect, or_
from sqlmodel import Session, SQLModel, col, select

from assessor.models.declared import AssessorTable
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from assessor.releasing.holdings import HOLDINGS
from assessor.releasing.kinds_held import KINDS

Rows = dict[str, list[dict[str, Any]]]
FATES = tuple((kind.what, kind.happens, kind.why, kind.until) for kind in KINDS)
"""What, what happens, why, and until when."""


def sittings_of(session: Session, person_id: str) -> list[str]:
    """Return the ids of a person's sittings."""
    return list(session.exec(select(Sitting.id).where(Sitting.person_ref == person_id)))


def data_of(session: Session, person_id: str, equality_keys: Collection[str] = ()) -> Rows:
    """Return all rows of a person, by table.

    `equality_keys` are those under which her voluntary answers lie, which nothing in the rows leads to.
    """
    person = session.get_one(Person, person_id)
    sittings = sittings_of(session, person_id)
    ids: Mapping[str, Collection[str | None]] = {
        "id": [person_id],
        "person_id": [person_id],
        "person_ref": [person_id],
        "account_id": [person.account_id],
        "to": [person.email],
        "sitting_id": sittings,
        "asked_id": session.exec(select(Asked.id).where(col(Asked.sitting_id).in_(sittings))).all(),
        "key": equality_keys,
    }
    found = {}
    for table, holding in HOLDINGS.items():
        if holding.by and (rows := session.exec(select(table).where(_about(table, holding.by, ids))).all()):
            withheld = set(holding.withheld.split())
            found[str(table.__tablename__)] = [_plain(row, withheld) for row in rows]
    return found


def as_text(rows: Rows) -> str:
    """Return the rows for reading, one column a line."""
    lines: list[str] = []
    for table, held in rows.items():
        lines += ["", f"{table.replace('_', ' ').upper()} ({len(held)})"]
        for row in held:
            lines += [
                "",
                *(f"  {name.replace('_', ' ')}: {'' if value is None else value}" for name, value in row.items()),
            ]
    return "\n".join(lines).strip() + "\n"


def _about(table: type[AssessorTable], by: str, ids: Mapping[str, Collection[str | None]]) -> ColumnElement[bool]:
    """Return what is true of a table's rows about her; the log has what she did and what was done to her."""
    columns: Mapping[str, ColumnElement[Any]] = inspect(table).columns
    if table is AuditEntry:
        about = [*(f"person:{one}" for one in ids["id"]), *(f"sitting:{one}" for one in ids["sitting_id"])]
        return or_(columns[by].in_(ids[by]), columns["about"].in_(about))
    own = "id" if by not in columns else by  # an account is found by its own id
    return columns[own].in_([one for one in ids[by] if one])


def _plain(row: SQLModel, withheld: set[str]) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude=withheld)
