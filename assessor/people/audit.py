"""The audit log: who saw or changed what is another's. Rows are only added."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from assessor.people.viewer import Viewer

PAGE = 50


def note(session: Session, who: Viewer, action: str, about: str, detail: dict[str, Any] | None = None) -> None:
    """Add an entry to the log of the viewer's organisation: ``result.seen`` of ``sitting:ID``; never a secret."""
    assert who.organisation_id is not None, "only somebody of an organisation sees or changes its things"
    by_token = {"token": who.token_id} if who.token_id else {}
    session.add(
        AuditEntry(
            organisation_id=who.organisation_id,
            at=dt.datetime.now(dt.UTC),
            person_id=who.person_id,
            action=action,
            about=about,
            detail={**(detail or {}), **by_token},
        )
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are looked for."""

    action: str = ""
    name: str = ""
    """A part of the name of who did it."""
    about: str = ""
    """A part of what it was done to: person:ID."""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    """Before which."""


def entries(
    session: Session, wanted: Wanted | None = None, *, before: int | None = None, most: int = PAGE
) -> list[AuditEntry]:
    """Return the newest entries that are looked for, or those older than an entry's number, the newest first."""
    found = select(AuditEntry).order_by(col(AuditEntry.number).desc()).limit(most)
    if before is not None:
        found = found.where(col(AuditEntry.number) < before)
    return list(session.exec(found.where(*_conditions(wanted or Wanted()))))


def actions(session: Session) -> list[str]:
    """Return what has been done at all, by its words."""
    return sorted(session.exec(select(AuditEntry.action).distinct()))


def _conditions(wanted: Wanted) -> list[Any]:
    found: list[Any] = []
    if wanted.action:
        found.append(AuditEntry.action == wanted.action)
    if wanted.name:
        named = select(Person.id).where(col(Person.name).icontains(wanted.name, autoescape=True))
        found.append(col(AuditEntry.person_id).in_(named))
    if wanted.about:
        found.append(col(AuditEntry.about).contains(wanted.about, autoescape=True))
    if wanted.since is not None:
        found.append(col(AuditEntry.at) >= wanted.since)
    if wanted.until is not None:
        found.append(col(AuditEntry.at) < wanted.until)
    return found
