"""A sitting; it is the own one of who sits, and her teams' and cohorts'. Who sees its result, the release rule says."""

from sqlmodel import Session, select

from assessor.models.measurement.sitting import Sitting
from assessor.people.viewer import Viewer
from assessor.web.access import Thing
from assessor.web.anonymous import held
from assessor.web.things import together
from assessor.web.things.person import of_person


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    found = session.exec(select(Sitting.person_ref).where(Sitting.id == thing_id)).all()
    if not found:
        return None
    if found[0] is None and (of_team := together.find(session, thing_id, viewer)) is not None:
        return of_team
    if found[0] is None:
        return Thing(is_own=viewer.is_person and thing_id in held().values())
    return of_person(session, found[0], viewer)
