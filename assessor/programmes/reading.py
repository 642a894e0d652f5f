"""What is kept of enrolments, read as the arithmetic takes it."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.enrolment_change import EnrolmentChange
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.learning_break import LearningBreak
from assessor.models.programme.planned_hours import PlannedHours
from assessor.models.programme.prior_learning import PriorLearning
from assessor.models.programme.programme_rules import ProgrammeRules
from assessor.models.programme.progress_review import ProgressReview
from assessor.programmes.course import Course, Pause, Rebase
from assessor.programmes.due import NextReview, last_day_of_month_after, next_review
from assessor.programmes.off_job import OffJob, Plan, off_job
from assessor.programmes.rag import COLOURS, Override, Progress, Rag, Rules, judge

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Known:
    """All of one enrolment that the arithmetic needs."""

    enrolment: Enrolment
    course: Course
    plan: Plan
    entries: tuple[tuple[dt.date, int], ...]
    """Days and minutes off the job, by day."""
    reviews: tuple[ProgressReview, ...]
    """By the day on which they were held or planned."""
    employer: str
    """Who employs the learner now."""
    review_months: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one learner stands on a day."""

    known: Known
    off_job: OffJob
    rag: Rag
    review: NextReview


def rules_of(session: Session) -> Rules:
    """Return the rules of the session's organisation: the newest, or those by default."""
    newest = session.exec(select(ProgrammeRules).order_by(col(ProgrammeRules.number).desc())).first()
    if newest is None:
        return Rules()
    return Rules(newest.tolerance_points, newest.new_starter_percent, newest.review_months)


def known_of(session: Session, enrolment_ids: Collection[str], rules: Rules) -> list[Known]:
    """Return what is kept of enrolments, in the order of their first days. Eight statements for any number of them."""
    enrolments = session.exec(
        select(Enrolment).where(col(Enrolment.id).in_(enrolment_ids)).order_by(col(Enrolment.starts_on), Enrolment.id)
    ).all()
    changes = _by_enrolment(session, EnrolmentChange, (EnrolmentChange.on, EnrolmentChange.id), enrolment_ids)
    pauses = _by_enrolment(session, LearningBreak, (LearningBreak.starts_on,), enrolment_ids)
    months = _by_enrolment(session, PlannedHours, (PlannedHours.month,), enrolment_ids)
    spent = _spent(session, enrolment_ids)
    reviews = _by_enrolment(session, ProgressReview, (ProgressReview.held_on, ProgressReview.id), enrolment_ids)
    prior = _by_enrolment(session, PriorLearning, (PriorLearning.at,), enrolment_ids)
    return [
        Known(
            enrolment=one,
            course=_course(one, pauses.get(one.id, ()), changes.get(one.id, ())),
            plan=Plan(
                whole_min=one.planned_off_job_min,
                by_month={row.month: row.minutes for row in months.get(one.id, ())},
                minimum_min=one.minimum_off_job_min,
                prior_min=sum(row.minutes for row in prior.get(one.id, ())),
            ),
            entries=tuple(spent.get(one.id, ())),
            reviews=tuple(sorted(reviews.get(one.id, ()), key=_day_of)),
            employer=next((row.employer for row in reversed(changes.get(one.id, ())) if row.employer), one.employer),
            review_months=one.review_months or rules.review_months,
        )
        for one in enrolments
    ]


def standing(known: Known, today: dt.date, rules: Rules) -> Standing:
    """Return where a learner stands at the end of a day."""
    held = [row.held_on for row in known.reviews if row.held_on]
    planned = [row.planned_on for row in known.reviews if row.planned_on and not row.held_on]
    hours = off_job(known.course, known.plan, known.entries, today)
    return Standing(
        known=known,
        off_job=hours,
        rag=judge(known.course, _progress(known, hours, today), today, rules, _override(known, today)),
        review=next_review(
            known.course, held, planned, today, months=known.review_months, ended_on=known.enrolment.ended_on
        ),
    )


def _progress(known: Known, hours: OffJob, today: dt.date) -> Progress | None:
    """Return the newest figure of the learner's own system while it is recent, else what the hours say."""
    for review in reversed(known.reviews):
        on = review.held_on
        if review.progress_percent is None or on is None or on > today:
            continue
        if today <= last_day_of_month_after(on, known.review_months):
            return Progress(review.progress_percent, on, "the learner's own system")
        break
    return None if hours.percent is None else Progress(hours.percent, today, "time off the job")


def _override(known: Known, today: dt.date) -> Override | None:
    """Return the trainer's judgement at the newest review, if she gave one there."""
    held = [row for row in known.reviews if row.held_on and row.held_on <= today]
    if not held or held[-1].rag_override is None:
        return None
    newest = held[-1]
    assert newest.held_on is not None, "it was held"
    return Override(next(one for one in COLOURS if one == newest.rag_override), newest.rag_reason, newest.held_on)


def _course(enrolment: Enrolment, pauses: Iterable[LearningBreak], changes: Iterable[EnrolmentChange]) -> Course:
    return Course(
        enrolment.starts_on,
        enrolment.planned_end_on,
        tuple(Pause(row.starts_on, row.back_on) for row in pauses),
        tuple(Rebase(row.on, row.planned_end_on, row.progress_percent) for row in changes),
    )


def _day_of(review: ProgressReview) -> dt.date:
    day = review.held_on or review.planned_on
    assert day is not None, "the table asks for one of them"
    return day


def _spent(session: Session, ids: Collection[str]) -> dict[str, list[tuple[dt.date, int]]]:
    """Return days and minutes by enrolment: as columns, since there are a hundred of them for each learner."""
    found: dict[str, list[tuple[dt.date, int]]] = {}
    asked = select(HoursEntry.enrolment_id, col(HoursEntry.on), HoursEntry.minutes)
    for enrolment_id, on, minutes in session.exec(
        asked.where(col(HoursEntry.enrolment_id).in_(ids)).order_by(col(HoursEntry.on))
    ):
        found.setdefault(enrolment_id, []).append((on, minutes))
    return found


def _by_enrolment(
    session: Session,
    table: type[Row],
    order: Sequence[Any],
    ids: Collection[str],
) -> dict[str, tuple[Row, ...]]:
    """Return the rows of a table by enrolment; of two of one day the one that was made first comes first."""
    whose: Any = table
    rows = session.exec(select(table).where(whose.enrolment_id.in_(ids)).order_by(whose.enrolment_id, *order)).all()
    return {key: tuple(group) for key, group in groupby(rows, key=lambda row: str(row.enrolment_id))}  # type: ignore[attr-defined] # every such table has it
