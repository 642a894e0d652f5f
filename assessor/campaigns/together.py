"""A team takes a sitting together: several people, one keyboard, so many right of so many by area.

Nobody's ability is measured by it, so no theta and no level is told of it. Of people it names who held the keyboard,
and its answers never enter calibrations, figures of items or figures of groups.
"""

import datetime as dt
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.db import Store
from assessor.framework import read_framework
from assessor.models.campaigns.team_sitting import TeamSitting
from assessor.models.measurement.result import Result
from assessor.models.people.person import Person
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer
from assessor.sittings.form import make_form
from assessor.sittings.sitting import Sittings

LENGTHS = (10, 15, 20)
"""How many questions there can be."""
MOST_PRESENT = 100
_NEVER = 1000
"""One question in so many would ask how sure somebody is; of several people that says nothing."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A sitting together, as a form gives it."""

    team_id: str
    present: str
    length: str


@dataclass(frozen=True, slots=True)
class Area:
    """What came of one area."""

    name: str
    right: int
    """Fully right."""
    answered: int


@dataclass(frozen=True, slots=True)
class Together:
    """One sitting of a team."""

    sitting_id: str
    team_id: str
    at: dt.datetime
    present: int
    led_by: str
    """The id of who holds the keyboard."""
    leader: str
    """Her name."""
    areas: tuple[Area, ...] | None
    """None while it goes on."""

    @property
    def right(self) -> int:
        """How many are fully right."""
        return sum(area.right for area in self.areas or ())

    @property
    def answered(self) -> int:
        """Of how many that count."""
        return sum(area.answered for area in self.areas or ())


def begin(store: Store, sittings: Sittings, who: Viewer, wish: Wish, at: dt.datetime) -> str:
    """Begin one, or return the one that goes on under the same hand. Raises Refused."""
    assert who.organisation_id is not None, "teams are an organisation's"
    assert who.person_id is not None, "somebody holds the keyboard"
    team_id, present, length = wish.team_id, _number(wish.present), wish.length
    if length not in {str(each) for each in LENGTHS}:
        raise Refused("Choose how many questions there are.", "length")
    with store.writing(), store.session(who.organisation_id, write=True) as session:
        going = next(
            (one for one in of_team(session, team_id) if one.areas is None and one.led_by == who.person_id), None
        )
        if going is not None:
            return going.sitting_id
        form = make_form(fewest=int(length), most=int(length), confidence_every=_NEVER)
        sitting = sittings.start(form, seed=secrets.token_hex(16))
        own = {"organisation_id": who.organisation_id, "team_id": team_id, "led_by": who.person_id}
        session.add(TeamSitting(sitting_id=sitting.id, present=present, at=at, **own))
        audit.note(session, who, "team.sat", f"team:{team_id}", {"sitting": sitting.id})
    return sitting.id


def of_team(session: Session, team_id: str) -> list[Together]:
    """Return what a team took together, the newest first."""
    found = select(TeamSitting).where(TeamSitting.team_id == team_id).order_by(col(TeamSitting.at).desc())
    return _told(session, session.exec(found).all())


def of_sitting(session: Session, sitting_id: str) -> Together | None:
    """Return what a team took together by its sitting; None for a person's."""
    row = session.get(TeamSitting, sitting_id)
    return _told(session, [row])[0] if row is not None else None


def _told(session: Session, rows: Collection[TeamSitting]) -> list[Together]:
    ids = [row.sitting_id for row in rows]
    made = session.exec(select(Result).where(col(Result.sitting_id).in_(ids)).order_by(col(Result.number)))
    results = {result.sitting_id: result for result in made}
    named = select(Person.id, Person.name).where(col(Person.id).in_([row.led_by for row in rows]))
    names = dict(session.exec(named).all())
    return [
        Together(
            row.sitting_id,
            row.team_id,
            row.at,
            row.present,
            row.led_by,
            names.get(row.led_by) or "somebody",
            _areas(results[row.sitting_id]) if row.sitting_id in results else None,
        )
        for row in rows
    ]


def _areas(result: Result) -> tuple[Area, ...]:
    names = {str(area.key): area.name for area in read_framework().area}
    return tuple(Area(names[row["area"]], row["right"], row["answered"]) for row in result.areas)


def _number(said: str) -> int:
    tidied = said.strip()
    is_number = tidied.isascii() and tidied.isdecimal() and len(tidied) <= len(str(MOST_PRESENT))
    if not is_number or not 2 <= int(tidied) <= MOST_PRESENT:  # noqa: PLR2004 - one person is no team
        raise Refused(f"Write how many people are here: 2 to {MOST_PRESENT}.", "present")
    return int(tidied)
