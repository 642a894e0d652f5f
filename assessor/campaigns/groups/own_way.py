"""When one learner may be at the next level by answers, from her own sittings and the pace of everybody.

Her own sittings are those that whoever asks was let see; of the others only what counts in published figures goes in,
as in `pace`, and nothing of it comes out but how many they are: her line is drawn towards theirs. What counts of her
own is taken off before. How much people differ, as the plan tells it too, was found once over everybody.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from assessor.campaigns.groups.again import Sat, who_sat_again
from assessor.campaigns.groups.pace import FEWEST
from assessor.models.people.organisation import Organisation
from assessor.scoring.growth.arrival import Arrival, arrival


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
    again = who_sat_again(session)
    if own.calibration != again.calibration:
        return Way(0, needed, None)
    place = again.numbers.get(own.sat[0].person_id)
    others = len(again.numbers) - (place is not None)
    if others < needed:
        return Way(others, needed, None)
    line = again.many.line(
        [again.week(one.at) for one in own.sat],
        [one.ability.theta for one in own.sat],
        [one.ability.se for one in own.sat],
        instead_of=place,
    )
    return Way(others, needed, arrival(line, again.week(now), cut))
