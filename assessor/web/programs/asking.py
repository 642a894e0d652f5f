"""In whose place a program asks: as an owner of the organisation does, and never as the owner who made its key.

So it sees no owner's own result as that owner does; but who opened a result is told by the name of who made the key.
"""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session

from assessor.models.people.api_token import ApiToken
from assessor.people.viewer import Viewer
from assessor.releasing import opening
from assessor.releasing.rule import Standing
from assessor.web.service import viewer


def as_owner() -> Viewer:
    """Return the program as the release rule is asked about it."""
    return replace(viewer(), roles=frozenset({"owner"}))


def by_maker(session: Session) -> Viewer:
    """Return the program as who made its key, for what has to name a person."""
    key = session.get_one(ApiToken, viewer().token_id)
    return replace(as_owner(), person_id=key.made_by)


def opened(session: Session, standing: Standing, at: dt.datetime) -> None:
    """Note that a program read a result, so that the person who sat sees that somebody has."""
    maker = by_maker(session)
    if maker.person_id != standing.person_id:
        opening.opened(session, maker, standing, at)
