"""Reads from the store what the release rule needs to know of a sitting. Decides nothing."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import cast

from sqlalchemy import ColumnElement
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
    found = standings_of(session, [sitting_id]).get(sitting_id)
    return replace(found, person_id=holder) if found and found.person_id is None and holder else found


def standings_of(session: Session, sitting_ids: Collection[str]) -> dict[str, Standing]:
    """Return what is known of several sittings, by their ids, with as many questions to the store as for one."""
    asked = select(Sitting.id, Sitting.organisation_id, Sitting.person_ref)  # whole rows of thousands take seconds
    sittings = session.exec(asked.where(col(Sitting.id).in_(sitting_ids))).all()
    if not sittings:
        return {}
    is_make_believe = session.exec(select(Organisation)).one().is_make_believe
    campaigns = campaigns_of(session, sitting_ids)
    results = select(Result.sitting_id, Result.at).where(col(Result.sitting_id).in_(sitting_ids))
    ended = dict(session.exec(results.order_by(col(Result.number).desc())).all())  # the first one is kept
    seen = select(ResultSeen).where(col(ResultSeen.sitting_id).in_(sitting_ids))
    opened = {(one.sitting_id, one.person_id): one.first_at for one in session.exec(seen)}
    people = {whose for _, _, whose in sittings if whose}
    teams = _groups(session.exec(select(TeamMember.person_id, TeamMember.team_id).where(_among(TeamMember, people))))
    in_cohorts = select(CohortMember.person_id, CohortMember.cohort_id).where(_among(CohortMember, people))
    cohorts = _groups(session.exec(in_cohorts))
    given = select(ResultShare).where(
        col(ResultShare.sitting_id).in_(sitting_ids), col(ResultShare.withdrawn_at).is_(None)
    )
    shares: dict[str, list[Share]] = {}
    for each in session.exec(given):
        share = Share(each.given_at, each.with_person_id, cast("SharedRole | None", each.with_role))
        shares.setdefault(each.sitting_id, []).append(share)
    found = {}
    for sitting_id, organisation_id, whose in sittings:
        campaign = campaigns.get(sitting_id)
        found[sitting_id] = Standing(
            sitting_id=sitting_id,
            organisation_id=organisation_id,
            person_id=whose,
            ended_at=ended.get(sitting_id),
            opened_at=opened.get((sitting_id, whose)) if whose else None,
            mode="anonymous" if whose is None else cast("Mode", campaign.mode) if campaign else "named",
            for_training=bool(campaign and campaign.trainers_see),
            teams=teams.get(whose or "", frozenset()),
            cohorts=cohorts.get(whose or "", frozenset()),
            shares=tuple(shares.get(sitting_id, ())),
            is_make_believe=is_make_believe,
        )
    return found


def campaign_of(session: Session, sitting_id: str) -> Campaign | None:
    """Return the campaign that a sitting is of."""
    return campaigns_of(session, [sitting_id]).get(sitting_id)


def campaigns_of(session: Session, sitting_ids: Collection[str]) -> dict[str, Campaign]:
    """Return the campaigns that sittings are of, by the sittings' ids."""
    members = select(CampaignMember.sitting_id, CampaignMember.campaign_id)
    of_sittings = session.exec(members.where(col(CampaignMember.sitting_id).in_(sitting_ids))).all()
    asked = select(Campaign).where(col(Campaign.id).in_({campaign_id for _, campaign_id in of_sittings}))
    campaigns = {campaign.id: campaign for campaign in session.exec(asked)}
    return {sitting_id: campaigns[campaign_id] for sitting_id, campaign_id in of_sittings if sitting_id}


def _among(table: type[TeamMember] | type[CohortMember], people: Collection[str]) -> ColumnElement[bool]:
    return col(table.person_id).in_(people)


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for person_id, group_id in pairs:
        found.setdefault(person_id, set()).add(group_id)
    return {person_id: frozenset(groups) for person_id, groups in found.items()}


def ask(session: Session, viewer: Viewer, sitting_id: str, holder: str | None = None) -> Seen | Hidden:
    """Ask the release rule about a sitting. Every way out asks here."""
    standing = standing_of(session, sitting_id, holder)
    if standing is None:
        return Hidden("there is no such result", exists=False)
    return may_see(viewer, standing)
