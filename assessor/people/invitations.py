"""Invitations: a link by which a listed person takes up her place, with a new account or with one that she has."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select, update

from assessor.models.access.account import Account
from assessor.models.declared import new_id
from assessor.models.people.invitation import Invitation
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.people import audit
from assessor.people.doors import links, passwords
from assessor.people.doors.accounts import Doors, of_address, open_account
from assessor.people.refusals import LinkGone, Refused
from assessor.people.tokens import digest, new_token
from assessor.people.viewer import Viewer

Way = Literal["mail", "list"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers."""

    person_id: str
    name: str
    email: str
    organisation: str
    has_account: bool
    """Whether the address has an account, so that its password is asked for and no new one made."""


def invite(session: Session, who: Viewer, person_id: str, *, way: Way, until: dt.datetime, now: dt.datetime) -> str:
    """Make an invitation and return its token. Earlier ones of the person end. Raises Refused."""
    person = session.get_one(Person, person_id)
    if person.account_id is not None:
        raise Refused(f"{person.name} has signed up already.")
    if person.left_at is not None or person.erased_at is not None:
        raise Refused("Somebody who has left is not invited.")
    if not person.email:
        raise Refused(f"{person.name} has no e-mail address; an account needs one.")
    open_ones = update(Invitation).where(
        col(Invitation.person_id) == person_id, col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None)
    )
    session.exec(open_ones.values(revoked_at=now))
    token = new_token()
    session.add(
        Invitation(
            id=new_id(),
            organisation_id=person.organisation_id,
            person_id=person_id,
            token_hash=digest(token),
            way=way,
            sent_by=who.person_id,
            created_at=now,
            expires_at=until,
        )
    )
    audit.note(session, who, "person.invited", f"person:{person_id}", {"way": way})
    return token


def look_at(session: Session, token: str, now: dt.datetime) -> Offer:
    """Return what an invitation offers, without taking it up. Asks across organisations. Raises LinkGone."""
    invitation = links.look_at(session, Invitation, token, now)
    found = session.exec(
        select(Person, Organisation)
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(Person.id == invitation.person_id, col(Person.left_at).is_(None), col(Person.erased_at).is_(None))
        .where(col(Person.account_id).is_(None), col(Organisation.closed_at).is_(None))
    ).one_or_none()
    if found is None or not found[0].email:
        raise LinkGone
    person, organisation = found
    has_account = of_address(session, person.email or "") is not None
    return Offer(person.id, person.name, person.email or "", organisation.name, has_account)


def accept_anew(doors: Doors, token: str, new: tuple[str, str], now: dt.datetime) -> Account:
    """Take up an invitation with a new account and a password, typed twice. Raises LinkGone and Refused."""
    with doors.store.session_across(write=True) as session:
        offer = look_at(session, token, now)
        if offer.has_account:
            raise Refused("This address has an account already. Log in with its password.", "password")
        passwords.check(*new, own_words=(offer.email.partition("@")[0], *offer.name.split(), offer.organisation))
        account = open_account(session, doors, offer.email, new[0], now)
        _take_up(session, token, account, now)
    return account


def accept_with(doors: Doors, token: str, account_id: str, now: dt.datetime) -> str:
    """Take up an invitation with the account that is signed in; return the person. Raises LinkGone and Refused."""
    with doors.store.session_across(write=True) as session:
        offer, account = look_at(session, token, now), session.get_one(Account, account_id)
        if offer.email != account.email:
            raise Refused(f"The invitation is for {offer.email}, and you are signed in as {account.email}.")
        _take_up(session, token, account, now)
    return offer.person_id


def _take_up(session: Session, token: str, account: Account, now: dt.datetime) -> None:
    invitation = links.use(session, Invitation, token, now)
    person = session.get_one(Person, invitation.person_id)
    person.account_id = account.id
    session.add(person)
    session.flush()
    who = Viewer(organisation_id=person.organisation_id, person_id=person.id)
    audit.note(session, who, "invitation.taken_up", f"person:{person.id}")
