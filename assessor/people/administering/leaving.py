"""People who come one by one, are corrected, leave, come back, or are to be erased."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select, update

from assessor.models.afterwards.erasure import Erasure
from assessor.models.declared import new_id
from assessor.models.people.invitation import Invitation
from assessor.models.people.person import Person
from assessor.people import audit, roles
from assessor.people.doors.accounts import tidy
from assessor.people.refusals import Refused
from assessor.people.signing_up import NAME_MOST, checked_name
from assessor.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as a form gives her."""

    name: str
    email: str = ""
    job_role: str = ""
    external_ref: str = ""


def add(session: Session, who: Viewer, entry: Entry, now: dt.datetime) -> str:
    """List a person, who is a learner, and return her id. Raises Refused."""
    assert who.organisation_id is not None, "owners are of an organisation"
    values = _checked(session, entry, None)
    person = Person(id=new_id(), organisation_id=who.organisation_id, joined_at=now, name=values.pop("name") or "")
    for name, value in values.items():
        setattr(person, name, value)
    session.add(person)
    session.flush()
    roles.give(session, who, roles.Grant(person.id, "learner"), now)
    audit.note(session, who, "person.added", f"person:{person.id}")
    return person.id


def correct(session: Session, who: Viewer, person_id: str, entry: Entry) -> None:
    """Correct what is listed of a person. Raises Refused."""
    person = session.get_one(Person, person_id)
    values = _checked(session, entry, person_id)
    if person.account_id is not None and values["email"] != person.email:
        raise Refused("This address opens an account, so only its owner changes it.", "email")
    changed = sorted(name for name, value in values.items() if value != getattr(person, name))
    if not changed:
        return
    for name in changed:
        setattr(person, name, values[name])
    session.add(person)
    audit.note(session, who, "person.corrected", f"person:{person_id}", {"what": changed})


def leave(session: Session, who: Viewer, person_id: str, now: dt.datetime) -> None:
    """Have a person leave: she gets in no more, and her invitation ends. Raises Refused for the last owner."""
    person = session.get_one(Person, person_id)
    if person.left_at is not None:
        return
    if roles.is_last_owner(session, person_id):
        raise Refused("This is the last owner. Make somebody else an owner first.", "leave")
    person.left_at = now
    session.add(person)
    revoke_invitation(session, who, person_id, now)
    audit.note(session, who, "person.left", f"person:{person_id}")


def take_back(session: Session, who: Viewer, person_id: str) -> None:
    """Take a person back who has left. Raises Refused for one who was erased."""
    person = session.get_one(Person, person_id)
    if person.erased_at is not None:
        raise Refused("What named this person was erased; list the person anew.", "leave")
    person.left_at = None
    session.add(person)
    audit.note(session, who, "person.taken_back", f"person:{person_id}")


def ask_erasure(session: Session, who: Viewer, person_id: str, now: dt.datetime) -> None:
    """Have a person leave and ask that what is kept of her is erased. Raises Refused for the last owner."""
    leave(session, who, person_id, now)
    if waiting_erasure(session, person_id) is None:
        assert who.organisation_id is not None, "owners are of an organisation"
        asked = Erasure(
            id=new_id(), organisation_id=who.organisation_id, person_id=person_id, because="owner", asked_at=now
        )
        session.add(asked)
        audit.note(session, who, "erasure.asked", f"person:{person_id}")


def waiting_erasure(session: Session, person_id: str) -> Erasure | None:
    """Return the erasure of a person that is asked for and not done."""
    waiting = select(Erasure).where(Erasure.person_id == person_id, col(Erasure.done_at).is_(None))
    return session.exec(waiting).first()


def revoke_invitation(session: Session, who: Viewer, person_id: str, now: dt.datetime) -> bool:
    """Take back the open invitation of a person; False where there is none."""
    waiting = select(Invitation).where(
        Invitation.person_id == person_id, col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None)
    )
    if session.exec(waiting).first() is None:
        return False
    is_hers = col(Invitation.person_id) == person_id
    unused = col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None)
    session.exec(update(Invitation).where(is_hers, *unused).values(revoked_at=now))
    audit.note(session, who, "invitation.revoked", f"person:{person_id}")
    return True


def _checked(session: Session, entry: Entry, person_id: str | None) -> dict[str, str | None]:
    """Return the columns that an entry comes to. Raises Refused."""
    name = checked_name(entry.name, "name", "what the person is called")
    email = tidy(entry.email) if entry.email.strip() else None
    rest: dict[str, str | None] = {}
    for field in ("job_role", "external_ref"):
        rest[field] = " ".join(getattr(entry, field).split()) or None
        if len(rest[field] or "") > NAME_MOST:
            raise Refused(f"At most {NAME_MOST} characters are taken.", field)
    for field, value in {"email": email, "external_ref": rest["external_ref"]}.items():
        same = select(Person).where(getattr(Person, field) == value)
        other = session.exec(same).first() if value else None
        if other is not None and other.id != person_id:
            raise Refused(f"{other.name or 'Somebody'} has this one already.", field)
    return {"name": name, "email": email, **rest}
