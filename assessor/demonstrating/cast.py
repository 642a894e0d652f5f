"""Who is in the make-believe organisation: 60 people, three teams, two cohorts, their roles. By a seed."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from assessor.db import TenantSession
from assessor.models.access.account import Account
from assessor.models.declared import SIMULATED, new_id
from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team import Team
from assessor.models.people.team_member import TeamMember
from assessor.people.viewer import Role, Viewer

NAME = "Harbour Homes (make-believe)"
PEOPLE = 60
_FIRST = (
    "Ada", "Ben", "Chloe", "Dev", "Ella", "Femi", "Grace", "Hamza", "Isla", "Jon", "Kezia", "Liam", "Mei", "Noor",
    "Owen", "Priya", "Quinn", "Rosa", "Sam", "Tara", "Umar", "Vera", "Will", "Xin", "Yusuf", "Zoe", "Anya", "Bryn",
    "Cara", "Dylan",
)  # fmt: skip
_LAST = (
    "Okafor", "Hughes", "Patel", "Nowak", "Fraser", "Ahmed", "Walsh", "Santos", "Reid", "Chen", "Morgan", "Ali",
    "Clarke", "Ibrahim", "Lowe", "Costa", "Byrne", "Shah", "Grant", "Novak",
)  # fmt: skip
_TEAMS = (("Lettings", 22, "Lettings officer"), ("Finance", 18, "Finance assistant"), ("Tenant care", 16, "Adviser"))
_COHORTS = (("Spring intake", 300, 60, 14), ("Autumn intake", 60, -240, 12))
"""Name; begun so many days ago; ended so many days ago (below 0: yet to come); people."""
_RISE = (0.9, 0.15)
"""What a year adds to the ability of who learns in the first cohort, and of others."""


@dataclass
class Somebody:
    """One make-believe person."""

    person_id: str
    name: str
    email: str
    theta: float
    """Her ability a year ago."""
    rise: float
    """What the year adds to it."""
    team: int | None = None
    cohort: int | None = None


@dataclass
class Cast:
    """Everybody, and who has which role."""

    organisation_id: str
    people: list[Somebody]
    teams: list[str] = field(default_factory=list)
    """Their ids."""
    cohorts: list[str] = field(default_factory=list)
    leads: dict[Role, Somebody] = field(default_factory=dict)
    """The person of each role who can log in."""

    def viewer(self, one: Somebody, *roles: Role) -> Viewer:
        """Return somebody as who looks."""
        is_trainer = "trainer" in roles
        return Viewer(
            organisation_id=self.organisation_id,
            organisation=NAME,
            is_make_believe=True,
            person_id=one.person_id,
            name=one.name,
            roles=frozenset(roles),
            cohorts=frozenset(self.cohorts) if is_trainer else frozenset(),
        )


def organisation_id_of(seed: int) -> str:
    """Return the id of the organisation of a seed; its beginning marks every result as simulated."""
    return f"{SIMULATED}:harbour-homes-{seed}"


def draw(seed: int) -> Cast:
    """Draw the people of a seed."""
    dice = Random(f"cast {seed}")
    names = dice.sample([(first, last) for first in _FIRST for last in _LAST], PEOPLE)
    people = []
    for first, last in names:
        email = f"{first}.{last}@harbour-homes-{seed}.example".lower()
        theta = dice.gauss(-0.4, 0.8)
        people.append(Somebody(new_id(), f"{first} {last}", email, theta, 0.0))
    place = 0
    for team, (_, size, _) in enumerate(_TEAMS):
        for one in people[place : place + size]:
            one.team = team
        place += size
    first_of_teams = [next(one for one in people if one.team == team) for team in range(len(_TEAMS))]
    learners = [one for one in people if one.team is not None and one not in first_of_teams]
    for cohort, (_, _, _, size) in enumerate(_COHORTS):
        for one in dice.sample([each for each in learners if each.cohort is None], size):
            one.cohort = cohort
    for one in people:
        one.rise = dice.gauss(_RISE[0] if one.cohort == 0 else _RISE[1], 0.2)
    cast = Cast(organisation_id_of(seed), people)
    owner, trainer, author = people[place : place + 3]
    learner = next(one for one in learners if one.cohort == 0)
    cast.leads = {
        "owner": owner,
        "manager": first_of_teams[0],
        "trainer": trainer,
        "learner": learner,
        "author": author,
    }
    return cast


def enter(session: TenantSession, cast: Cast, now: dt.datetime, passwords: dict[str, str]) -> None:
    """Write the organisation and its people; `passwords` has the hash for the address of each who can log in."""
    began = now - dt.timedelta(days=366)
    own = cast.organisation_id
    session.add(Organisation(id=own, name=NAME, is_make_believe=True, created_at=began))
    session.flush()
    for one in cast.people:
        hashed = passwords.get(one.email)
        account = Account(id=new_id(), email=one.email, password_hash=hashed, created_at=began)
        account.password_set_at = now if hashed else None
        session.add(account)
        session.flush()
        job_role = "Office" if one.team is None else _TEAMS[one.team][2]
        person = Person(id=one.person_id, organisation_id=own, name=one.name, joined_at=began)
        person.account_id, person.email, person.job_role = account.id, one.email, job_role
        session.add(person)
    session.flush()
    _group(session, cast, now)
    _grant(session, cast, began)


def _group(session: TenantSession, cast: Cast, now: dt.datetime) -> None:
    own, began = cast.organisation_id, now - dt.timedelta(days=365)
    for place, (name, _, _) in enumerate(_TEAMS):
        team = Team(id=new_id(), organisation_id=own, name=name, created_at=began)
        session.add(team)
        session.flush()
        cast.teams.append(team.id)
        for one in (each for each in cast.people if each.team == place):
            session.add(TeamMember(team_id=team.id, person_id=one.person_id, organisation_id=own, since=began))
    for place, (name, begun, ended, _) in enumerate(_COHORTS):
        starts, ends = now - dt.timedelta(days=begun), now - dt.timedelta(days=ended)
        cohort = Cohort(id=new_id(), organisation_id=own, name=name, starts_on=starts.date(), created_at=starts)
        cohort.ends_on = ends.date()
        session.add(cohort)
        session.flush()
        cast.cohorts.append(cohort.id)
        for one in (each for each in cast.people if each.cohort == place):
            session.add(CohortMember(cohort_id=cohort.id, person_id=one.person_id, organisation_id=own, since=starts))


def _grant(session: TenantSession, cast: Cast, at: dt.datetime) -> None:
    def grant(one: Somebody, role: Role, team_id: str | None = None, cohort_id: str | None = None) -> None:
        row = RoleGrant(
            id=new_id(), organisation_id=cast.organisation_id, person_id=one.person_id, role=role, given_at=at
        )
        row.team_id, row.cohort_id = team_id, cohort_id
        session.add(row)

    for one in cast.people:
        grant(one, "learner")
    grant(cast.leads["owner"], "owner")
    grant(cast.leads["author"], "author")
    for place, team_id in enumerate(cast.teams):
        grant(next(one for one in cast.people if one.team == place), "manager", team_id=team_id)
    for cohort_id in cast.cohorts:
        grant(cast.leads["trainer"], "trainer", cohort_id=cohort_id)
    session.flush()
