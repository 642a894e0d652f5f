"""The audit log: who saw or changed what is another's. Rows are only added."""

import datetime as dt
from typing import Any

from sqlmodel import Session, col, select

from assessor.models.people.audit_entry import AuditEntry
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


def entries(session: Session, *, before: int | None = None, most: int = PAGE) -> list[AuditEntry]:
    """Return the newest entries, or those older than an entry's number, the newest first."""
    found = select(AuditEntry).order_by(col(AuditEntry.number).desc()).limit(most)
    if before is not None:
        found = found.where(col(AuditEntry.number) < before)
    return list(session.exec(found))
