"""Who somebody of an organisation is when things are made for her without her being signed in."""

from typing import cast

from sqlmodel import Session, select

from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.people.viewer import Role, Viewer


def viewer_of(session: Session, person: Person) -> Viewer:
    """Return a person of the session's organisation as a viewer, with her roles, teams and cohorts."""
    organisation = session.exec(select(Organisation)).one()
    grants = session.exec(select(RoleGrant).where(RoleGrant.person_id == person.id)).all()
    return Viewer(
        organisation_id=organisation.id,
        organisation=organisation.name,
        time_zone=organisation.time_zone,
        is_make_believe=organisation.is_make_believe,
        person_id=person.id,
        name=person.name,
        roles=frozenset(cast("Role", grant.role) for grant in grants),
        teams=frozenset(grant.team_id for grant in grants if grant.team_id),
        cohorts=frozenset(grant.cohort_id for grant in grants if grant.cohort_id),
    )
