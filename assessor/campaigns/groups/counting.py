"""Who counts in the figures of a campaign, and in which groups: read from the store, without names from here on.

A result counts once it says a level and the person who sat has seen it; of an anonymous campaign, where nobody can
tell, once it says a level.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.campaigns.groups.figures import Person
from assessor.deciding.stage import Stage, weakest
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.entry_ticket import EntryTicket
from assessor.models.campaigns.job_role_target import JobRoleTarget
from assessor.models.measurement.result import Result
from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person as PersonRow
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember
from assessor.sittings.ending.results import Results

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the people who were asked."""

    kind: str
    """everybody, team, role or cohort."""
    id: str
    """Of the team or cohort; the role itself; empty for everybody."""
    name: str
    asked: frozenset[int]
    """All who were asked, or of whom the lot drew, by number."""

    @property
    def key(self) -> str:
        """What it is called among others."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Counted:
    """What figures of a campaign are made from."""

    groups: tuple[Group, ...]
    """Everybody first, then the larger before the smaller of each kind."""
    people: Mapping[int, Person]
    """Who counts, by number."""
    stage: Stage | None
    """The weakest that a result rests on; none where nobody counts."""


def counted(session: Session, results: Results, campaign: Campaign) -> Counted:
    """Return who counts in a campaign, and in which groups."""
    if campaign.mode == "anonymous":
        sittings = session.exec(select(EntryTicket.sitting_id).where(EntryTicket.campaign_id == campaign.id)).all()
        newest = _newest(session, sittings)
        found = {place: newest[one] for place, one in enumerate(sorted(newest))}
        asked = asked_in(session, campaign.id)[:1]
        return Counted(asked, {place: _person(results, one, None) for place, one in found.items()}, _stage(found))
    members, seen = members_of(session, campaign.id), seen_results(session, campaign.id)
    targets, roles = targets_of(session, campaign.id), _roles(session)
    found = {place: seen[one.sitting_id] for place, one in enumerate(members) if one.sitting_id in seen}
    return Counted(
        asked_in(session, campaign.id),
        {
            place: _person(results, one, targets.get(roles[members[place].person_id], targets.get("")))
            for place, one in found.items()
        },
        _stage(found),
    )


def targets_of(session: Session, campaign_id: str) -> dict[str, int]:
    """Return the level that each role is to reach; under the empty name that of all others, where there is one."""
    found = session.exec(select(JobRoleTarget).where(JobRoleTarget.campaign_id == campaign_id))
    return {one.job_role: one.level for one in found}


def asked_in(session: Session, campaign_id: str) -> tuple[Group, ...]:
    """Return everybody who is asked in a campaign, and the teams, roles and cohorts that they are in."""
    members = select(CampaignMember.person_id).where(CampaignMember.campaign_id == campaign_id)
    numbers = {one: place for place, one in enumerate(session.exec(members.order_by(CampaignMember.person_id)))}
    teams = session.exec(select(TeamMember.team_id, TeamMember.person_id)).all()
    cohorts = session.exec(select(CohortMember.cohort_id, CohortMember.person_id)).all()
    roles = [(role, person) for person, role in _roles(session).items() if role]
    named_teams = dict(session.exec(select(Team.id, Team.name).where(col(Team.closed_at).is_(None))).all())
    named_cohorts = dict(session.exec(select(Cohort.id, Cohort.name).where(col(Cohort.closed_at).is_(None))).all())
    return (
        Group(EVERYBODY, "", "Everybody", frozenset(numbers.values())),
        *_groups("team", teams, named_teams, numbers),
        *_groups("role", roles, {role: role for role, _ in roles}, numbers),
        *_groups("cohort", cohorts, named_cohorts, numbers),
    )


def _groups(
    kind: str, pairs: Iterable[tuple[str, str]], names: Mapping[str, str], numbers: Mapping[str, int]
) -> list[Group]:
    within: defaultdict[str, set[int]] = defaultdict(set)
    for of, person in pairs:
        if person in numbers and of in names:
            within[of].add(numbers[person])
    found = [Group(kind, of, names[of], frozenset(people)) for of, people in within.items()]
    return sorted(found, key=lambda group: (-len(group.asked), group.name))


def members_of(session: Session, campaign_id: str) -> list[CampaignMember]:
    """Return the people of a campaign in an order that stays."""
    found = select(CampaignMember).where(CampaignMember.campaign_id == campaign_id)
    return list(session.exec(found.order_by(CampaignMember.person_id)))


def seen_results(session: Session, campaign_id: str, until: dt.datetime | None = None) -> dict[str, Result]:
    """Return by sitting each result that says a level and that who sat has seen, by a moment if one is given."""
    members = members_of(session, campaign_id)
    newest = _newest(session, [one.sitting_id for one in members if one.sitting_id])
    own = {one.sitting_id: one.person_id for one in members if one.sitting_id}
    found = select(ResultSeen.sitting_id, ResultSeen.person_id).where(col(ResultSeen.sitting_id).in_(list(newest)))
    if until is not None:
        found = found.where(col(ResultSeen.first_at) <= until)
    return {
        sitting_id: newest[sitting_id] for sitting_id, person_id in session.exec(found) if own[sitting_id] == person_id
    }


def _roles(session: Session) -> dict[str, str]:
    return {one: role or "" for one, role in session.exec(select(PersonRow.id, PersonRow.job_role))}


def _newest(session: Session, sitting_ids: Iterable[str]) -> dict[str, Result]:
    """Return the newest result of each sitting that says a level."""
    found = select(Result).where(col(Result.sitting_id).in_(list(sitting_ids))).order_by(col(Result.number))
    newest = {result.sitting_id: result for result in session.exec(found)}
    return {sitting_id: result for sitting_id, result in newest.items() if result.level_issued is not None}


def _person(results: Results, result: Result, target: int | None) -> Person:
    areas = {str(area): found for area, found in results.above_expected(result).items()}
    return Person(tuple(result.level_probabilities), target, areas)


def _stage(found: Mapping[int, Result]) -> Stage | None:
    return weakest(result.stage for result in found.values()) if found else None  # type: ignore[misc] # the store holds stages
