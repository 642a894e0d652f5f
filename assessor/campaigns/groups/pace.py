"""How fast everybody of an organisation has grown, as a distribution of weeks. What is told names nobody's own growth.

It is told of everybody together and of no team: beside the figure of a team, that of the few others could be worked
out. Only results that count in published figures go in, of who had seen them by then, and two numbers come out:
the mean and the spread of the gain a week. The weeks of a way are its length over that gain.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.campaigns.groups.counting import seen_results
from assessor.campaigns.groups.reading import ended
from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.stage import STAGES, Stage, may, weakest
from assessor.framework import Rung, read_framework
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.organisation import Organisation
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.change import Effect
from assessor.scoring.growth.trajectories import fit_growth
from assessor.scoring.growth.unshrunken import unshrunken

FEWEST = 30
"""People who sat again, from whom on their growth is told in place of what is claimed of it."""
_TENTH = 1.2815515655446004
"""Of the normal distribution: 1 in 10 lies beyond it."""
_WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Sat:
    """One result that counts."""

    person_id: str
    at: dt.datetime
    ability: Ability


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
    results = _results(session)
    sat = _retested(_sat(session, results))
    retested = len({one.person_id for one in sat})
    if retested < needed:
        return Pace(retested, needed, None, None, (), "Until then the way is told by what is claimed of it.")
    stage = weakest([_stage(one) for one in results])
    if not (organisation.is_make_believe or may(stage, "growth")):
        return Pace(retested, needed, None, None, (), f"At the stage {stage} nothing is said of growth.")
    first, last = min(one.at for one in sat), max(one.at for one in sat)
    cuts = read_cut_set(session.get_one(Sitting, results[-1].sitting_id).cut_set).cuts
    mean, spread = gain_of(sat)
    return Pace(retested, needed, first, last, tuple(ways(cuts, mean, spread)), "")


def sat_again(session: Session, calibration: str) -> list[Sat]:
    """Return what counts of people who sat at two times, where it is on the scale of this calibration."""
    results = [result for result in _results(session) if result.calibration == calibration]
    return _retested(_sat(session, results))


def gain_of(sat: Sequence[Sat]) -> tuple[Effect, float]:
    """Return the mean gain a week with its error, and how much people differ in it (standard deviation)."""
    numbers = {person: place for place, person in enumerate(sorted({one.person_id for one in sat}))}
    began = min(one.at for one in sat)
    growth = fit_growth(
        [numbers[one.person_id] for one in sat],
        [(one.at - began) / _WEEK for one in sat],
        [one.ability.theta for one in sat],
        [one.ability.se for one in sat],
    )
    return growth.slope, growth.slope_sd


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


def _results(session: Session) -> list[Result]:
    """Return what counts in published figures and is on one scale, the oldest first."""
    found = [
        result
        for one in ended(session)
        if one.campaign.mode != "anonymous"
        for result in seen_results(session, one.campaign.id, until=one.made.made_at).values()
    ]
    ordered = sorted(found, key=lambda result: result.at)
    return [result for result in ordered if result.calibration == ordered[-1].calibration]


def _sat(session: Session, results: Sequence[Result]) -> list[Sat]:
    of_sitting: Mapping[str, Result] = {one.sitting_id: one for one in results}
    sittings = session.exec(select(Sitting).where(col(Sitting.id).in_(of_sitting)))
    found = []
    for sitting in sittings:
        result = of_sitting[sitting.id]
        if sitting.person_ref is not None and result.se < 1:
            ability = unshrunken(Ability(result.theta, result.se))
            found.append(Sat(sitting.person_ref, sitting.started_at, ability))
    return found


def _retested(sat: Sequence[Sat]) -> list[Sat]:
    """Return the sittings of people who sat at two times."""
    times: defaultdict[str, set[dt.datetime]] = defaultdict(set)
    for one in sat:
        times[one.person_id].add(one.at)
    return [one for one in sat if len(times[one.person_id]) > 1]


def _stage(result: Result) -> Stage:
    return next(stage for stage in STAGES if stage == result.stage)
