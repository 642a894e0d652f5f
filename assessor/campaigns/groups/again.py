"""Who sat at two times, of what counts in published figures, and their growth: read and fitted once for a state.

It rests on the campaigns that have figures, on who had seen her result by then, and on the newest result of each
sitting. What is kept of it in memory is kept for that state alone: once a figure is published, a result is made again
or somebody is erased, it is read and fitted anew.
"""

import datetime as dt
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from assessor.deciding.stage import STAGES, Stage, weakest
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.organisation import Organisation
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.beside import Many, many_of
from assessor.scoring.growth.trajectories import Growth, fit_growth
from assessor.scoring.growth.unshrunken import unshrunken

_WEEK = dt.timedelta(weeks=1)
_MOST_KEPT = 32
"""Organisations whose growth is kept in memory; of one of 5,000 people it is some megabytes."""


@dataclass(frozen=True, slots=True)
class Sat:
    """One result that counts."""

    person_id: str
    at: dt.datetime
    ability: Ability


@dataclass(frozen=True, eq=False)
class Again:
    """Those who sat at two times, on one scale."""

    sat: Sequence[Sat]
    calibration: str = ""
    """The scale, which is that of the newest result; empty where there is none."""
    cut_set: str = ""
    """With which the newest result was made."""
    stage: Stage | None = None
    """The weakest that any result that counts rests on, also of who sat once."""

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The people, numbered from 0."""
        return {person: place for place, person in enumerate(sorted({one.person_id for one in self.sat}))}

    @cached_property
    def growth(self) -> Growth:
        """Their lines. Raises ValueError for fewer than three people."""
        return fit_growth(*self._rows)

    @cached_property
    def many(self) -> Many:
        """What they say of the mean line. Raises ValueError for fewer than three people."""
        return many_of(self.growth, *self._rows)

    def week(self, at: dt.datetime) -> float:
        """Return a moment in weeks since the first sitting."""
        return (at - self._began) / _WEEK

    @cached_property
    def _began(self) -> dt.datetime:
        return min(one.at for one in self.sat)

    @property
    def _rows(self) -> tuple[list[int], list[float], list[float], list[float]]:
        """Each sitting's person, week, ability and error."""
        return (
            [self.numbers[one.person_id] for one in self.sat],
            [self.week(one.at) for one in self.sat],
            [one.ability.theta for one in self.sat],
            [one.ability.se for one in self.sat],
        )


class _Kept:
    """Growth by organisation, each with the state that it was read in."""

    def __init__(self) -> None:
        self._found: OrderedDict[str, tuple[object, Again]] = OrderedDict()
        self._lock = Lock()

    def get(self, organisation_id: str, state: object) -> Again | None:
        with self._lock:
            kept = self._found.get(organisation_id)
            if kept is None or kept[0] != state:
                return None
            self._found.move_to_end(organisation_id)
            return kept[1]

    def put(self, organisation_id: str, state: object, found: Again) -> None:
        with self._lock:
            self._found[organisation_id] = (state, found)
            self._found.move_to_end(organisation_id)
            while len(self._found) > _MOST_KEPT:
                self._found.popitem(last=False)


_KEPT: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def who_sat_again(session: Session) -> Again:
    """Return who of the session's organisation sat at two times; fitted once for a state, looked up once a session."""
    found: Again | None = session.info.get(__name__)
    if found is None:
        organisation_id, state = session.exec(select(Organisation.id)).one(), _state(session)
        kept = _KEPT.setdefault(session.get_bind().engine, _Kept())
        found = kept.get(organisation_id, state)
        if found is None:
            found = _read(session)
            kept.put(organisation_id, state, found)
        session.info[__name__] = found
    return found


def retested(sat: Sequence[Sat]) -> list[Sat]:
    """Return the sittings of people who sat at two times."""
    times: defaultdict[str, set[dt.datetime]] = defaultdict(set)
    for one in sat:
        times[one.person_id].add(one.at)
    return [one for one in sat if len(times[one.person_id]) > 1]


def _state(session: Session) -> object:
    """Return what tells one state from another: every change adds a figure or a result, or takes a row away."""
    asked = _counting(func.count(), func.max(Result.number), func.max(GroupFigures.made_at))
    return tuple(session.exec(asked).one())


def _read(session: Session) -> Again:
    asked = _counting(
        Result.sitting_id,
        CampaignMember.person_id,
        col(Sitting.started_at),
        Sitting.cut_set,
        col(Result.at),
        Result.theta,
        Result.se,
        Result.calibration,
        Result.stage,
        Result.level_issued,
    )
    newest = {row.sitting_id: row for row in session.exec(asked.order_by(col(Result.number)))}
    rows = sorted((row for row in newest.values() if row.level_issued is not None), key=lambda row: row.at)
    if not rows:
        return Again(())
    last = rows[-1]
    on_scale = [row for row in rows if row.calibration == last.calibration]
    sat = [Sat(row.person_id, row.started_at, unshrunken(Ability(row.theta, row.se))) for row in on_scale if row.se < 1]
    weak = weakest([next(stage for stage in STAGES if stage == row.stage) for row in on_scale])
    return Again(retested(sat), last.calibration, last.cut_set, weak)


def _counting(*columns: Any) -> Any:  # noqa: ANN401 - what is selected differs
    """Return a question over the results that count: of campaigns with figures, and seen by who sat before these."""
    picked: Any = select  # its types know four columns at most
    return (
        picked(*columns)
        .select_from(CampaignMember)
        .join(Campaign, col(Campaign.id) == col(CampaignMember.campaign_id))
        .join(GroupFigures, col(GroupFigures.campaign_id) == col(CampaignMember.campaign_id))
        .join(Result, col(Result.sitting_id) == col(CampaignMember.sitting_id))
        .join(Sitting, col(Sitting.id) == col(CampaignMember.sitting_id))
        .join(
            ResultSeen,
            (col(ResultSeen.sitting_id) == col(CampaignMember.sitting_id))
            & (col(ResultSeen.person_id) == col(CampaignMember.person_id)),
        )
        .where(
            Campaign.mode != "anonymous",
            col(Sitting.person_ref).is_not(None),
            col(ResultSeen.first_at) <= col(GroupFigures.made_at),
        )
    )
