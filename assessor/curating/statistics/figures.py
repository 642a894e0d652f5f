"""The statistics of each item, none without the number of answers that it rests on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Connection

from assessor.bank.item import Item
from assessor.curating.statistics.chosen import Choice, choices
from assessor.curating.statistics.fit import fits
from assessor.curating.statistics.known import Estimate, estimates
from assessor.curating.statistics.rest import Table
from assessor.curating.statistics.stored import Answer, read_stored
from assessor.scoring.items.classical import correlation
from assessor.scoring.items.fit import ItemFit
from assessor.scoring.items.options import wilson
from assessor.scoring.pool import Floats
from assessor.sittings import rows
from assessor.sittings.calibration import Calibration, calibration_in_use
from assessor.sittings.scale import Scale

FEWEST = 20
"""Answers below which no share, correlation or time is told."""
_FEWEST_TO_FLAG = 50
_LOW_CORRELATION = 0.1
_MISFIT_P, _MISFIT_RMSEA = 0.01, 0.06
_FAR_OFF, _ERRORS = 1.0, 2.0
"""An author was wrong by more than so much in theta, and by more than so many standard errors."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How one item does."""

    item: Item
    n: int
    """Answers."""
    right: float | None
    """Share with all marks; None below 20 answers, as are those below."""
    low: float | None
    """The ends of the share's 95 % interval (Wilson)."""
    high: float | None
    points: float | None
    """Mean marks as a share of the highest."""
    point_biserial: float | None
    """Correlation of the marks with the ability from the other answers (corrected)."""
    seconds: float | None
    """Mean."""
    choices: tuple[Choice, ...]
    exposure: float | None = None
    """Share of all sittings since it has been there in which it was asked; None before the first."""
    fit: ItemFit | None = None
    """S-X2; None where not 200 people were given the same items."""
    estimate: Estimate | None = None
    """Its difficulty from answers; None where no calibration has one."""
    flags: tuple[str, ...] = ()
    """What somebody should look at."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """How all items do."""

    answers: int
    reworded: int
    """Answers left out: the item had another wording then, or is in the bank no more."""
    in_own_words: int
    """Answers left out: asked for in one's own words, a question is another task."""
    items: tuple[Figures, ...]
    """Those with an answer, by id."""


def statistics(connection: Connection, items: Sequence[Item], scale: Scale, *, simulated: bool) -> Statistics:
    """Return the statistics of the bank's items from answers of made-up people, or of all others."""
    stored = read_stored(connection, items)
    of_kind = [answer for answer in stored.answers if answer.sat.simulated == simulated]
    counted = [answer for answer in of_kind if not answer.in_words]
    known = calibration_in_use(connection, scale, items)
    found = tuple(_figures(connection, counted, known, estimates(connection, scale.label, simulated=simulated)))
    return Statistics(len(counted), stored.reworded, len(of_kind) - len(counted), found)


def _figures(
    connection: Connection, answers: Sequence[Answer], known: Calibration, estimated: Mapping[str, Estimate]
) -> Iterator[Figures]:
    table, exposures = Table(answers, known), rows.exposures(connection)
    fit = fits(table, known)
    by_item: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_item[answer.item.name].append(answer)
    for item in table.items:
        own = sorted(by_item[item.name], key=lambda answer: table.rows[answer.sat.number])
        tests, _, asked = exposures.get(item.id, (0, 0, 0))
        first = _from_answers(item, own, table.rest_ability(item))
        whole = replace(
            first,
            exposure=asked / tests if tests else None,
            fit=fit.get(item.name),
            estimate=estimated.get(item.name),
        )
        yield replace(whole, flags=tuple(_flags(whole)))


def _from_answers(item: Item, answers: Sequence[Answer], theta: Floats) -> Figures:
    """Return what the answers to one item say by themselves; `theta` is their ability without it."""
    n, enough = len(answers), len(answers) >= FEWEST
    categories = np.array([answer.category for answer in answers], dtype=np.float64)
    right = int((categories == item.top).sum())
    low, high = wilson(right, n) if enough else (None, None)
    return Figures(
        item=item,
        n=n,
        right=right / n if enough else None,
        low=low,
        high=high,
        points=float(categories.mean()) / item.top if enough else None,
        point_biserial=correlation(categories, theta) if enough else None,
        seconds=float(np.mean([answer.seconds for answer in answers])) if enough else None,
        choices=choices(item, [answer.given for answer in answers], theta),
    )


def _flags(of: Figures) -> Iterator[str]:
    if of.n >= _FEWEST_TO_FLAG and of.point_biserial is not None and of.point_biserial < _LOW_CORRELATION:
        yield f"the abler do hardly better (correlation {of.point_biserial:.2f}, n = {of.n})"
    for choice in of.choices:
        if choice.attracts_the_able:
            yield f"'{choice.option}' attracts the able (n = {choice.n})"
    fit = of.fit
    if fit and fit.p is not None and fit.rmsea is not None and fit.p < _MISFIT_P and fit.rmsea > _MISFIT_RMSEA:
        yield f"answers do not fit its parameters (S-X2, RMSEA {fit.rmsea:.2f}, n = {fit.n})"
    if of.estimate and of.estimate.drift and of.estimate.drift.drifted:
        yield f"its difficulty moved by {of.estimate.drift.change:+.2f} since the calibration before"
    if of.estimate:
        off = of.estimate.difficulty - of.item.author.difficulty
        if abs(off) > _FAR_OFF and abs(off) > _ERRORS * of.estimate.se:
            yield f"it is {abs(off):.1f} {'harder' if off > 0 else 'easier'} than its author thought"
