"""How fast everybody of an organisation has grown, as a distribution of weeks. What is told names nobody's own growth.

It is told of everybody together and of no team: beside the figure of a team, that of the few others could be worked
out. Only results that count in published figures go in, of who had seen them by then, and two numbers come out:
the mean and the spread of the gain a week. The weeks of a way are its length over that gain.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from assessor.campaigns.groups.again import who_sat_again
from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.stage import may
from assessor.framework import Rung, read_framework
from assessor.models.people.organisation import Organisation
from assessor.scoring.growth.change import Effect

FEWEST = 30
"""People who sat again, from whom on their growth is told in place of what is claimed of it."""
_TENTH = 1.2815515655446004
"""Of the normal distribution: 1 in 10 lies beyond it."""


@dataclass(frozen=True, slots=True)
class Way:
    """From the beginning of one level of literacy to that of another."""

    begins: int
    ends: int
    weeks: tuple[float | None, float | None, float | None]
    """Within which 10, 50 and 90 of 100 people have gone it; None where they never do at this pace."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What is told of growth."""

    retested: int
    needed: int
    first: dt.datetime | None
    last: dt.datetime | None
    """When the earliest and the newest of their sittings were."""
    ways: tuple[Way, ...]
    why_not: str


def pace_of(session: Session) -> Pace:
    """Return the pace of everybody of the session's organisation, or why it is not told."""
    organisation = session.exec(select(Organisation)).one()
    needed = max(FEWEST, organisation.minimum_group)
    again = who_sat_again(session)
    retested = len(again.numbers)
    if retested < needed:
        return Pace(retested, needed, None, None, (), "Until then the way is told by what is claimed of it.")
    assert again.stage is not None, "there are results"
    if not (organisation.is_make_believe or may(again.stage, "growth")):
        return Pace(retested, needed, None, None, (), f"At the stage {again.stage} nothing is said of growth.")
    first, last = min(one.at for one in again.sat), max(one.at for one in again.sat)
    cuts = read_cut_set(again.cut_set).cuts
    return Pace(retested, needed, first, last, tuple(ways(cuts, again.growth.slope, again.growth.slope_sd)), "")


def ways(cuts: Sequence[float], mean: Effect, spread: float) -> list[Way]:
    """Return the ways from the beginning of prompting's level to those of the other rungs.

    A gain a week is normal among people, with the doubt about its mean; who gains least takes longest.
    """
    doubt = math.hypot(spread, mean.se)
    found = []
    start = _begins("prompting")
    for rung in ("context", "orchestration"):
        end = _begins(rung)
        length = cuts[end - 2] - cuts[start - 2]
        low, high = mean.value - _TENTH * doubt, mean.value + _TENTH * doubt
        weeks = [length / gain if gain > 0 else None for gain in (high, mean.value, low)]
        found.append(Way(start, end, (weeks[0], weeks[1], weeks[2])))
    return found


def _begins(rung: Rung) -> int:
    """Return the first level of literacy that a rung belongs to."""
    return min(read_framework().levels_of(rung))
