"""A sign-in of the viewer's own account; those of others are not there, whoever asks."""

from sqlmodel import Session

from assessor.models.access.sign_in import SignIn
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    sign_in = session.get(SignIn, thing_id)
    return Thing(is_own=True) if sign_in and sign_in.account_id == viewer.account_id else None
