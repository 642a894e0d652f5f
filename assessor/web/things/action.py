"""An action that was agreed; it is the own one of who is to do it, and of the learner's teams and cohorts."""

from dataclasses import replace

from sqlmodel import Session

from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.people.viewer import Viewer
from assessor.web.access import Thing
from assessor.web.things.person import of_person


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    action = session.get(TrainerAction, thing_id)
    if action is None:
        return None
    return replace(of_person(session, action.person_id, viewer), is_own=action.who == viewer.person_id)
