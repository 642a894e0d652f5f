"""Asking people to sit, and reminding them: one letter each; whoever has no account yet gets an invitation with it."""

import datetime as dt
from dataclasses import dataclass

from assessor.campaigns.launching import is_done
from assessor.db import TenantSession
from assessor.jobs.books import Books
from assessor.jobs.mailing import Letter, post
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.people.person import Person
from assessor.models.work.outgoing_mail import OutgoingMail
from assessor.people import invitations
from assessor.people.viewer import Viewer
from assessor.settings import Settings


@dataclass(frozen=True, slots=True)
class Asking:
    """One round of letters of one campaign."""

    key: str
    """Of the round: a person gets one letter in it, however often it is taken."""
    campaign: Campaign
    who: Viewer
    """In whose name."""
    reminds: bool
    settings: Settings
    at: dt.datetime


def ask(books: Books, session: TenantSession, round_: Asking, member: CampaignMember, person: Person) -> bool:
    """Write to one person in a session that writes; False for whom no letter is needed or who has hers already."""
    key = f"{round_.key}-{person.id}"
    if session.get(OutgoingMail, key) is not None or (round_.reminds and is_done(session, member)):
        return False
    link, until = f"/learner/campaigns/{round_.campaign.id}/begin", None
    if person.account_id is None:
        until = round_.at + dt.timedelta(days=round_.settings.invitation_days)
        link = (
            f"/invitation/{invitations.invite(session, round_.who, person.id, way='mail', until=until, now=round_.at)}"
        )
    post(books, round_.settings, _letter(round_, person, round_.settings.url(link), until, key))
    return True


def _letter(round_: Asking, person: Person, link: str, until: dt.datetime | None, key: str) -> Letter:
    campaign, firm = round_.campaign, round_.who.organisation
    due = f" Please do it by {campaign.due_on.day} {campaign.due_on:%B %Y}." if campaign.due_on else ""
    begun = "This is a reminder: " if round_.reminds else ""
    place = f"Take up your place here, once, until {until.day} {until:%B %Y}, and begin" if until else "Begin here"
    words = (
        f"Dear {person.name},\n\n{begun}{firm} asks you to find out where you stand in working with AI: "
        f"{campaign.name}.{due}\n\nWhat it is for: {campaign.purpose}\n\nYou read what happens and who sees what "
        f"before you begin. The results are not validated for selection, pay or dismissal and are not used for "
        f"them.\n\n{place}:\n{link}\n"
    )
    subject = f"{'Reminder: ' if round_.reminds else ''}{campaign.name}"
    return Letter(
        to=person.email or "",
        subject=subject,
        words=words,
        title=f"{'Reminder' if round_.reminds else 'Letter'} of {campaign.name}",
        organisation_id=campaign.organisation_id,
        asked_by=round_.who.person_id,
        key=key,
    )
