"""What is arranged for a person's sittings. Why is asked by nobody and kept nowhere; managers never see it."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.models.people.arrangement import Arrangement
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer

MOST_PERCENT = 300
KINDS = (
    ("breaks", "The clock stops in breaks"),
    ("reader", "Somebody reads aloud"),
    ("scribe", "Somebody writes for the person"),
    ("narrative", "Questions in words, without options"),
)
"""Beside extra time: the columns, with what they mean."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks for."""

    kinds: frozenset[str]
    extra_time_percent: str


def newest(session: Session, person_id: str) -> Arrangement | None:
    """Return what is arranged for a person; None where nothing ever was."""
    found = select(Arrangement).where(Arrangement.person_id == person_id).order_by(col(Arrangement.number).desc())
    return session.exec(found.limit(1)).one_or_none()


def arrange(session: Session, who: Viewer, person_id: str, wish: Wish, now: dt.datetime) -> None:
    """Arrange something for a person's next sittings. Raises Refused."""
    said = wish.extra_time_percent.strip() or "0"
    if not (said.isascii() and said.isdecimal() and len(said) < 4 and int(said) <= MOST_PERCENT):  # noqa: PLR2004 - digits of the most
        raise Refused(f"Extra time is a whole number of percent from 0 to {MOST_PERCENT}.", "extra_time_percent")
    assert who.organisation_id is not None, "people are of an organisation"
    assert who.person_id is not None, "a person arranges it"
    row = Arrangement(
        organisation_id=who.organisation_id,
        person_id=person_id,
        extra_time_percent=int(said),
        set_by=who.person_id,
        at=now,
    )
    for kind, _ in KINDS:
        setattr(row, kind, kind in wish.kinds)
    session.add(row)
    audit.note(session, who, "arrangement.set", f"person:{person_id}")  # that, and never what
