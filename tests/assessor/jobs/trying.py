"""Kinds of jobs for tests: they leave a line for each step, so that one sees what was done how often."""

import datetime as dt
import time
from dataclasses import dataclass, field

from sqlmodel import select

from assessor.jobs.port import CannotDo, TryAgain, Work
from assessor.models.people.organisation import Organisation
from assessor.models.people.team import Team

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
STEPS = 20


def organisation() -> Organisation:
    return Organisation(id="ours", name="Ours", created_at=NOON)


@dataclass
class Counting:
    """Makes a team in each step, unless it is there; a second time would break the limit that names are single."""

    pause_s: float = 0.0
    steps_taken: list[int] = field(default_factory=list)

    def steps(self, work: Work) -> int:
        return int(work.job.arguments.get("steps", STEPS))

    def step(self, work: Work, number: int) -> str:
        self.steps_taken.append(number)
        name = f"{work.job.id} {number}"
        assert work.job.organisation_id is not None
        with work.store.session(work.job.organisation_id, write=True) as session:
            if session.exec(select(Team).where(Team.name == name)).first() is None:
                session.add(Team(id=name, organisation_id="ours", name=name, created_at=NOON))
        time.sleep(self.pause_s)
        return f"step {number} is done"


@dataclass
class Failing:
    """Fails at its second step as often as it is told, in the way that it is told."""

    how: Exception
    times: int = 1

    def steps(self, _: Work) -> int:
        return 3

    def step(self, _: Work, number: int) -> str:
        if number == 1 and self.times:
            self.times -= 1
            raise self.how
        return "went well"


def away(after_s: float = 0.0) -> TryAgain:
    return TryAgain(dt.timedelta(seconds=after_s), "the server is away")


def impossible() -> CannotDo:
    return CannotDo("the file has no rows; hand in another")
