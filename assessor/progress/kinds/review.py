"""The rows of the pack for a progress review: what is kept of the programme, and results by the release rule."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from assessor.framework import read_framework
from assessor.models.measurement.evidence import Evidence
from assessor.models.people.person import Person
from assessor.models.programme.enrolment_change import EnrolmentChange
from assessor.models.programme.evidence_link import EvidenceLink
from assessor.models.programme.progress_review import ProgressReview
from assessor.programmes.course import Course
from assessor.programmes.off_job import NoSuchRule, OffJob, off_job, rule_of
from assessor.programmes.rag import Rag, Rules, formula
from assessor.programmes.reading import Known, Standing, known_of, rules_of, standing
from assessor.progress.on_programme import (
    Shown,
    enrolled_of,
    enrolment_of,
    growth_may_be_said,
    ksbs_of,
    name_of,
    priors_of,
    result_of,
    sat_of,
    shown_to,
)
from assessor.progress.sources import WORK, Asked, Given, Sources, evidence_of
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.change import change
from assessor.training.agreeing import actions_for
from assessor.training.told import Told
from reports.growth_rows import Change, When
from reports.kinds.review.rows import (
    Action,
    Due,
    Found,
    Held,
    Hours,
    Judged,
    Override,
    Piece,
    Programme,
    Review,
    Stood,
    Turn,
)
from reports.words import day

_CHANGES: dict[str, Change] = {"gain": "gain", "loss": "loss", "not yet distinguishable": "not certain"}


def rows(sources: Sources, asked: Asked) -> Given:
    """Return what the reader may be told of a learner, and the sittings whose results stand in it."""
    session, organisation = sources.session, sources.organisation
    person = session.get_one(Person, asked.about)
    shown = shown_to(sources, asked)
    told = _programme(session, asked)
    last = told.last.on if told and told.last else None
    times = _times(shown, asked, last)
    evidence, label = evidence_of(organisation, shown.stage)
    review = Review(
        id=person.id,
        name=person.name,
        organisation=organisation.name,
        made_on=asked.today,
        reader=asked.viewer.name,
        is_own=asked.viewer.person_id == person.id,
        why=shown.why,
        framework=read_framework().title,
        programme=told,
        found=tuple(_found(when, one, shown, asked) for when, one in times),
        hidden=shown.hidden,
        sittings=len(shown.told) + shown.hidden,
        growth_may_be_said=growth_may_be_said(sources, shown),
        actions=tuple(_actions(session, asked)),
        evidence=evidence,
        evidence_label=label,
    )
    return Given(review, [one for _, one in times])


def _times(shown: Shown, asked: Asked, last: dt.date | None) -> list[tuple[When, Told]]:
    """Return the sittings that stand for the start, the last review and now; one that is another's is left out."""
    told = shown.told
    if not told:
        return []
    newest = told[-1]
    found: list[tuple[When, Told]] = [] if newest is told[0] else [("at the start", told[0])]
    before = [one for one in told if last and one.ended_at and asked.day_of(one.ended_at) <= last]
    if before and before[-1] is not newest and before[-1] is not told[0]:
        found.append(("at the last review", before[-1]))
    return [*found, ("now", newest)]


def _found(when: When, one: Told, shown: Shown, asked: Asked) -> Found:
    newest, own = result_of(shown.told[-1]), result_of(one)
    if one is shown.told[-1]:
        return Found(when, sat_of(one, asked), "first", 0.0, 0.0)
    since = change(Ability(own.theta, own.se), Ability(newest.theta, newest.se))
    return Found(when, sat_of(one, asked), _CHANGES[since.verdict], since.low, since.high)


def _programme(session: Session, asked: Asked) -> Programme | None:
    enrolment = enrolment_of(session, asked.about, asked.today)
    if enrolment is None:
        return None
    rules = rules_of(session)
    (known,) = known_of(session, [enrolment.id], rules)
    until = min(asked.today, enrolment.ended_on or asked.today)
    found = standing(known, until, rules)
    held = [row for row in known.reviews if row.held_on and row.held_on <= until]
    last = held[-1] if held else None
    return Programme(
        enrolled=enrolled_of(session, known, asked.today),
        now=_stood(known, until),
        then=_stood(known, last.held_on) if last and last.held_on else None,
        hours=_hours(known, found.off_job),
        judged=_judged(found.rag, rules, has_ended=found.review.state == "ended"),
        due=_due(found, rules),
        last=_held(last) if last else None,
        turns=tuple(_turns(session, known.course, enrolment.id)),
        priors=priors_of(session, enrolment, asked),
        pieces=tuple(sorted(_pieces(session, enrolment.id, asked), key=lambda one: one.on, reverse=True)),
        ksbs=ksbs_of(session, enrolment, asked.today),
    )


