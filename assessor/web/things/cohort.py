"""A cohort of the organisation; it is the own one of who is in it."""

from sqlmodel import Session

from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    if session.get(Cohort, thing_id) is None:
        return None
    is_in = viewer.person_id is not None and session.get(CohortMember, (thing_id, viewer.person_id)) is not None
    return Thing(is_own=is_in, cohorts=frozenset({thing_id}))
