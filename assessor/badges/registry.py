"""The badges of all organisations, for whoever checks one: badges and lists of withdrawn ones are the installation's.

No other module of badges looks over all organisations, and no page that is open to anyone reads more than this gives.
"""

import datetime as dt
import secrets

from sqlmodel import col, func, select

from assessor.badges.signing import LIST_SIZE
from assessor.db import Store
from assessor.errors import AssessorError
from assessor.models.afterwards.badge import Badge


class NoSuchBadge(AssessorError):
    """There is no such badge, or it is withdrawn already."""


def free_place(store: Store) -> int:
    """Return a place by chance in the newest list of withdrawn badges, so that its number tells nothing."""
    with store.session_across() as session:
        given = session.exec(select(func.count()).select_from(Badge)).one()
        begins = given // (LIST_SIZE // 2) * LIST_SIZE  # a list is left when half of it is taken
        while True:
            place = begins + secrets.randbelow(LIST_SIZE)
            if session.exec(select(Badge.id).where(Badge.place == place)).first() is None:
                return place


def found(store: Store, badge_id: str) -> Badge | None:
    """Return a badge by its id, whosever it is."""
    with store.session_across() as session:
        return session.get(Badge, badge_id)


def withdrawn(store: Store, number: int) -> frozenset[int] | None:
    """Return the places of withdrawn badges within one list; None for a list that no badge is in."""
    begins = number * LIST_SIZE
    within = col(Badge.place).between(begins, begins + LIST_SIZE - 1)
    with store.session_across() as session:
        if session.exec(select(Badge.id).where(within).limit(1)).first() is None:
            return None
        places = session.exec(select(Badge.place).where(within, col(Badge.withdrawn_at).is_not(None))).all()
    return frozenset(place - begins for place in places)


def withdraw(store: Store, badge_id: str, now: dt.datetime) -> Badge:
    """Withdraw a badge as who issued it. Raises NoSuchBadge."""
    with store.session_across(write=True) as session:
        badge = session.get(Badge, badge_id)
        if badge is None:
            raise NoSuchBadge(f"there is no badge {badge_id}; its id is the end of the address that it is checked at")
        if badge.withdrawn_at is not None:
            raise NoSuchBadge(f"badge {badge_id} was withdrawn on {badge.withdrawn_at:%-d %B %Y}")
        badge.token, badge.withdrawn_at, badge.withdrawn_by = "", now, "issuer"
        return badge
