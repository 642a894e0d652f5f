"""Writes what trainers type in between imports: reviews, time, ratings, links. Imports write the same tables."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session, select

from assessor.models.declared import new_id
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.evidence_link import EvidenceLink
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_rating import KsbRating
from assessor.models.programme.progress_review import ProgressReview
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer
from assessor.programmes.catalogue import programme
from assessor.programmes.rag import Colour

TYPED = "typed"
"""The source of what somebody typed in here."""
_WHOLE = 100
_LINKS = ("https://", "http://")
MOST_MIN = 6000
"""Of one piece of training: 100 hours."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review as a form gives it."""

    planned_on: dt.date | None = None
    held_on: dt.date | None = None
    learner_came: bool = False
    employer_came: bool = False
    progress_percent: int | None = None
    colour: Colour | None = None
    """The trainer's own judgement, where it differs from the formula's."""
    reason: str = ""
    concerns: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What the learner or the employer thinks of one code."""

    code: str
    rater: Literal["self", "employer"]
    rating: int
    most: int
    on: dt.date


@dataclass(frozen=True, slots=True)
class Spent:
    """One piece of training off the job."""

    on: dt.date
    minutes: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of work that is kept elsewhere."""

    title: str
    on: dt.date
    codes: Sequence[str] = ()
    link: str = ""
    signed_off_on: dt.date | None = None


def note_review(
    session: Session, viewer: Viewer, enrolment: Enrolment, review: Review, at: dt.datetime
) -> ProgressReview:
    """Keep a review, planned or held. Raises Refused."""
    values: dict[str, Any] = _own(viewer, enrolment) | _said(enrolment, review)
    row = ProgressReview(
        id=(own := new_id()),
        **values,
        source=TYPED,
        source_ref=own,
        by=viewer.person_id,
        at=at,
    )
    session.add(row)
    audit.note(session, viewer, "review.noted", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})
    return row


def hold_review(session: Session, viewer: Viewer, enrolment: Enrolment, row: ProgressReview, review: Review) -> None:
    """Put what a form says in the place of what is kept of a review: planned before, held now. Raises Refused."""
    row.sqlmodel_update(_said(enrolment, review))
    session.add(row)
    audit.note(session, viewer, "review.changed", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})


def spend(session: Session, viewer: Viewer, enrolment: Enrolment, spent: Spent, at: dt.datetime) -> HoursEntry:
    """Keep a piece of training off the job. Raises Refused."""
    if not 1 <= spent.minutes <= MOST_MIN:
        raise Refused(f"Write from a minute to {MOST_MIN // 60} hours for one piece of training.", "time")
    if spent.on > at.date() + dt.timedelta(days=1):
        raise Refused(f"{spent.on} is still to come; time is kept once it is spent.", "on")
    row = HoursEntry(
        id=(own := new_id()),
        **_own(viewer, enrolment),
        on=spent.on,
        minutes=spent.minutes,
        what=spent.what.strip(),
        source=TYPED,
        source_ref=own,
        at=at,
    )
    session.add(row)
    audit.note(session, viewer, "hours.noted", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})
    return row


def take_back(session: Session, viewer: Viewer, enrolment: Enrolment, entry_id: str) -> None:
    """Take back a piece of training that was typed in here; what came by an import is changed there. Raises Refused."""
    row = session.get(HoursEntry, entry_id)
    if row is None or row.enrolment_id != enrolment.id or row.source != TYPED:
        raise Refused("Only what was typed in here can be taken back; the rest is changed where it came from.", "entry")
    session.delete(row)
    audit.note(session, viewer, "hours.taken_back", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})


def rate(session: Session, viewer: Viewer, enrolment: Enrolment, ratings: Sequence[Rating], at: dt.datetime) -> None:
    """Keep ratings of a day; one of the same code, rater and day is put in the place of the earlier. Raises Refused."""
    _check_codes(enrolment, [one.code for one in ratings])
    for one in ratings:
        if not 0 <= one.rating <= one.most or one.most < 1:
            raise Refused(f"{one.code}: a rating is a number from 0 to {one.most}.", one.code)
        same = select(KsbRating).where(
            KsbRating.enrolment_id == enrolment.id,
            KsbRating.code == one.code,
            KsbRating.rater == one.rater,
            KsbRating.on == one.on,
        )
        row = session.exec(same).first()
        if row is None:
            row = KsbRating(
                id=new_id(),
                **_own(viewer, enrolment),
                code=one.code,
                rater=one.rater,
                rating=one.rating,
                most=one.most,
                on=one.on,
                source=TYPED,
                at=at,
            )
        row.rating, row.most, row.source = one.rating, one.most, TYPED
        session.add(row)
    audit.note(session, viewer, "ksb.rated", f"person:{enrolment.person_id}", {"ratings": len(ratings)})


def link_evidence(session: Session, viewer: Viewer, enrolment: Enrolment, link: Link, at: dt.datetime) -> EvidenceLink:
    """Keep where a piece of work is, and what it is mapped to. Raises Refused."""
    if not link.title.strip():
        raise Refused("Say what it is.", "title")
    if link.link.strip() and not link.link.strip().startswith(_LINKS):
        raise Refused("An address begins with https://.", "link")
    _check_codes(enrolment, link.codes)
    row = EvidenceLink(
        id=(own := new_id()),
        **_own(viewer, enrolment),
        codes=list(link.codes),
        title=link.title.strip(),
        link=link.link.strip(),
        on=link.on,
        signed_off_on=link.signed_off_on,
        source=TYPED,
        source_ref=own,
        at=at,
    )
    session.add(row)
    audit.note(session, viewer, "evidence.linked", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})
    return row


def _said(enrolment: Enrolment, review: Review) -> dict[str, Any]:
    """Return what a review says by column. Raises Refused."""
    day = review.held_on or review.planned_on
    if day is None or day < enrolment.starts_on:
        raise Refused(f"Say on which day it is or was, from {enrolment.starts_on} on.", "held_on")
    if (review.colour is None) != (not review.reason.strip()):
        raise Refused("A colour of your own needs its reason, and a reason its colour.", "reason")
    if review.progress_percent is not None and not 0 <= review.progress_percent <= _WHOLE:
        raise Refused("Progress is a number from 0 to 100.", "progress_percent")
    return {
        "planned_on": review.planned_on,
        "held_on": review.held_on,
        "learner_came": review.learner_came,
        "employer_came": review.employer_came,
        "progress_percent": review.progress_percent,
        "rag_override": review.colour,
        "rag_reason": review.reason.strip(),
        "concerns": review.concerns.strip(),
        "notes": review.notes.strip(),
    }


def _check_codes(enrolment: Enrolment, codes: Sequence[str]) -> None:
    found = programme(enrolment.programme)
    if unknown := [code for code in codes if not found.has_code(code)]:
        raise Refused(f"{found.code} has no '{unknown[0][:20]}'.", "codes")


def _own(viewer: Viewer, enrolment: Enrolment) -> dict[str, str]:
    assert viewer.organisation_id == enrolment.organisation_id, "an enrolment of the own organisation"
    return {
        "organisation_id": enrolment.organisation_id,
        "enrolment_id": enrolment.id,
        "person_id": enrolment.person_id,
    }
