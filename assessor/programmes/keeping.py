"""Writes what trainers keep of a programme: enrolments, their changes and breaks, prior learning, plans, rules.

Every change is noted in the log. What was written is not changed afterwards but by what came later.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.models.declared import new_id
from assessor.models.people.person import Person
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.enrolment_change import EnrolmentChange
from assessor.models.programme.learning_break import LearningBreak
from assessor.models.programme.planned_hours import PlannedHours
from assessor.models.programme.prior_learning import PriorLearning
from assessor.models.programme.programme_rules import ProgrammeRules
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer
from assessor.programmes.catalogue import NoSuchVersion, programme
from assessor.programmes.off_job import minimum_by_share, rule_of
from assessor.programmes.rag import Rules


@dataclass(frozen=True, slots=True)
class Wish:
    """An enrolment as somebody asks for it."""

    person_id: str
    programme: str
    starts_on: dt.date
    planned_end_on: dt.date
    employer: str = ""
    planned_off_job_min: int | None = None
    minimum_off_job_min: int | None = None
    paid_h: float | None = None
    """Paid hours over the whole time, for starts for which the rule asks for a share of them."""
    review_months: int | None = None
    review_reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A new planned end, another employer, or both, from a day on."""

    on: dt.date
    planned_end_on: dt.date | None = None
    employer: str = ""
    progress_percent: int | None = None
    """Where the learner stood on that day; none: nobody says."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Prior:
    """Prior learning as a person decided."""

    minutes: int
    evidence: str
    codes: Sequence[str] = ()


def enrol(session: Session, viewer: Viewer, wish: Wish, at: dt.datetime) -> Enrolment:
    """Enrol a learner, pinned to the version that holds on the first day. Raises Refused."""
    person = session.get(Person, wish.person_id)
    if person is None or person.erased_at is not None:
        raise Refused("There is no such learner here.", "person_id")
    try:
        found = programme(wish.programme)
        version = found.version_on(wish.starts_on)
    except NoSuchVersion as error:
        raise Refused(str(error), "programme") from None
    _check_days(session, wish)
    if (wish.review_months is None) != (not wish.review_reason.strip()):
        raise Refused(
            "Another time between reviews needs the reason that was agreed with the employer.", "review_reason"
        )
    enrolment = Enrolment(
        id=new_id(),
        organisation_id=_own(viewer),
        person_id=wish.person_id,
        programme=found.code,
        version=version.version,
        starts_on=wish.starts_on,
        planned_end_on=wish.planned_end_on,
        employer=wish.employer.strip(),
        planned_off_job_min=wish.planned_off_job_min,
        minimum_off_job_min=_minimum(wish),
        review_months=wish.review_months,
        review_reason=wish.review_reason.strip(),
        made_by=viewer.person_id,
        made_at=at,
    )
    session.add(enrolment)
    session.flush()
    audit.note(session, viewer, "enrolment.made", f"person:{wish.person_id}", {"enrolment": enrolment.id})
    return enrolment


def end(session: Session, viewer: Viewer, enrolment: Enrolment, on: dt.date, *, completed: bool) -> None:
    """Say that a learner has completed a programme or left it. Raises Refused."""
    if on < enrolment.starts_on:
        raise Refused(f"It cannot end on {on}, before it began on {enrolment.starts_on}.", "ended_on")
    enrolment.ended_on, enrolment.ended_as = on, "completed" if completed else "withdrawn"
    session.add(enrolment)
    audit.note(session, viewer, "enrolment.ended", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})


def change(session: Session, viewer: Viewer, enrolment: Enrolment, new: Change, at: dt.datetime) -> None:
    """Keep a new planned end or employer; what is expected is re-based on that day. Raises Refused."""
    if new.on < enrolment.starts_on:
        raise Refused(f"It cannot change on {new.on}, before it began on {enrolment.starts_on}.", "on")
    if new.planned_end_on is not None and new.planned_end_on <= new.on:
        raise Refused("The new planned end has to come after the day of the change.", "planned_end_on")
    if new.planned_end_on is None and not new.employer.strip():
        raise Refused("Say what changes: the planned end, the employer, or both.", "planned_end_on")
    session.add(
        EnrolmentChange(
            id=new_id(),
            organisation_id=_own(viewer),
            enrolment_id=enrolment.id,
            person_id=enrolment.person_id,
            on=new.on,
            planned_end_on=new.planned_end_on,
            employer=new.employer.strip() or None,
            progress_percent=new.progress_percent,
            why=new.why.strip(),
            by=viewer.person_id,
            at=at,
        )
    )
    audit.note(session, viewer, "enrolment.changed", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})


def begin_break(session: Session, viewer: Viewer, enrolment: Enrolment, on: dt.date, at: dt.datetime) -> None:
    """Keep that a learner does not learn from a day on. Raises Refused."""
    for other in session.exec(select(LearningBreak).where(LearningBreak.enrolment_id == enrolment.id)):
        if other.back_on is None or on < other.back_on:
            raise Refused(f"There is a break from {other.starts_on} already that has not ended by {on}.", "starts_on")
    if on < enrolment.starts_on:
        raise Refused(f"A break cannot begin on {on}, before the programme does on {enrolment.starts_on}.", "starts_on")
    session.add(
        LearningBreak(
            id=new_id(),
            organisation_id=_own(viewer),
            enrolment_id=enrolment.id,
            person_id=enrolment.person_id,
            starts_on=on,
            by=viewer.person_id,
            at=at,
        )
    )
    audit.note(session, viewer, "break.begun", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})


def end_break(session: Session, viewer: Viewer, enrolment: Enrolment, back_on: dt.date) -> None:
    """Keep the first day on which a learner learns again. Raises Refused."""
    going = select(LearningBreak).where(
        LearningBreak.enrolment_id == enrolment.id, col(LearningBreak.back_on).is_(None)
    )
    found = session.exec(going).first()
    if found is None or back_on <= found.starts_on:
        raise Refused(f"There is no break that could end on {back_on}.", "back_on")
    found.back_on = back_on
    session.add(found)
    audit.note(session, viewer, "break.ended", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})


def decide_prior(session: Session, viewer: Viewer, enrolment: Enrolment, prior: Prior, at: dt.datetime) -> None:
    """Keep a person's decision on prior learning, in time and with its evidence. Raises Refused."""
    if viewer.person_id is None:
        raise Refused("Prior learning is decided by a person, not by a program.", "minutes")
    if prior.minutes < 1:
        raise Refused("Write how many hours are left out.", "minutes")
    if not prior.evidence.strip():
        raise Refused("Say on what evidence it rests.", "evidence")
    found = programme(enrolment.programme)
    if unknown := [code for code in prior.codes if not found.has_code(code)]:
        raise Refused(f"{found.code} has no '{unknown[0]}'.", "codes")
    session.add(
        PriorLearning(
            id=new_id(),
            organisation_id=_own(viewer),
            enrolment_id=enrolment.id,
            person_id=enrolment.person_id,
            minutes=prior.minutes,
            codes=list(prior.codes),
            evidence=prior.evidence.strip(),
            by=viewer.person_id,
            at=at,
        )
    )
    audit.note(session, viewer, "prior_learning.decided", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})


