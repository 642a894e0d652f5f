"""A campaign is launched, people are reminded, it is closed. Who is written to is decided here, letters are jobs."""

import datetime as dt
import secrets

from sqlmodel import Session, col, select

from assessor.campaigns.making import open_draft
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.measurement.result import Result
from assessor.models.people.person import Person
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer

NOT_FOR_SELECTION = (
    "The results are not validated for decisions on selection, pay or dismissal, and we will not use them for any."
)


def lacking(campaign: Campaign, members: int, today: dt.date) -> list[str]:
    """Return what a draft lacks before it can be launched, each as a sentence."""
    found = {
        "It does not say what it is for.": not campaign.purpose,
        "It does not name its lawful basis.": not campaign.lawful_basis,
        "Nobody is chosen yet.": members == 0,
        f"Fewer than the {campaign.sample_size} to be drawn are here.": members < (campaign.sample_size or 0),
        "The day that it is due is over.": campaign.due_on is not None and campaign.due_on < today,
    }
    return [said for said, is_lacking in found.items() if is_lacking]


def launch(session: Session, who: Viewer, campaign_id: str, at: dt.datetime, *, accepted: bool, today: dt.date) -> int:
    """Ask the people of a draft, or those whom the lot draws, and return how many they are. Raises Refused."""
    row = open_draft(session, campaign_id)
    if not accepted:
        raise Refused("Accept what the results may not be used for; without that nobody is asked.", "accepted")
    pairs = session.exec(
        select(CampaignMember, Person)
        .join(Person, col(Person.id) == col(CampaignMember.person_id))
        .where(CampaignMember.campaign_id == campaign_id)
    ).all()
    here = [member for member, person in pairs if person.left_at is None and person.erased_at is None]
    if missing := lacking(row, len(here), today):
        raise Refused(missing[0])
    for member, person in pairs:
        if person.left_at is not None or person.erased_at is not None:
            session.delete(member)
    asked = secrets.SystemRandom().sample(here, row.sample_size) if row.sample_size else here
    for member in asked:
        member.invited_at = at
    row.not_for_selection_by, row.not_for_selection_at, row.launched_at = who.person_id, at, at
    row.opens_at = row.opens_at or at
    audit.note(session, who, "campaign.launched", f"campaign:{campaign_id}", {"people": len(asked)})
    return len(asked)


def close(session: Session, who: Viewer, campaign_id: str, at: dt.datetime) -> Campaign:
    """Have nobody begin any more, and return the campaign. Raises Refused."""
    row = going_on(session, campaign_id)
    row.closed_at = at
    audit.note(session, who, "campaign.closed", f"campaign:{campaign_id}")
    return row


def going_on(session: Session, campaign_id: str) -> Campaign:
    """Return a campaign that is launched and not closed. Raises Refused for any other."""
    row = session.get_one(Campaign, campaign_id)
    if row.launched_at is None:
        raise Refused("It is not launched yet.")
    if row.closed_at is not None:
        raise Refused("It is closed already.")
    return row


def to_write_to(session: Session, campaign_id: str) -> list[tuple[CampaignMember, Person]]:
    """Return those who are asked and can be written to, in an order that stays."""
    found = (
        select(CampaignMember, Person)
        .join(Person, col(Person.id) == col(CampaignMember.person_id))
        .where(CampaignMember.campaign_id == campaign_id, col(CampaignMember.invited_at).is_not(None))
        .where(col(Person.email).is_not(None), col(Person.left_at).is_(None), col(Person.erased_at).is_(None))
        .order_by(col(Person.id))
    )
    return list(session.exec(found).all())


def is_done(session: Session, member: CampaignMember) -> bool:
    """Say whether somebody needs no reminder; in an anonymous campaign whoever has begun, since no more is known."""
    if member.sitting_id is None:
        return member.started_at is not None
    made = select(Result.number).where(Result.sitting_id == member.sitting_id).limit(1)
    return session.exec(made).first() is not None
