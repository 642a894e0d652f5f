"""Teams and cohorts, and who is in them."""

import datetime as dt

from pydantic import Field
from sqlmodel import col, select
from werkzeug.wrappers import Response

from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember
from assessor.web.access import may
from assessor.web.programs.answering import page_of, part, reads, send
from assessor.web.programs.shapes import Listing, Page, Shape
from assessor.web.service import own_rows, viewer

api = part("groups", "Teams, who work together, and cohorts, who learn together.")


class TeamShown(Shape):
    """One team."""

    id: str
    name: str = Field(examples=["Finance"])
    closed_at: dt.datetime | None = Field(description="When it was dissolved, UTC; null while it is there.")


class CohortShown(Shape):
    """One cohort."""

    id: str
    name: str = Field(examples=["Autumn 2026"])
    starts_on: dt.date
    ends_on: dt.date | None = Field(description="The last day, where it is known.")
    closed_at: dt.datetime | None = Field(description="When it was dissolved, UTC; null while it is there.")


class Teams(Listing):
    """A page of teams, by id."""

    teams: list[TeamShown]


class Cohorts(Listing):
    """A page of cohorts, by id."""

    cohorts: list[CohortShown]


class Members(Listing):
    """A page of who is in a group, by the person's id."""

    people: list[str] = Field(description="Ids of people.")


class TeamPath(Shape):
    """A team in a path."""

    team_id: str = Field(description="The team's id.")


class CohortPath(Shape):
    """A cohort in a path."""

    cohort_id: str = Field(description="The cohort's id.")


@api.get("/teams", responses=reads(Teams))
@may("program", scope="people:read")
def list_teams(query: Page) -> Response:
    """List the teams."""
    with own_rows() as session:
        rows, after = page_of(session, select(Team), "id", query)
    shown = [TeamShown(id=row.id, name=row.name, closed_at=row.closed_at) for row in rows]
    return send(Teams(is_make_believe=viewer().is_make_believe, next=after, teams=shown))


@api.get("/teams/<team_id>/people", responses=reads(Members))
@may("program", scope="people:read")
def list_people_of_team(path: TeamPath, query: Page) -> Response:
    """List who is in a team."""
    asked = select(TeamMember).where(col(TeamMember.team_id) == path.team_id)
    with own_rows() as session:
        rows, after = page_of(session, asked, "person_id", query)
    return _members([row.person_id for row in rows], after)


@api.get("/cohorts", responses=reads(Cohorts))
@may("program", scope="people:read")
def list_cohorts(query: Page) -> Response:
    """List the cohorts."""
    with own_rows() as session:
        rows, after = page_of(session, select(Cohort), "id", query)
    shown = [
        CohortShown(id=row.id, name=row.name, starts_on=row.starts_on, ends_on=row.ends_on, closed_at=row.closed_at)
        for row in rows
    ]
    return send(Cohorts(is_make_believe=viewer().is_make_believe, next=after, cohorts=shown))


@api.get("/cohorts/<cohort_id>/people", responses=reads(Members))
@may("program", scope="people:read")
def list_people_of_cohort(path: CohortPath, query: Page) -> Response:
    """List who is in a cohort."""
    asked = select(CohortMember).where(col(CohortMember.cohort_id) == path.cohort_id)
    with own_rows() as session:
        rows, after = page_of(session, asked, "person_id", query)
    return _members([row.person_id for row in rows], after)


def _members(people: list[str], after: str | None) -> Response:
    return send(Members(is_make_believe=viewer().is_make_believe, next=after, people=people))
