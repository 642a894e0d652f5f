"""From what a provider of identities vouches for to an account: only verified addresses that are known or invited."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.declared import new_id
from assessor.models.people.invitation import Invitation
from assessor.models.people.person import Person
from assessor.people.doors.accounts import of_address
from assessor.people.refusals import Refused

_NOT_INVITED = "This address is not invited. Ask your organisation for an invitation, then log in again."


@dataclass(frozen=True, slots=True)
class Vouched:
    """What the provider says of somebody, checked by its signature."""

    subject: str
    """Issuer and subject: who it is, whatever the address becomes."""
    email: str
    is_verified: bool
    """Whether the provider has looked that the address is hers."""


def log_in(store: Store, vouched: Vouched, now: dt.datetime) -> Account:
    """Return the account that a provider opens. Raises Refused."""
    with store.session_across(write=True) as session:
        return account_of(session, vouched, now)


def account_of(session: Session, vouched: Vouched, now: dt.datetime) -> Account:
    """Return the account of somebody; make one for who is invited. Asks across organisations. Raises Refused."""
    known = session.exec(select(Account).where(Account.oidc_subject == vouched.subject)).one_or_none()
    if known is not None:
        return _open(known)
    email = vouched.email.strip().lower()
    if not vouched.is_verified or not email:
        raise Refused("Your provider has not verified your e-mail address, so it opens nothing here.")
    account = of_address(session, email)
    if account is None:
        account = Account(id=new_id(), email=email, created_at=now)
        if not _take_up(session, account, now):
            raise Refused(_NOT_INVITED)
    elif account.oidc_subject is not None:
        raise Refused("This address belongs to another account of your provider. Ask an owner of your organisation.")
    account.oidc_subject = vouched.subject
    session.add(account)
    return _open(account)


def _open(account: Account) -> Account:
    if account.locked_at is not None:
        raise Refused(f"This account is locked: {account.locked_why}")
    return account


def _take_up(session: Session, account: Account, now: dt.datetime) -> bool:
    """Take up the open invitations of an address; say whether there was one."""
    found = session.exec(
        select(Invitation, Person)
        .join(Person, col(Person.id) == col(Invitation.person_id))
        .where(Person.email == account.email, col(Person.account_id).is_(None), col(Person.left_at).is_(None))
        .where(col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None), Invitation.expires_at > now)
    ).all()
    if not found:
        return False
    session.add(account)
    session.flush()
    for invitation, person in found:
        invitation.used_at, person.account_id = now, account.id
        session.add_all([invitation, person])
    session.flush()
    return True
