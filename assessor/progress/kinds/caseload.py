"""The rows of the report on a caseload: what trainers keep of their learners' programmes. No result is read here."""

from sqlmodel import Session, col, select

from assessor.models.people.cohort import Cohort
from assessor.models.people.person import Person
from assessor.people.viewer import Viewer
from assessor.programmes import caseload
from assessor.programmes.caseload import CaseloadRow
from assessor.programmes.rag import Basis, formula
from assessor.programmes.reading import rules_of
from assessor.progress.sources import Asked, Given, Sources, evidence_of
from reports.data import Note
from reports.kinds.caseload.rows import WAITS, Caseload, Learner, Own

_MIN_PER_H = 60
_BASES: dict[Basis, str] = {"the learner's own system": "own system", "time off the job": "hours"}
"""By what progress was counted, in few words."""
_KEPT = Note(
    "What this is evidence of",
    "What trainers keep here and what other systems counted. Nothing in it is measured by a sitting.",
)


def rows(sources: Sources, asked: Asked) -> Given:
    """Return the caseload of a trainer, who asks for it herself."""
    session, organisation = sources.session, sources.organisation
    rules = rules_of(session)
    cohorts = _cohorts(session, asked.viewer)
    people = caseload.learners_of(session, list(cohorts))
    found = caseload.caseload(session, people, asked.today, rules)
    made_up, label = evidence_of(organisation, None)
    return Given(
        Caseload(
            trainer=session.get_one(Person, asked.about).name,
            organisation=organisation.name,
            made_on=asked.today,
            cohorts=tuple(cohorts.values()),
            learners=tuple(_learner(row, tuple(cohorts[one] for one in people[row.person_id]), asked) for row in found),
            without=len(people) - len({row.person_id for row in found}),
            formula=formula(rules),
            evidence=made_up if organisation.is_make_believe else _KEPT,
            evidence_label=label if organisation.is_make_believe else "Kept by trainers, not measured.",
        )
    )


def _cohorts(session: Session, viewer: Viewer) -> dict[str, str]:
    """Return the names of the cohorts that a trainer trains, by id."""
    found = select(Cohort).where(col(Cohort.id).in_(viewer.cohorts), col(Cohort.closed_at).is_(None))
    return {one.id: one.name for one in session.exec(found.order_by(Cohort.name))}


def _learner(row: CaseloadRow, cohorts: tuple[str, ...], asked: Asked) -> Learner:
    known, rag, hours = row.standing.known, row.standing.rag, row.standing.off_job
    enrolment, progress = known.enrolment, rag.progress
    return Learner(
        id=row.person_id,
        name=row.name,
        cohorts=cohorts,
        programme=f"{enrolment.programme}, version {enrolment.version}",
        starts_on=enrolment.starts_on,
        planned_end_on=known.course.end_planned(asked.today),
        waits=tuple(wait for wait in WAITS if row.is_in(wait)),
        review=row.standing.review.state,
        due_on=row.standing.review.due_on,
        planned_on=row.standing.review.planned_on,
        held_on=max((one.held_on for one in known.reviews if one.held_on and one.held_on <= asked.today), default=None),
        word=rag.word,
        colour=rag.colour or "",
        own=Own(rag.override.colour, rag.override.on, rag.override.reason) if rag.override else None,
        points=rag.points,
        progress_percent=progress.percent if progress else None,
        progress_on=progress.on if progress else None,
        basis=_BASES[progress.basis] if progress else "",
        elapsed_percent=rag.elapsed_percent,
        actual_h=hours.actual_min / _MIN_PER_H,
        planned_h=None if hours.planned_min is None else hours.planned_min / _MIN_PER_H,
    )
