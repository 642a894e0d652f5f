"""When a learner may be at the next level by answers, from the results that a reader was let see."""

from collections.abc import Sequence

from assessor.campaigns.groups.again import Sat
from assessor.campaigns.groups.own_way import Own, own_way
from assessor.models.measurement.result import Result
from assessor.progress.sources import Asked, Sources
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.arrival import Arrival
from assessor.scoring.growth.unshrunken import unshrunken
from assessor.training.told import Told
from reports.kinds.learner.rows import Coming, Level

_FEWEST = 2
"""Sittings that a pace needs."""


def coming_of(
    sources: Sources, asked: Asked, levels: Sequence[Level], shown: Sequence[Told]
) -> tuple[Coming | None, str]:
    """Return when the level above the one issued may be reached, or why that cannot be told."""
    found = [(told, told.result) for told in shown if told.result is not None]
    if not found or (issued := found[-1][1].level_issued) is None:
        return None, "there is no level yet." if found else ""
    if issued == len(levels):
        return None, ""
    own = _own(found)
    if len({one.at for one in own.sat}) < _FEWEST:
        return None, "it takes two sittings on one scale, so that there is a pace."
    cut = levels[issued].begins
    assert cut is not None, "only the lowest level has no beginning"
    way = own_way(sources.session, own, asked.now, cut)
    if way.arrival is None:
        return None, (
            f"two or three sittings of one person say too little without those of others, and {way.others} other "
            f"people of the organisation have sat twice in campaigns that are closed; it takes {way.needed}."
        )
    return _coming(issued, own.sat, way.arrival, way.others, asked), ""


def _own(found: Sequence[tuple[Told, Result]]) -> Own:
    """Return the sittings that are on the scale of the newest one."""
    calibration = found[-1][1].calibration
    sat = [
        Sat(told.person_id, told.started_at, unshrunken(Ability(result.theta, result.se)))
        for told, result in found
        if result.calibration == calibration and result.se < 1
    ]
    return Own(sat, calibration)


def _coming(level: int, sat: Sequence[Sat], arrival: Arrival, others: int, asked: Asked) -> Coming:
    earliest, latest = arrival.interval()
    return Coming(
        level=level,
        earliest=None if earliest == float("inf") else earliest,
        middle=arrival.quantile(0.5),
        latest=latest,
        ever=arrival.ever,
        sittings=len(sat),
        first=asked.day_of(sat[0].at),
        last=asked.day_of(sat[-1].at),
        others=others,
    )
