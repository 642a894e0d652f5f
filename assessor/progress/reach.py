"""Who may ask for a report on whom. Which results then stand in it, the release rule says."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.people.team import Team
from assessor.people.viewer import Viewer
from reports.given import Subject

FOR: Mapping[Subject, str] = {
    "learner": "the learner, and for who trains her",
    "trainer": "trainers, on their own learners",
    "team": "owners, and for the team's manager",
    "cohort": "owners, and for the cohort's trainer",
    "organisation": "owners",
}
"""Who may ask for a report, in words."""


def reaches(session: Session, viewer: Viewer, subject: Subject, about: str) -> bool:
    """Say whether somebody may ask for a report: a trainer of her cohorts, a manager of her teams, an owner of groups.

    A report on a learner is for the learner and for who trains her.
    """
    if subject == "learner":
        return about == viewer.person_id or _trains(session, viewer, about)
    if subject == "trainer":
        return about == viewer.person_id and "trainer" in viewer.roles
    if subject == "team":
        return "owner" in viewer.roles or about in viewer.teams
    if subject == "cohort":
        return "owner" in viewer.roles or about in viewer.cohorts
    return "owner" in viewer.roles


def everybody(session: Session, viewer: Viewer, subject: Subject) -> list[str]:
    """Return the ids of all on whom somebody may ask for a report of this subject, by name."""
    if subject == "trainer":
        return [viewer.person_id or ""]
    if subject == "organisation":
        return [viewer.organisation_id or ""]
    if subject == "learner":
        training = select(CohortMember.person_id).where(col(CohortMember.cohort_id).in_(viewer.cohorts))
        people = select(Person.id).where(col(Person.id).in_(training), col(Person.left_at).is_(None))
        return list(session.exec(people.order_by(Person.name)))
    table, own = (Team, viewer.teams) if subject == "team" else (Cohort, viewer.cohorts)
    found = select(table.id).where(col(table.closed_at).is_(None)).order_by(table.name)
    return list(session.exec(found if "owner" in viewer.roles else found.where(col(table.id).in_(own))))


def _trains(session: Session, viewer: Viewer, person_id: str) -> bool:
    member = select(CohortMember).where(
        CohortMember.person_id == person_id, col(CohortMember.cohort_id).in_(viewer.cohorts)
    )
    return session.exec(member).first() is not None
