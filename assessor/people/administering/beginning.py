"""How far a new organisation has come, so that its owner is led on: people, invitations, roles, the first campaign."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, func, select

from assessor.models.campaigns.campaign import Campaign
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.people.administering import listing

Key = Literal["people", "invitations", "roles", "campaign", "end"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that an owner does at the beginning."""

    key: Key
    is_done: bool


def steps(session: Session, now: dt.datetime) -> list[Step]:
    """Return the first steps in their order; none once a campaign has ended."""
    here = col(Person.left_at).is_(None), col(Person.erased_at).is_(None)
    people = session.exec(select(func.count()).select_from(Person).where(*here)).one()
    leading = select(func.count()).select_from(RoleGrant).where(col(RoleGrant.role).in_(("manager", "trainer")))
    launched = session.exec(select(Campaign.closed_at).where(col(Campaign.launched_at).is_not(None))).all()
    if any(launched):
        return []
    return [
        Step("people", people > 1),
        Step("invitations", people > 1 and not listing.uninvited(session, now, 1)),
        Step("roles", session.exec(leading).one() > 0),
        Step("campaign", bool(launched)),
        Step("end", is_done=False),
    ]
