"""When one learner may be at the next level by answers, from her own sittings and the pace of everybody.

Her own sittings are those that whoever asks was let see; of the others only what counts in published figures goes in,
as in `pace`, and nothing of it comes out but how many they are: her line is drawn towards theirs.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from assessor.campaigns.groups.pace import FEWEST, Sat, sat_again
from assessor.models.people.organisation import Organisation
from assessor.scoring.growth.arrival import Arrival, arrival
from assessor.scoring.growth.trajectories import fit_growth

_WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Own:
    """What one learner has shown, on one scale."""

    sat: Sequence[Sat]
    """At two times or more."""
    calibration: str


@dataclass(frozen=True, slots=True)
class Way:
    """Weeks from a moment until a cut is crossed, or why they are not told."""

    others: int
    """People of the organisation who sat again, the learner not among them."""
    needed: int
    """So many are needed."""
    arrival: Arrival | None
    """None where there are fewer."""


def own_way(session: Session, own: Own, now: dt.datetime, cut: float) -> Way:
    """Return when the learner whose sittings these are may cross a cut; she has sat at two times or more."""
    organisation = session.exec(select(Organisation)).one()
    needed = max(FEWEST, organisation.minimum_group)
    others = [one for one in _everybody(session, own.calibration) if one.person_id != own.sat[0].person_id]
    numbers = {person: place for place, person in enumerate(sorted({one.person_id for one in others}), start=1)}
    if len(numbers) < needed:
        return Way(len(numbers), needed, None)
    sat = [*own.sat, *others]
    began = min(one.at for one in sat)
    growth = fit_growth(
        [numbers.get(one.person_id, 0) for one in sat],
        [(one.at - began) / _WEEK for one in sat],
        [one.ability.theta for one in sat],
        [one.ability.se for one in sat],
    )
    return Way(len(numbers), needed, arrival(growth.lines[0], (now - began) / _WEEK, cut))


def _everybody(session: Session, calibration: str) -> list[Sat]:
    """Return who sat again, read once in a session: reports on many learners are made in one."""
    read: dict[str, list[Sat]] = session.info.setdefault(__name__, {})
    if calibration not in read:
        read[calibration] = sat_again(session, calibration)
    return read[calibration]
