"""A result, by its sitting. It is within reach of whom the release rule lets in, and of nobody else."""

from sqlmodel import Session

from assessor.people.viewer import Viewer
from assessor.releasing.facts import ask
from assessor.releasing.rule import Hidden, Seen
from assessor.web.access import Thing
from assessor.web.anonymous import held


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whether the viewer may see it; `is_own` means here that she may."""
    answer = ask(session, viewer, thing_id, viewer.person_id if thing_id in held().values() else None)
    if isinstance(answer, Hidden) and not answer.exists:
        return None
    return Thing(is_own=isinstance(answer, Seen))
