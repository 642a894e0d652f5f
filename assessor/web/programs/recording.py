"""How pages and the API have a learning record store told of sittings."""

from sqlmodel import Session

from assessor.jobs.books import Books
from assessor.jobs.systems.recording import Recording
from assessor.models.campaigns.campaign import Campaign
from assessor.statements.letting import lets_sitting, tells
from assessor.web.service import service


def recording() -> Recording:
    """Return where statements are put."""
    return Recording(Books(service().store), service().settings)


def records_sitting(session: Session, campaign_id: str | None) -> bool:
    """Say whether it is told that somebody sits for a campaign, so that her page can say so before."""
    campaign = session.get(Campaign, campaign_id) if campaign_id else None
    return recording().is_on and lets_sitting(session, campaign)


def records_results(session: Session) -> bool:
    """Say whether results that are shared with the owners are told, so that her page can say so before."""
    return recording().is_on and tells(session) == "results"
