"""From what was asked and answered to figures: ability, interval, chances of levels, areas, flags. No store.

The figures are made from the items that were asked alone, by the calibration that is given, so that a result can be
made again with another one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
from sqlalchemy import RowMapping

from assessor.bank.item import Item
from assessor.deciding.cut_set import CutSet
from assessor.deciding.decision import Measured
from assessor.deciding.flags import Flag, Given, flags
from assessor.deciding.profile import AreaAnswers, AreaModel, profile
from assessor.errors import AssessorError
from assessor.framework import AreaKey, read_framework
from assessor.scoring.ability.confidence import Confidence, confidence
from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.interval import intervals
from assessor.scoring.ability.posterior import NODES, log_likelihood, posterior
from assessor.scoring.levels.cuts import membership
from assessor.scoring.pool import NOT_ADMINISTERED
from assessor.sittings.calibration import Calibration
from assessor.sittings.choosing import area_of

AREAS: tuple[AreaKey, ...] = get_args(AreaKey)


class NotKnown(AssessorError):
    """A calibration does not know an item that counts."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the answers of a sitting come to."""

    measured: Measured
    low: float
    """The lower end of the 95 % interval."""
    high: float
    flags: tuple[Flag, ...]
    scored: tuple[int, ...]
    """Numbers of the scored responses that count."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """By what answers are read."""

    known: Calibration
    cut_set: CutSet
    area_model: AreaModel
    bank: Mapping[str, Item]
    """Items by id and version, for what is not in a calibration: how long they are."""
    fewest: int
    """Answers before a level is said."""


def measure(asked: Sequence[RowMapping], reading: Reading) -> Figures:
    """Return the figures of a sitting from what was asked, in order. Raises NotKnown."""
    counting = [row for row in asked if row["answered"] is not None and not row["pilot"]]
    marked = [row for row in counting if row["category"] is not None]
    places = [_place(row["item"], reading.known) for row in marked]
    # What was not asked says nothing; without an answer any one item stands there and was not administered.
    pool = reading.known.pool_of(places or [0])
    given = np.array([row["category"] for row in marked] or [NOT_ADMINISTERED])
    ability, around = eap(pool, given), intervals(pool, given)
    theta = float(ability.theta[0])
    areas = np.array([AREAS.index(area_of(name)) for name in pool.names])
    logs = log_likelihood(pool, np.where(areas == np.arange(len(AREAS))[:, None], given, NOT_ADMINISTERED))
    told = np.where(given == NOT_ADMINISTERED, 0.0, pool.information(np.array([theta]))[0])
    shares = [
        row["category"] / len(reading.known.items[place].steps) for row, place in zip(marked, places, strict=True)
    ]
    of_areas = [
        AreaAnswers(
            area=area,
            answered=len(own := [share for share, where in zip(shares, areas, strict=False) if where == number]),
            right=own.count(1.0),
            points=sum(own),
            log_likelihood=logs[number],
            information=float(told[areas == number].sum()),
        )
        for number, area in enumerate(AREAS)
    ]
    chances = posterior(pool, given)[0] @ membership(NODES, reading.cut_set.points)
    names_of = {area.key: area.name for area in read_framework(reading.cut_set.framework).area}
    watched = {floor.area: names_of[floor.area] for floor in reading.cut_set.floor}
    measured = Measured(
        theta=theta,
        se=float(ability.se[0]),
        chances=tuple(chances.tolist()),
        areas=profile(of_areas, reading.area_model, reading.cut_set.points),
        answers=len(marked),
        fewest=reading.fewest,
        waiting=len(counting) - len(marked),
    )
    return Figures(
        measured=measured,
        low=float(around.low[0]),
        high=float(around.high[0]),
        flags=flags(
            [_given(row, place, reading) for row, place in zip(marked, places, strict=True)],
            theta,
            watched,
            judged=reading.known.stage == "author-judged",
        ),
        scored=tuple(row["number"] for row in marked),
    )


def above_expected(asked: Sequence[RowMapping], known: Calibration, theta: float) -> dict[AreaKey, tuple[int, float]]:
    """Return for each area the answers that count, and their points above what an ability lets one expect.

    Less what they are above it in all areas together, so that only the differences between areas are left. Raises
    NotKnown.
    """
    marked = [row for row in asked if row["category"] is not None and not row["pilot"]]
    if not marked:
        return {}
    pool = known.pool_of([_place(row["item"], known) for row in marked])
    given = np.array([row["category"] for row in marked])
    above = (given - pool.expected(np.array([theta]))[0]) / pool.top
    above -= above.mean()
    areas = [area_of(name) for name in pool.names]
    found = {area: np.array([one == area for one in areas]) for area in AREAS}
    return {area: (int(own.sum()), float(above[own].sum())) for area, own in found.items() if own.any()}


def confidence_of(asked: Sequence[RowMapping], bank: Mapping[str, Item]) -> Confidence | None:
    """Return how well the person knew what she knew, from marked answers with a word on how sure she was."""
    pairs = sure_and_right(asked, bank)
    return confidence([sure / 100 for sure, _ in pairs], [right for _, right in pairs])


def sure_and_right(asked: Sequence[RowMapping], bank: Mapping[str, Item]) -> list[tuple[int, bool]]:
    """Return for each marked answer with a word on it how sure the person was, in percent, and whether it was right."""
    said = [row for row in asked if row["confidence"] is not None and row["category"] is not None]
    return [(row["confidence"], row["category"] == bank[row["item"]].top) for row in said if row["item"] in bank]


def _place(name: str, known: Calibration) -> int:
    if name not in known.places:
        raise NotKnown(f"calibration {known.label} does not know item {name}; choose another calibration")
    return known.places[name]


def _given(row: RowMapping, place: int, reading: Reading) -> Given:
    item = reading.bank.get(row["item"])
    return Given(
        item=reading.known.items[place],
        area=area_of(row["item"]),
        category=row["category"],
        seconds=row["seconds"],
        characters=None if item is None else _characters(item),
        unknown=_plainly(row["answer"]) is None,
    )


def _plainly(answer: Mapping[str, Any]) -> object:
    return answer["given"]


def _characters(item: Item) -> int:
    return len(item.stem) + len(item.exhibit) + sum(len(option.text) for option in item.option)
