"""How an organisation begins: a link that the service prints for its first owner, once and for a time."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import available_timezones

from sqlmodel import Session, col, func, select, update

from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.access.sign_up_link import SignUpLink
from assessor.models.declared import new_id
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.people import audit, roles
from assessor.people.doors import links, passwords
from assessor.people.doors.accounts import Doors, of_address, open_account, tidy
from assessor.people.refusals import Refused
from assessor.people.tokens import digest, new_token
from assessor.people.viewer import Viewer

NAME_MOST = 200


@dataclass(frozen=True, slots=True)
class Founder:
    """What somebody who signs up fills in."""

    organisation: str
    name: str
    email: str
    password: str
    again: str
    time_zone: str = "Europe/London"


def first_link(store: Store, until: dt.datetime, now: dt.datetime) -> str | None:
    """Make the first owner's link and return its token; None once there is an organisation that is not make-believe."""
    real = select(func.count()).select_from(Organisation).where(col(Organisation.is_make_believe).is_(False))
    with store.session_across() as session:
        if session.exec(real).one():
            return None
    return new_link(store, until, now)


def new_link(store: Store, until: dt.datetime, now: dt.datetime) -> str:
    """Make a link by which an organisation signs up, and return its token. Earlier links end."""
    with store.session(write=True) as session:
        session.exec(update(SignUpLink).where(col(SignUpLink.used_at).is_(None)).values(used_at=now))
        token = new_token()
        session.add(SignUpLink(id=new_id(), token_hash=digest(token), created_at=now, expires_at=until))
    return token


def checked_name(name: str, field: str, what: str) -> str:
    """Return a name without spaces around it. Raises Refused."""
    tidied = " ".join(name.split())
    if not tidied:
        raise Refused(f"Say {what}.", field)
    if len(tidied) > NAME_MOST:
        raise Refused(f"This has {len(tidied)} characters; at most {NAME_MOST} are taken.", field)
    return tidied


def sign_up(doors: Doors, token: str, founder: Founder, now: dt.datetime) -> Account:
    """Make the organisation and its first owner. Raises LinkGone and Refused."""
    organisation = checked_name(founder.organisation, "organisation", "what the organisation is called")
    name = checked_name(founder.name, "name", "what you are called")
    email = tidy(founder.email)
    if founder.time_zone not in available_timezones():
        raise Refused(f"There is no time zone '{founder.time_zone}'.", "time_zone")
    passwords.check(founder.password, founder.again, own_words=(email.partition("@")[0], *name.split(), organisation))
    with doors.store.session_across(write=True) as session:
        links.use(session, SignUpLink, token, now)
        if of_address(session, email) is not None:
            raise Refused("This address has an account already.", "email")
        account = open_account(session, doors, email, founder.password, now)
        _found(session, account, (organisation, founder.time_zone), name, now)
    return account


def _found(session: Session, account: Account, named: tuple[str, str], name: str, now: dt.datetime) -> None:
    organisation = Organisation(id=new_id(), name=named[0], time_zone=named[1], created_at=now)
    session.add(organisation)
    session.flush()
    person = Person(
        id=new_id(),
        organisation_id=organisation.id,
        account_id=account.id,
        name=name,
        email=account.email,
        joined_at=now,
    )
    session.add(person)
    session.flush()
    founder = Viewer(organisation_id=organisation.id, person_id=person.id)
    roles.give(session, founder, roles.Grant(person.id, "owner"), now, is_first=True)
    audit.note(session, founder, "organisation.made", f"organisation:{organisation.id}")
