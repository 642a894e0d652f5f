"""Who is in the make-believe organisation: people, teams, cohorts, roles. By a seed."""

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
from assessor.people.administering import arranging
from assessor.people.viewer import Role, Viewer

NAME = "Harbour Homes (make-believe)"
_FIRST = (
    "Ada", "Ben", "Chloe", "Dev", "Ella", "Femi", "Grace", "Hamza", "Isla", "Jon", "Kezia", "Liam", "Mei", "Noor",
    "Owen", "Priya", "Quinn", "Rosa", "Sam", "Tara", "Umar", "Vera", "Will", "Xin", "Yusuf", "Zoe", "Anya", "Bryn",
    "Cara", "Dylan",
)  # fmt: skip
_LAST = (
    "Okafor", "Hughes", "Patel", "Nowak", "Fraser", "Ahmed", "Walsh", "Santos", "Reid", "Chen", "Morgan", "Ali",
    "Clarke", "Ibrahim", "Lowe", "Costa", "Byrne", "Shah", "Grant", "Novak",
)  # fmt: skip
_OTHER_RISE = 0.15
"""What a year adds to the ability of who is in no cohort."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A cohort as it is to be."""

    name: str
    begun: int
    """Days ago."""
    ended: int
    """Days ago; below 0: yet to come."""
    size: int
    rise: float
    """What it adds to the ability of its people by now."""


@dataclass(frozen=True, slots=True)
class Company:
    """An organisation as it is to be. Beside its teams: an owner, a trainer, an author, and one more in the office."""

    teams: tuple[tuple[str, int, str], ...]
    """Name, people, their job role."""
    cohorts: tuple[Intake, ...]
    seed: int = 1
    """Of every lot."""

    @property
    def organisation_id(self) -> str:
        """Its id, whose beginning marks every result as simulated."""
        return f"{SIMULATED}:harbour-homes-{self.seed}"

    @property
    def people(self) -> int:
        """How many there are."""
        return sum(size for _, size, _ in self.teams) + _OFFICE


_OFFICE = 4
WHOLE = Company(
    teams=(("Lettings", 22, "Lettings officer"), ("Finance", 18, "Finance assistant"), ("Tenant care", 16, "Adviser")),
    cohorts=(Intake("Spring intake", 300, 60, 14, 1.0), Intake("Autumn intake", 60, -240, 12, 0.4)),
)
"""60 people."""
SMALL = Company(
    teams=(("Lettings", 4, "Lettings officer"), ("Finance", 4, "Finance assistant")),
    cohorts=(Intake("Spring intake", 300, 60, 4, 1.0),),
)
"""For tests."""


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

    company: Company
    people: list[Somebody]
    teams: list[str] = field(default_factory=list)
    """Their ids."""
    cohorts: list[str] = field(default_factory=list)
    leads: dict[Role, Somebody] = field(default_factory=dict)
    """The person of each role who can log in."""

    @property
    def organisation_id(self) -> str:
        """The organisation's id."""
        return self.company.organisation_id

    @property
    def in_words(self) -> Somebody:
        """Who answers in her own words in the last campaign: one of the first cohort."""
        learner = self.leads["learner"]
        return next(one for one in reversed(self.people) if one.cohort == 0 and one is not learner)

    def manager(self, team: int) -> Somebody:
        """Return who manages a team: the first of it."""
        return next(one for one in self.people if one.team == team)

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


def draw(company: Company) -> Cast:
    """Draw the people of a company."""
    dice = Random(f"cast {company.seed}")
    names = dice.sample([(first, last) for first in _FIRST for last in _LAST], company.people)
    people = []
    for first, last in names:
        email = f"{first}.{last}@harbour-homes-{company.seed}.example".lower()
        people.append(Somebody(new_id(), f"{first} {last}", email, dice.gauss(-0.4, 0.8), 0.0))
    place = 0
    for team, (_, size, _) in enumerate(company.teams):
        for one in people[place : place + size]:
            one.team = team
        place += size
    cast = Cast(company, people)
    managers = [cast.manager(team) for team in range(len(company.teams))]
    learners = [one for one in people if one.team is not None and one not in managers]
    for cohort, intake in enumerate(company.cohorts):
        for one in dice.sample([each for each in learners if each.cohort is None], intake.size):
            one.cohort = cohort
    for one in people:
        one.rise = dice.gauss(_OTHER_RISE if one.cohort is None else company.cohorts[one.cohort].rise, 0.2)
    owner, trainer, author = people[place : place + 3]
    learner = next(one for one in learners if one.cohort == 0)
    cast.leads = {"owner": owner, "manager": managers[0], "trainer": trainer, "learner": learner, "author": author}
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
        job_role = "Office" if one.team is None else cast.company.teams[one.team][2]
        person = Person(id=one.person_id, organisation_id=own, name=one.name, joined_at=began)
        person.account_id, person.email, person.job_role = account.id, one.email, job_role
        session.add(person)
    session.flush()
    _group(session, cast, now)
    _grant(session, cast, began)
    words = arranging.Wish(frozenset({"narrative", "breaks"}), "25")
    owner = cast.viewer(cast.leads["owner"], "owner")
    arranging.arrange(session, owner, cast.in_words.person_id, words, now - dt.timedelta(days=35))


def _group(session: TenantSession, cast: Cast, now: dt.datetime) -> None:
    own, began = cast.organisation_id, now - dt.timedelta(days=365)
    for place, (name, _, _) in enumerate(cast.company.teams):
        team = Team(id=new_id(), organisation_id=own, name=name, created_at=began)
        session.add(team)
        session.flush()
        cast.teams.append(team.id)
        for one in (each for each in cast.people if each.team == place):
            session.add(TeamMember(team_id=team.id, person_id=one.person_id, organisation_id=own, since=began))
    for place, intake in enumerate(cast.company.cohorts):
        starts, ends = now - dt.timedelta(days=intake.begun), now - dt.timedelta(days=intake.ended)
        cohort = Cohort(id=new_id(), organisation_id=own, name=intake.name, starts_on=starts.date(), created_at=starts)
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
        grant(cast.manager(place), "manager", team_id=team_id)
    for cohort_id in cast.cohorts:
        grant(cast.leads["trainer"], "trainer", cohort_id=cohort_id)
    session.flush()
