"""How far a campaign is: how many were asked, began and ended; by team where it is by name and the team not small.

It tells who takes part and nothing of results. Of samples and anonymous campaigns it is told of everybody together; how
many ended an anonymous one only after its close, since nobody is to watch whose sitting ended when.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from assessor.campaigns.groups.counting import EVERYBODY, asked_in
from assessor.campaigns.groups.suppression import chosen
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.entry_ticket import EntryTicket
from assessor.models.measurement.result import Result
from assessor.models.people.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a group is."""

    kind: str
    """everybody or team."""
    id: str
    name: str
    asked: int | None = None
    """None where nothing is told of the group."""
    began: int | None = None
    ended: int | None = None
    """None also while an anonymous campaign is open."""

    @property
    def is_shown(self) -> bool:
        """Whether anything is told."""
        return self.asked is not None


def coverage_of(session: Session, campaign: Campaign) -> Coverage:
    """Return how far everybody together is."""
    asked = select(func.count()).select_from(CampaignMember).where(CampaignMember.campaign_id == campaign.id)
    return Coverage(
        EVERYBODY,
        "",
        "Everybody",
        session.exec(asked.where(col(CampaignMember.invited_at).is_not(None))).one(),
        session.exec(asked.where(col(CampaignMember.started_at).is_not(None))).one(),
        _ended(session, campaign),
    )


def coverage_by_team(session: Session, campaign: Campaign) -> list[Coverage]:
    """Return how far everybody and each team is; small teams, and what would give them away, are not told.

    Teams alone: with roles and cohorts beside them, more teams would have to be hidden, and to decide which takes time.
    """
    whole = coverage_of(session, campaign)
    if campaign.mode != "named":
        return [whole]
    columns = select(CampaignMember.sitting_id, col(CampaignMember.invited_at), col(CampaignMember.started_at))
    own = columns.where(CampaignMember.campaign_id == campaign.id)
    members = session.exec(own.order_by(CampaignMember.person_id)).all()  # numbered as groups number them
    asked = {place for place, (_, invited_at, _) in enumerate(members) if invited_at is not None}
    began = {place for place in asked if members[place][2] is not None}
    ended_sittings = _with_result(session, [sitting_id for sitting_id, _, _ in members if sitting_id])
    ended = {place for place in began if members[place][0] in ended_sittings}
    groups = [group for group in asked_in(session, campaign.id) if group.kind in {EVERYBODY, "team"}]
    minimum = session.get_one(Organisation, campaign.organisation_id).minimum_group
    shown = chosen([(group.key, [group.asked & asked]) for group in groups], minimum)
    found = [
        Coverage(group.kind, group.id, group.name, *(len(group.asked & some) for some in (asked, began, ended)))
        if group.key in shown
        else Coverage(group.kind, group.id, group.name)
        for group in groups[1:]
        if group.asked & asked
    ]
    return [whole, *found]


def _with_result(session: Session, sitting_ids: Sequence[str]) -> set[str]:
    return set(session.exec(select(Result.sitting_id).where(col(Result.sitting_id).in_(sitting_ids))))


def _ended(session: Session, campaign: Campaign) -> int | None:
    if campaign.mode == "anonymous" and campaign.closed_at is None:
        return None
    made = select(func.count(func.distinct(Result.sitting_id)))
    if campaign.mode == "anonymous":
        ticket = made.join(EntryTicket, col(EntryTicket.sitting_id) == col(Result.sitting_id))
        return session.exec(ticket.where(EntryTicket.campaign_id == campaign.id)).one()
    member = made.join(CampaignMember, col(CampaignMember.sitting_id) == col(Result.sitting_id))
    return session.exec(member.where(CampaignMember.campaign_id == campaign.id)).one()
