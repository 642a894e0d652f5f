"""Who works at the company: names, roles, teams and who answers to whom."""

from dataclasses import dataclass
from random import Random

FIRST_NAMES = (
    *("Aisha", "Amara", "Callum", "Chloe", "Daniel", "Elin", "Farah", "George", "Hannah", "Imran"),
    *("Isla", "Jack", "Kezia", "Leon", "Maya", "Niall", "Olu", "Priya", "Rhys", "Sofia"),
    *("Tomasz", "Una", "Victor", "Wen", "Yusuf", "Zara"),
)
LAST_NAMES = (
    *("Adeyemi", "Barker", "Chowdhury", "Davies", "Edwards", "Fraser", "Griffiths", "Hussain", "Ismail", "Jones"),
    *("Kaur", "Lewis", "Mensah", "Nowak", "Osborne", "Patel", "Quinn", "Reid", "Shaw", "Taylor"),
    *("Underhill", "Vaughan", "Walsh", "Yilmaz"),
)
TEAMS = {
    "Sales": ("Account Manager", "Sales Executive"),
    "Operations": ("Operations Coordinator", "Site Supervisor"),
    "Marketing": ("Marketing Executive", "Content Designer"),
    "Engineering": ("Software Engineer", "Support Engineer"),
}
"""Each team with the roles in it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the company."""

    name: str
    role: str
    manager: str
    """The name of whom they answer to; empty for the managing director."""
    team: str


def some_people(rng: Random) -> tuple[Person, ...]:
    """Draw the staff: the managing director first, the finance manager second, then a head and two for each team."""
    first = rng.sample(FIRST_NAMES, 2 + 3 * len(TEAMS))
    names = iter([f"{name} {last}" for name, last in zip(first, rng.sample(LAST_NAMES, len(first)), strict=True)])
    director = Person(next(names), "Managing Director", "", "Management")
    people = [director, Person(next(names), "Finance Manager", director.name, "Finance")]
    for team, roles in TEAMS.items():
        head = Person(next(names), f"Head of {team}", director.name, team)
        people += [head, *(Person(next(names), role, head.name, team) for role in roles)]
    return tuple(people)