def plan_months(session: Session, viewer: Viewer, enrolment: Enrolment, minutes: Mapping[dt.date, int]) -> None:
    """Keep what months of the training plan hold; months that are not named stay. Raises Refused."""
    for month, planned in minutes.items():
        if planned < 0 or month.day != 1:
            raise Refused("A plan has minutes from 0 on for a month, named by its first day.", "minutes")
        row = session.get(PlannedHours, (enrolment.id, month)) or PlannedHours(
            enrolment_id=enrolment.id,
            month=month,
            organisation_id=_own(viewer),
            person_id=enrolment.person_id,
            minutes=planned,
        )
        row.minutes = planned
        session.add(row)
    audit.note(session, viewer, "hours.planned", f"person:{enrolment.person_id}", {"enrolment": enrolment.id})


def set_rules(session: Session, viewer: Viewer, rules: Rules, at: dt.datetime) -> None:
    """Set by what rules an organisation tells who is behind and when reviews are due. Raises Refused."""
    for field, least, most in (("tolerance_points", 1, 50), ("new_starter_percent", 0, 50), ("review_months", 1, 12)):
        if not least <= getattr(rules, field) <= most:
            raise Refused(f"Write a number from {least} to {most}, not {getattr(rules, field)}.", field)
    assert viewer.person_id is not None, "rules are set by people"
    session.add(
        ProgrammeRules(
            organisation_id=_own(viewer),
            tolerance_points=rules.tolerance_points,
            new_starter_percent=rules.new_starter_percent,
            review_months=rules.review_months,
            by=viewer.person_id,
            at=at,
        )
    )
    audit.note(session, viewer, "programme_rules.set", f"organisation:{_own(viewer)}")


def _check_days(session: Session, wish: Wish) -> None:
    """Look that an enrolment has days in order and that the learner is on no other programme then. Raises Refused."""
    if wish.planned_end_on <= wish.starts_on:
        raise Refused(f"It cannot end on {wish.planned_end_on}; it begins on {wish.starts_on}.", "planned_end_on")
    for other in session.exec(select(Enrolment).where(Enrolment.person_id == wish.person_id)):
        last = other.ended_on or other.planned_end_on
        if wish.starts_on <= last and other.starts_on <= wish.planned_end_on:
            raise Refused(
                f"The learner is on {other.programme} from {other.starts_on} to {last}; one programme at a time.",
                "starts_on",
            )


def _minimum(wish: Wish) -> int | None:
    """Return what was typed in, else what the rule of that day makes of paid hours."""
    if wish.minimum_off_job_min is not None or wish.paid_h is None:
        return wish.minimum_off_job_min
    return minimum_by_share(rule_of(wish.starts_on), wish.paid_h)


def _own(viewer: Viewer) -> str:
    assert viewer.organisation_id is not None, "whoever keeps something is of an organisation"
    return viewer.organisation_id
