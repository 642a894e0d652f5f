"""A campaign; it is the own one of whom it asks to sit."""

from sqlmodel import Session

from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.people.viewer import Viewer
from assessor.web.access import Thing


def find(session: Session, thing_id: str, viewer: Viewer) -> Thing | None:
    """Return whose it is."""
    if session.get(Campaign, thing_id) is None:
        return None
    member = session.get(CampaignMember, (thing_id, viewer.person_id)) if viewer.person_id else None
    return Thing(is_own=member is not None and member.invited_at is not None)
