"""Keeps what is typed for reports. The newest counts; what was typed before stays, with who typed it and when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from assessor.models.people.person import Person
from assessor.models.planning.report_input import ReportInput
from assessor.people import audit
from assessor.people.viewer import Viewer

WHOLE = "organisation"
"""What is typed about everybody."""


@dataclass(frozen=True, slots=True)
class Place:
    """What something is typed for, and about whom."""

    kind: str
    """plan, business_case, article_4, attitude."""
    about: str = WHOLE
    """Everybody, or ``team:ID``, ``cohort:ID``."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed last."""

    said: Mapping[str, Any]
    by: str
    """The name of who typed it."""
    at: dt.datetime


def newest(session: Session, place: Place) -> Typed | None:
    """Return what was typed last; None where nothing was."""
    found = session.exec(
        select(ReportInput, Person.name)
        .join(Person, col(Person.id) == col(ReportInput.by))
        .where(ReportInput.kind == place.kind, ReportInput.about == place.about)
        .order_by(col(ReportInput.number).desc())
        .limit(1)
    ).first()
    return Typed(found[0].said, found[1] or "somebody who was erased", found[0].at) if found else None


def keep(session: Session, viewer: Viewer, place: Place, said: Mapping[str, Any], at: dt.datetime) -> None:
    """Keep what was typed, once its kind has checked it; what was typed before stays."""
    assert viewer.organisation_id is not None, "inputs are an organisation's"
    assert viewer.person_id is not None, "inputs are typed by people"
    session.add(
        ReportInput(
            organisation_id=viewer.organisation_id,
            kind=place.kind,
            about=place.about,
            said=dict(said),
            by=viewer.person_id,
            at=at,
        )
    )
    audit.note(session, viewer, "report_input.kept", place.about, {"kind": place.kind})
