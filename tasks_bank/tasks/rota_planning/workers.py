"""Who may be put on the rota: the company's own people, and staff of the staff bank, who belong to no team."""

import datetime as dt
from random import Random

from tasks_bank.tasks.rota_planning.week import Week, Window, Worker
from tasks_bank.world.people import FIRST_NAMES, LAST_NAMES, Person

TEAMS = ("Support", "Operations")
"""Their members work at the desk; their heads do not."""
_ANY, _MORNING, _AFTERNOON = Window(), Window(0, 15), Window(12)


def employee(week: Week, person: Person) -> Worker:
    """Make a worker of somebody who works at the company; their leave is in the team's diary."""
    rng = week.rng
    hours = rng.choice((16, 20, 24, 30))
    worker = Worker(
        person.name,
        person.role,
        person.email,
        _born(rng, person.started),
        rng.randrange(1350, 1900, 10),
        hours,
        hours + rng.choice((8, 10, 12)),
        _some_skills(week, ("desk", "keys", "first_aid"), (1.0, 0.6, 0.5)),
        _some_days(rng, 0.85),
    )
    for away in person.leave:
        if away.first <= week.days[-1] and away.last >= week.monday:
            week.mark_away(worker, "Annual leave", away.first, away.last)
    return worker


def some_bank_worker(week: Week) -> Worker:
    """Draw somebody of the staff bank, whose name is nobody else's."""
    rng = week.rng
    people = [person.name for person in week.company.people] + [worker.name for worker in week.workers]
    taken = {part for name in people for part in name.split()}
    first = rng.choice([name for name in FIRST_NAMES if name not in taken])
    last = rng.choice([name for name in LAST_NAMES if name not in taken])
    hours = rng.choice((8, 12, 16))
    return Worker(
        f"{first} {last}",
        "bank staff",
        f"{first}.{last}@staffbank.example".lower(),
        _born(rng, week.monday),
        rng.randrange(1360, 2100, 10),
        hours,
        hours + 8,
        _some_skills(week, ("desk", "keys", "first_aid"), (1.0, 0.4, 0.4)),
        _some_days(rng, 0.75),
    )


def _some_days(rng: Random, share: float) -> list[Window | None]:
    windows = [rng.choice((_ANY, _ANY, _MORNING, _AFTERNOON)) for _ in range(7)]
    return [window if rng.random() < share else None for window in windows]


def _some_skills(week: Week, skills: tuple[str, ...], shares: tuple[float, ...]) -> dict[str, dt.date]:
    return {
        skill: week.monday + dt.timedelta(days=week.rng.randint(20, 700))
        for skill, share in zip(skills, shares, strict=True)
        if week.rng.random() < share
    }


def _born(rng: Random, at_work: dt.date) -> dt.date:
    """Draw a date of birth of somebody who was of age on that day."""
    return at_work - dt.timedelta(days=rng.randint(18 * 366, 50 * 365))
