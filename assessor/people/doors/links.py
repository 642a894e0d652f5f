"""Links that work once and for a time: to sign up, to take up an invitation, to set a new password.

Only a digest is kept. Of two who use a link at once, one gets in.
"""

import datetime as dt
from typing import TypeVar

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select

from assessor.models.access.password_reset import PasswordReset
from assessor.models.access.sign_up_link import SignUpLink
from assessor.models.people.invitation import Invitation
from assessor.people.refusals import LinkGone
from assessor.people.tokens import digest

Link = TypeVar("Link", Invitation, PasswordReset, SignUpLink)


def look_at(session: Session, kind: type[Link], token: str, now: dt.datetime) -> Link:
    """Return what a link is for, without using it. Raises LinkGone."""
    found = session.exec(select(kind).where(kind.token_hash == digest(token))).one_or_none()
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise LinkGone
    if getattr(found, "revoked_at", None) is not None:  # only invitations are taken back
        raise LinkGone
    return found


def use(session: Session, kind: type[Link], token: str, now: dt.datetime) -> Link:
    """Use a link and return what it was for. Raises LinkGone."""
    found = look_at(session, kind, token, now)
    once = update(kind).where(col(kind.id) == found.id, col(kind.used_at).is_(None)).values(used_at=now)
    used = session.exec(once)
    assert isinstance(used, CursorResult)
    if used.rowcount != 1:
        raise LinkGone
    return found
