"""Figures of groups for one reader: those from which results that she may not open would follow are taken away.

Figures are published so that nothing follows from them alone. A reader who may open single results too can take those
off; what is left has to hide the others as well as a whole group would. Her own result is not counted as opened.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session, col, select

from assessor.campaigns.groups import reading
from assessor.campaigns.groups.counting import EVERYBODY
from assessor.campaigns.groups.publishing import Told
from assessor.campaigns.groups.reading import Ended
from assessor.campaigns.groups.suppression import chosen
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.people.team_member import TeamMember
from assessor.people.viewer import Viewer
from assessor.releasing.facts import standings_of
from assessor.releasing.rule import Seen, may_see

People = frozenset[str]
"""Ids."""


def ended_for(session: Session, viewer: Viewer) -> list[Ended]:
    """Return the campaigns that have figures, the newest first, with what a viewer may be told of groups."""
    return [for_reader(session, viewer, one) for one in reading.ended(session)]


def for_reader(session: Session, viewer: Viewer, one: Ended) -> Ended:
    """Return a campaign's figures without what would give single results away to a viewer.

    Who is in which group now stands for who was when figures were made; that is not kept.
    """
    opened = _opened(session, viewer, one)
    if not opened:
        return one
    counted = _counted(session, one)
    groups = {key: people & counted for key, people in _groups(session, one).items()}
    numbers = {person_id: number for number, person_id in enumerate(sorted(counted))}
    left = {key: frozenset(numbers[each] for each in people - opened) for key, people in groups.items()}
    shown = chosen([(key, [people]) for key, people in left.items()], one.made.minimum)
    safe = shown | {key for key, people in left.items() if not people}
    return replace(
        one,
        groups=tuple(
            _left_of(told, len(groups[told.key] & opened), one.made.minimum, is_safe=told.key in safe)
            if told.is_shown
            else told
            for told in one.groups
        ),
    )


def _left_of(told: Told, opened: int, minimum: int, *, is_safe: bool) -> Told:
    """Return a group without what fewer people are behind, once so many are taken off."""
    rest = (told.people or 0) - opened
    if not is_safe or 0 < rest < minimum:  # the second where people have come or gone since
        return Told(told.kind, told.id, told.name)
    if not opened or rest <= 0:
        return told
    areas = {area: found for area, found in (told.areas or {}).items() if found.people - opened >= minimum}
    has_target = (told.with_target or 0) - opened >= minimum
    return replace(
        told,
        areas=areas,
        target=told.target if has_target else None,
        with_target=told.with_target if has_target else None,
    )


def _opened(session: Session, viewer: Viewer, one: Ended) -> People:
    """Return whose results of a campaign a viewer may open, herself left out."""
    asked = select(CampaignMember.sitting_id, CampaignMember.person_id).where(
        CampaignMember.campaign_id == one.campaign.id, col(CampaignMember.person_id) != viewer.person_id
    )
    shared = asked.join(ResultShare, col(ResultShare.sitting_id) == col(CampaignMember.sitting_id))
    whose = dict(session.exec(shared.where(col(ResultShare.withdrawn_at).is_(None))).all())
    if one.campaign.trainers_see and viewer.cohorts:
        trained = asked.join(CohortMember, col(CohortMember.person_id) == col(CampaignMember.person_id))
        whose |= dict(session.exec(trained.where(col(CohortMember.cohort_id).in_(viewer.cohorts))).all())
    # Of these sittings alone: with thousands of people, all of theirs take seconds.
    standings = standings_of(session, [sitting_id for sitting_id in whose if sitting_id])
    return frozenset(whose[one] for one, found in standings.items() if isinstance(may_see(viewer, found), Seen))


def _counted(session: Session, one: Ended) -> People:
    """Return whose results are in the figures: who had seen her own when they were made."""
    seen = (
        select(CampaignMember.person_id)
        .join(ResultSeen, col(ResultSeen.sitting_id) == col(CampaignMember.sitting_id))
        .where(
            CampaignMember.campaign_id == one.campaign.id,
            col(ResultSeen.person_id) == col(CampaignMember.person_id),
            col(ResultSeen.first_at) <= one.made.made_at,
        )
    )
    return frozenset(session.exec(seen))


def _groups(session: Session, one: Ended) -> Mapping[str, People]:
    """Return the people of each group that is shown, by what the group is called among others."""
    asked = select(CampaignMember.person_id).where(CampaignMember.campaign_id == one.campaign.id)
    teams = select(col(TeamMember.team_id), TeamMember.person_id)
    cohorts = select(col(CohortMember.cohort_id), CohortMember.person_id)
    roles = select(col(Person.job_role), Person.id).where(col(Person.job_role).is_not(None))
    found: dict[str, set[str]] = {told.key: set() for told in one.groups if told.is_shown}
    if (everybody := f"{EVERYBODY}:") in found:
        found[everybody] = set(session.exec(asked))
    for kind, inside in (("team", teams), ("cohort", cohorts), ("role", roles)):
        for group_id, person_id in session.exec(inside):
            if (key := f"{kind}:{group_id}") in found:
                found[key].add(person_id)
    return {key: frozenset(people) for key, people in found.items()}
