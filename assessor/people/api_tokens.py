"""Keys of the API: made by an owner, shown once, good within scopes and for a time."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.db import Store
from assessor.models.declared import new_id
from assessor.models.people.api_token import ApiToken
from assessor.models.people.organisation import Organisation
from assessor.people.refusals import Refused
from assessor.people.tokens import digest, new_token
from assessor.people.viewer import Viewer

SCOPES = {
    "people:read": "read people, teams and cohorts",
    "people:write": "add and change people",
    "sittings:read": "read which sittings there are",
    "sittings:write": "begin sittings for people, show them their questions and take their answers",
    "results:read": "read results, as far as the release rule lets an owner see them",
    "campaigns:read": "read campaigns and their coverage",
    "campaigns:write": "make and change campaigns",
    "webhooks:read": "read which systems are called, and what became of the calls",
    "webhooks:write": "have systems called, and have calls made again",
}
LONGEST_DAYS = 366
_PREFIX = "toprung_"
_SEEN_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What an owner asks for."""

    name: str
    scopes: Collection[str]
    days: int


def make(session: Session, who: Viewer, wish: Wish, now: dt.datetime) -> str:
    """Make a key and return it; this is the only time that it can be seen. Raises Refused."""
    if not wish.name.strip():
        raise Refused("Say in a word or two what the key is for.", "name")
    scopes = [scope for scope in SCOPES if scope in wish.scopes]
    if not scopes:
        raise Refused("Choose at least one thing that the key may do.", "scopes")
    if not 1 <= wish.days <= LONGEST_DAYS:
        raise Refused(f"A key is good for 1 to {LONGEST_DAYS} days, not {wish.days}.", "days")
    assert who.organisation_id is not None
    assert who.person_id is not None
    token = _PREFIX + new_token()
    session.add(
        ApiToken(
            id=new_id(),
            organisation_id=who.organisation_id,
            name=wish.name.strip()[:200],
            scopes=scopes,
            token_hash=digest(token),
            made_by=who.person_id,
            created_at=now,
            expires_at=now + dt.timedelta(days=wish.days),
        )
    )
    return token


def all_of(session: Session) -> list[ApiToken]:
    """Return the keys of an organisation, the newest first; those taken back stay listed."""
    return list(session.exec(select(ApiToken).order_by(col(ApiToken.created_at).desc())))


def revoke(session: Session, token_id: str, now: dt.datetime) -> ApiToken:
    """Take a key back."""
    key = session.get_one(ApiToken, token_id)
    key.revoked_at = key.revoked_at or now
    session.add(key)
    return key


def read(store: Store, token: str, now: dt.datetime) -> Viewer | None:
    """Return the program that a key stands for; nobody where it is not good (any more). Asks across organisations."""
    with store.session_across() as session:
        found = session.exec(
            select(ApiToken, Organisation)
            .join(Organisation, col(Organisation.id) == col(ApiToken.organisation_id))
            .where(ApiToken.token_hash == digest(token), col(Organisation.closed_at).is_(None))
        ).one_or_none()
    if found is None or found[0].revoked_at is not None or found[0].expires_at <= now:
        return None
    key, organisation = found
    if key.last_used_at is None or now - key.last_used_at > _SEEN_EVERY:
        with store.session(organisation.id, write=True) as session:
            used = session.get_one(ApiToken, key.id)
            used.last_used_at = now
            session.add(used)
    return Viewer(
        organisation_id=organisation.id,
        organisation=organisation.name,
        time_zone=organisation.time_zone,
        is_make_believe=organisation.is_make_believe,
        token_id=key.id,
        scopes=frozenset(key.scopes),
    )
