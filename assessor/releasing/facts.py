"""Reads from the store what the release rule needs to know of a sitting. Decides nothing."""

from typing import cast

from sqlmodel import Session, col, select

from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.organisation import Organisation
from assessor.models.people.team_member import TeamMember
from assessor.people.viewer import Viewer
from assessor.releasing.rule import Hidden, Mode, Seen, Share, SharedRole, Standing, may_see


def standing_of(session: Session, sitting_id: str, holder: str | None = None) -> Standing | None:
    """Return what is known of a sitting; None for one that the session's organisation does not have.

    `holder` is the person whose browser holds it, where it is anonymous.
    """
    sitting = session.get(Sitting, sitting_id)
    if sitting is None:
        return None
    person_id = sitting.person_ref
    campaign = campaign_of(session, sitting_id)
    first = select(Result.at).where(Result.sitting_id == sitting_id).order_by(col(Result.number)).limit(1)
    opened = select(ResultSeen.first_at).where(ResultSeen.sitting_id == sitting_id, ResultSeen.person_id == person_id)
    teams = select(TeamMember.team_id).where(TeamMember.person_id == person_id)
    cohorts = select(CohortMember.cohort_id).where(CohortMember.person_id == person_id)
    return Standing(
        sitting_id=sitting_id,
        organisation_id=sitting.organisation_id,
        person_id=person_id or holder,
        ended_at=session.exec(first).one_or_none(),
        opened_at=session.exec(opened).one_or_none() if person_id else None,
        mode="anonymous" if person_id is None else cast("Mode", campaign.mode) if campaign else "named",
        for_training=bool(campaign and campaign.trainers_see),
        teams=frozenset(session.exec(teams)),
        cohorts=frozenset(session.exec(cohorts)),
        shares=tuple(
            Share(each.given_at, each.with_person_id, cast("SharedRole | None", each.with_role))
            for each in session.exec(select(ResultShare).where(ResultShare.sitting_id == sitting_id))
            if each.withdrawn_at is None
        ),
        is_make_believe=session.exec(select(Organisation)).one().is_make_believe,
    )


def campaign_of(session: Session, sitting_id: str) -> Campaign | None:
    """Return the campaign that a sitting is of."""
    of_sitting = (
        select(Campaign)
        .join(CampaignMember, col(CampaignMember.campaign_id) == col(Campaign.id))
        .where(CampaignMember.sitting_id == sitting_id)
    )
    return session.exec(of_sitting).one_or_none()


def ask(session: Session, viewer: Viewer, sitting_id: str, holder: str | None = None) -> Seen | Hidden:
    """Ask the release rule about a sitting. Every way out asks here."""
    standing = standing_of(session, sitting_id, holder)
    if standing is None:
        return Hidden("there is no such result", exists=False)
    return may_see(viewer, standing)
