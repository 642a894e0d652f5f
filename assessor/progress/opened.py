"""Whether figures of a group would tell a reader of people whose results she may not open.

Figures are published so that nothing follows from them alone. A reader who may also open most of the single results
could take them off, and be left with the few others; then the figures are not for her.
"""

import datetime as dt
from collections.abc import Collection

from sqlmodel import Session, col, select

from assessor.campaigns.groups.publishing import Told as GroupTold
from assessor.campaigns.groups.reading import Ended
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.people.viewer import Viewer
from assessor.training.told import Told, sittings_told

WHY_NOT = "not shown: you may open so many of the single results that those of the few others would follow from it"


def gives_away(session: Session, viewer: Viewer, one: Ended, told: GroupTold, people: Collection[str]) -> bool:
    """Say whether some count in a group's figures whose results a viewer may not open, and too few to be hidden in.

    `people` are the ids of who is in the group now; of who has left it nothing is opened.
    """
    if not told.people:
        return False
    members = select(CampaignMember.sitting_id, CampaignMember.person_id).where(
        CampaignMember.campaign_id == one.campaign.id,
        col(CampaignMember.person_id).in_(people),
        col(CampaignMember.sitting_id).is_not(None),
    )
    whose = {str(sitting_id): person_id for sitting_id, person_id in session.exec(members)}
    if told.people - _at_most(session, viewer, one, whose) >= one.made.minimum:
        return False
    found = sittings_told(session, viewer, set(whose.values()))
    tolds = [each for per_person in found.values() for each in per_person if each.sitting_id in whose]
    opened = sum(_counts(each, one.made.made_at) for each in tolds)
    return 0 < told.people - opened < one.made.minimum


def _at_most(session: Session, viewer: Viewer, one: Ended, sittings: Collection[str]) -> int:
    """Return how many results a viewer may open at most, by what is quickly counted."""
    if one.campaign.trainers_see and viewer.cohorts:
        return len(sittings)
    shared = select(ResultShare.sitting_id).where(
        col(ResultShare.sitting_id).in_(sittings), col(ResultShare.withdrawn_at).is_(None)
    )
    return len(set(session.exec(shared))) + 1  # and her own


def _counts(each: Told, made_at: dt.datetime) -> bool:
    """Say whether a sitting that may be opened is one of those that figures were made of."""
    opened_at = each.standing.opened_at
    is_counted = opened_at is not None and opened_at <= made_at
    return is_counted and each.result is not None and each.result.level_issued is not None
