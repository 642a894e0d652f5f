"""Who works at the company: names, roles, teams, who answers to whom, and when they are on leave."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from tasks_bank.world.month import Month, is_working_day

FIRST_NAMES = (
    *("Aisha", "Amara", "Callum", "Chloe", "Daniel", "Elin", "Farah", "George", "Hannah", "Imran"),
    *("Isla", "Jack", "Kezia", "Leon", "Maya", "Niall", "Olu", "Priya", "Rhys", "Sofia"),
    *("Tomasz", "Una", "Victor", "Wen", "Yusuf", "Zara", "Bethan", "Connor", "Divya", "Ewan"),
    *("Freya", "Gareth", "Helena", "Idris", "Jasmine", "Kofi", "Lucy", "Marek", "Nadia", "Owen"),
    *("Petra", "Rohan", "Sadia", "Toby", "Vera", "Wanda", "Xavier", "Yasmin"),
)
LAST_NAMES = (
    *("Adeyemi", "Barker", "Chowdhury", "Davies", "Edwards", "Fraser", "Griffiths", "Hussain", "Ismail", "Jones"),
    *("Kaur", "Lewis", "Mensah", "Nowak", "Osborne", "Patel", "Quinn", "Reid", "Shaw", "Taylor"),
    *("Underhill", "Vaughan", "Walsh", "Yilmaz", "Abbott", "Begum", "Carter", "Dunn", "Ellis", "Farrow"),
    *("Grant", "Hope", "Iqbal", "Jarvis", "Khan", "Lowe", "Marsh", "Nash", "Okafor", "Price"),
    *("Rahman", "Singh", "Tran", "Usman", "Vickers", "Ward", "Xu", "Young"),
)
TEAMS = {
    "Finance": ("Finance Manager", ("Management Accountant", "Accounts Assistant")),
    "People": ("HR Manager", ("HR Advisor", "Recruiter")),
    "IT": ("IT Manager", ("Systems Administrator", "Service Desk Analyst")),
    "Sales": ("Head of Sales", ("Account Manager", "Account Manager", "Sales Executive", "Sales Executive")),
    "Marketing": ("Head of Marketing", ("Content Designer", "Marketing Executive", "Marketing Executive")),
    "Operations": ("Head of Operations", ("Operations Coordinator", "Site Supervisor", "Compliance Officer")),
    "Engineering": ("Head of Engineering", ("Software Engineer", "Software Engineer", "Data Analyst")),
    "Support": ("Head of Support", ("Support Specialist", "Support Specialist", "Support Specialist")),
}
"""Each team with the role of its head and the roles in it."""
_LONGEST_SERVICE_DAYS = 9 * 365


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of leave, both days included."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the company."""

    name: str
    role: str
    manager: str
    """The name of whom they answer to; empty for the managing director."""
    team: str
    email: str
    started: dt.date
    leave: tuple[Away, ...] = ()
    """Annual leave between the month before the case's and three months after it, in order."""

    @property
    def first_name(self) -> str:
        """What colleagues call them."""
        return self.name.split()[0]

    def is_in(self, day: dt.date) -> bool:
        """Say whether they work on that day: a working day on which they are not on leave."""
        return is_working_day(day) and not any(day in away for away in self.leave)


def some_people(rng: Random, month: Month, domain: str) -> tuple[Person, ...]:
    """Draw the staff: the managing director first, then each team with its head before the others."""
    places = [("Managing Director", "", "Management")]
    for team, (head, roles) in TEAMS.items():
        places += [(head, "Managing Director", team), *((role, head, team) for role in roles)]
    first, last = rng.sample(FIRST_NAMES, len(places)), rng.sample(LAST_NAMES, len(places))
    names = [f"{one} {two}" for one, two in zip(first, last, strict=True)]
    by_role = {role: name for name, (role, _, _) in zip(names, places, strict=True)}
    return tuple(
        Person(
            name=name,
            role=role,
            manager=by_role.get(head, ""),
            team=team,
            email=f"{name.lower().replace(' ', '.')}@{domain}",
            started=month.first - dt.timedelta(days=rng.randint(120, _LONGEST_SERVICE_DAYS)),
            leave=_some_leave(rng, month),
        )
        for name, (role, head, team) in zip(names, places, strict=True)
    )


def _some_leave(rng: Random, month: Month) -> tuple[Away, ...]:
    """Draw up to two stretches, each within a working week, weeks apart. No bank holiday is taken off as leave."""
    monday = month.after(-1).first
    monday += dt.timedelta(days=-monday.weekday() % 7)
    weeks = sorted(rng.sample(range(0, 20, 3), rng.choice((0, 1, 1, 2))))
    drawn = [
        Away(start, start + dt.timedelta(days=rng.choice((0, 1, 4, 4))))
        for start in (monday + dt.timedelta(weeks=week) for week in weeks)
    ]
    return tuple(away for away in drawn if away.first != away.last or is_working_day(away.first))
