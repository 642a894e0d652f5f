"""Inviting people: by letter where a mail server is named, else as links that are handed over, shown once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assessor.db import TenantSession
from assessor.jobs.books import Books
from assessor.jobs.mailing import Letter, post, sends_mail
from assessor.models.people.person import Person
from assessor.people import invitations
from assessor.people.viewer import Viewer
from assessor.settings import Settings


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one invitation."""

    name: str
    email: str
    until: dt.datetime
    link: str
    """To hand over, and seen only now; empty where a letter is on its way."""


def invite_people(
    books: Books, settings: Settings, session: TenantSession, who: Viewer, people: Sequence[Person]
) -> list[Handed]:
    """Invite people in a session that writes; earlier invitations of theirs end. Raises Refused."""
    now = dt.datetime.now(dt.UTC)
    until = now + dt.timedelta(days=settings.invitation_days)
    by_mail = sends_mail(settings)
    handed = []
    for person in people:
        way: invitations.Way = "mail" if by_mail else "list"
        token = invitations.invite(session, who, person.id, way=way, until=until, now=now)
        link, email = settings.url(f"/invitation/{token}"), person.email or ""
        if by_mail:
            post(books, settings, _letter(who, person, link, until))
        handed.append(Handed(person.name, email, until, "" if by_mail else link))
    return handed


def _letter(who: Viewer, person: Person, link: str, until: dt.datetime) -> Letter:
    words = (
        f"Dear {person.name},\n\n{who.organisation} invites you to Toprung, which shows you where you stand in working "
        f"with AI and what the next step needs. You see your results first, and you decide who sees them then.\n\n"
        f"Take up your place here, once, until {until.day} {until:%B %Y}:\n{link}\n\n"
        f"If you did not expect this, do nothing.\n"
    )
    return Letter(
        to=person.email or "",
        subject=f"{who.organisation} invites you to Toprung",
        words=words,
        title=f"Invitation of {person.name}",
        organisation_id=who.organisation_id,
        asked_by=who.person_id,
    )
