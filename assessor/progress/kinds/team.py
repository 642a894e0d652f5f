"""The rows of the report on a team: published figures of the group and counts, and nobody's result."""

from collections.abc import Mapping

from sqlmodel import Session

from assessor.campaigns.coverage import coverage_by_team
from assessor.models.people.team import Team as TeamRow
from assessor.progress.groups import Whom, coverage_row, group_of, launched
from assessor.progress.sources import Asked, Given, Sources
from reports.groups.rows import Coverage, When
from reports.kinds.team.rows import Team


def rows(sources: Sources, asked: Asked) -> Given:
    """Return what a reader may be told of a team. Raises NoSuchFigures."""
    session = sources.session
    team = session.get_one(TeamRow, asked.about)
    whom = Whom(
        kind="team",
        id=team.id,
        name=team.name,
        reader="an owner" if "owner" in asked.viewer.roles else "a manager of the team",
        with_everybody=True,
        coverage=lambda counts: _coverage(session, asked, team.id, counts),
    )
    return Given(Team(group_of(sources, asked, whom)))


def _coverage(session: Session, asked: Asked, team_id: str, counts: Mapping[str, When]) -> tuple[Coverage, ...]:
    """Return how far campaigns that asked the team are, the newest first."""
    found = []
    for campaign in launched(session):
        own = [one for one in coverage_by_team(session, campaign) if (one.kind, one.id) == ("team", team_id)]
        for one in own:
            so_far = (one.asked, one.began, one.ended)
            found.append(coverage_row(asked, campaign, so_far, counts.get(campaign.id)))
    return tuple(found)