def _stood(known: Known, on: dt.date) -> Stood:
    hours = off_job(known.course, known.plan, known.entries, on)
    return Stood(on, known.course.elapsed_percent(on), hours.planned_min, hours.actual_min)


def _hours(known: Known, found: OffJob) -> Hours:
    try:
        rule = rule_of(known.enrolment.starts_on)
    except NoSuchRule:
        said = ""
    else:
        said = f"{rule.said}. Source: {rule.source}, as of {day(rule.as_of)}. Guidance, not advice."
    return Hours(found.whole_min, found.asked_min, found.uncounted_min, said)


def _judged(rag: Rag, rules: Rules, *, has_ended: bool) -> Judged:
    """Return whether a learner is behind; of a programme that has ended nobody is judged."""
    progress, own = rag.progress, None if has_ended else rag.override
    return Judged(
        word="the programme has ended" if has_ended else rag.word,
        colour=None if has_ended else rag.colour,
        points=rag.points,
        progress_percent=progress.percent if progress else None,
        progress_on=progress.on if progress else None,
        basis=progress.basis if progress else "",
        elapsed_percent=rag.elapsed_percent,
        override=Override(own.colour, own.reason, own.on) if own else None,
        formula=formula(rules),
    )


def _due(found: Standing, rules: Rules) -> Due:
    review, known = found.review, found.known
    reason = known.enrolment.review_reason if known.review_months != rules.review_months else ""
    return Due(review.due_on, review.state, review.planned_on, review.counted_from, known.review_months, reason)


def _held(row: ProgressReview) -> Held:
    assert row.held_on is not None, "it was held"
    return Held(row.held_on, row.learner_came, row.employer_came, row.progress_percent, row.concerns, row.notes)


def _turns(session: Session, course: Course, enrolment_id: str) -> list[Turn]:
    """Return breaks and changes, the oldest first."""
    found = [
        Turn(one.starts_on, f"break, back on {day(one.back_on)}" if one.back_on else "break, which goes on")
        for one in course.pauses
    ]
    for row in session.exec(select(EnrolmentChange).where(EnrolmentChange.enrolment_id == enrolment_id)):
        new = [f"planned end {day(row.planned_end_on)}"] if row.planned_end_on else []
        new += [f"employer {row.employer}"] if row.employer else []
        why = f" ({row.why.rstrip('.')})" if row.why else ""
        found.append(Turn(row.on, f"{' and '.join(new)}{why}"))
    return sorted(found, key=lambda one: one.on)


def _pieces(session: Session, enrolment_id: str, asked: Asked) -> Iterator[Piece]:
    """Return work that is kept elsewhere, and work that somebody saw here and marked."""
    linked = select(EvidenceLink).where(EvidenceLink.enrolment_id == enrolment_id, col(EvidenceLink.on) <= asked.today)
    for link in session.exec(linked):
        signed = link.signed_off_on
        state = f"signed off on {day(signed)}" if signed and signed <= asked.today else "not signed off"
        yield Piece(link.on, link.title, tuple(link.codes), state, link.link)
    for one in session.exec(select(Evidence).where(Evidence.person_ref == asked.about)):
        met = "met the rubric" if one.passed else "did not meet the rubric"
        what = f"{WORK.get(one.kind, one.kind)}: {one.about}" if one.about else WORK.get(one.kind, one.kind)
        yield Piece(asked.day_of(one.at), what, (), f"{met} {one.rubric.partition('#')[0]}, seen by {one.by}", "")


def _actions(session: Session, asked: Asked) -> Sequence[Action]:
    return [
        Action(
            what=one.what,
            who=name_of(session, one.who),
            due_on=one.due_on,
            agreed_on=asked.day_of(one.at),
            done_on=asked.day_of(one.done_at) if one.done_at else None,
        )
        for one in actions_for(session, asked.about)
    ]
