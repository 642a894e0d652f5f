"""Campaigns whose figures are told, the newest first, and one group through them."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.campaigns.groups.publishing import Told, groups_in
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.group_figures import GroupFigures


@dataclass(frozen=True, slots=True)
class Ended:
    """A campaign that has ended, with its figures."""

    campaign: Campaign
    made: GroupFigures
    groups: tuple[Told, ...]

    def group(self, key: str) -> Told | None:
        """Return what is told of one group; None where it was not asked."""
        return next((one for one in self.groups if one.key == key), None)

    def of_kind(self, kind: str) -> list[Told]:
        """Return the groups of a kind by name: never in the order of their figures."""
        return sorted((one for one in self.groups if one.kind == kind), key=lambda one: one.name)


def ended(session: Session) -> list[Ended]:
    """Return the campaigns that have figures, the one that ended last first."""
    found = (
        select(Campaign, GroupFigures)
        .join(GroupFigures, col(GroupFigures.campaign_id) == col(Campaign.id))
        .order_by(col(Campaign.closed_at).desc())
    )
    return [Ended(campaign, made, tuple(groups_in(made))) for campaign, made in session.exec(found)]


def since(found: list[Ended], key: str, campaign_id: str) -> tuple[tuple[str, Told] | None, tuple[str, Told] | None]:
    """Return a group in the campaign before that tells of it, and in this one, each with the campaign's name."""
    with_group = [(one, told) for one in found if (told := one.group(key)) is not None and told.is_shown]
    place = next((at for at, (one, _) in enumerate(with_group) if one.campaign.id == campaign_id), None)
    if place is None:
        return None, None
    named = [(one.campaign.name, told) for one, told in with_group[place : place + 2]]
    return (named[1] if len(named) > 1 else None), named[0]


def chosen_of(found: list[Ended], campaign_id: str) -> Ended | None:
    """Return the campaign of an id, or else the one that ended last."""
    return next((one for one in found if one.campaign.id == campaign_id), next(iter(found), None))
