"""Where cuts come from: judgements of a panel about somebody who only just reaches a level.

Angoff 1971, in Thorndike (ed.), Educational Measurement, 508-600, modified: each judge says what such a person would
score on each item; the cut is the ability at which the items' expected sum is the panel's mean sum (Kane 1987, Journal
of Educational Measurement 24, 333-345). Bookmark: Mitzel, Lewis, Patz and Green 2001, in Cizek (ed.), Setting
Performance Standards, 249-281: items stand in a booklet by the ability at which they are answered with a chance of .67,
and each judge marks the last that such a person would master.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.levels.cuts import Places
from assessor.scoring.pool import Floats, Pool

RESPONSE_PROBABILITY = 0.67
_FAR = 60.0
_HALVINGS = 52


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut from a panel."""

    theta: float
    se: float | None
    """Of the mean of the judges, in theta; None for a single judge."""
    judges: int
    spread: float | None
    """Standard deviation between judges: of sums for Angoff, of abilities for bookmark; None for a single judge."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the booklet: an item, or one of its categories and above."""

    item: int
    """Its place in the pool."""
    category: int
    """From 1: this category or a higher one."""
    theta: float
    """Where it is reached with the chance asked for."""


def angoff(pool: Pool, ratings: Floats) -> Cut:
    """Return the cut from what each judge expects on each item, (judges, items), each from 0 to the highest category.

    The standard error of the panel's mean sum is carried to theta by the slope of the expected sum (delta method).
    Raises ValueError for ratings that do not fit, or a sum that no ability is expected to have.
    """
    judged = np.atleast_2d(np.asarray(ratings, dtype=np.float64))
    if judged.shape[1] != len(pool) or not judged.size:
        raise ValueError(f"ratings of the shape {judged.shape} do not fit {len(pool)} items")
    if not np.all((judged >= 0) & (judged <= pool.top)):
        raise ValueError("a judge's rating lies between 0 and the highest category of its item")
    sums = judged.sum(axis=1)
    theta = ability_with_expected_sum(pool, float(sums.mean()))
    se, spread = _of_mean(sums)
    slope = float((pool.information(np.array([theta])) / pool.a).sum())
    return Cut(theta, None if se is None else se / slope, len(sums), spread)


def bookmark(pool: Pool, marks: Places, response_probability: float = RESPONSE_PROBABILITY) -> Cut:
    """Return the cut from each judge's bookmark, (judges,): the last page, from 1, that is mastered.

    The cut is the mean of the pages' abilities. Raises ValueError for a page that the booklet does not have.
    """
    pages = booklet(pool, response_probability)
    places = np.atleast_1d(np.asarray(marks, dtype=np.int64))
    if not places.size or places.min() < 1 or places.max() > len(pages):
        raise ValueError(f"a bookmark lies on a page from 1 to {len(pages)}")
    at = np.array([pages[place - 1].theta for place in places])
    se, spread = _of_mean(at)
    return Cut(float(at.mean()), se, len(at), spread)


def booklet(pool: Pool, response_probability: float = RESPONSE_PROBABILITY) -> list[Page]:
    """Return the pages from the easiest: one an item of two categories, one for each category above the lowest.

    Raises ValueError for a chance that is not between 0 and 1.
    """
    if not 0 < response_probability < 1:
        raise ValueError(f"the chance of mastery is {response_probability}; it lies between 0 and 1")
    low, high = (np.full((len(pool), pool.steps.shape[1]), end) for end in _ends(pool))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        enough = _reached(pool, middle) >= response_probability
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    pages = [
        Page(item, category, float(high[item, category - 1]))
        for item, top in enumerate(pool.top)
        for category in range(1, int(top) + 1)
    ]
    return sorted(pages, key=lambda page: (page.theta, page.item, page.category))


def ability_with_expected_sum(pool: Pool, total: float) -> float:
    """Return the ability at which this sum of categories is expected. Raises ValueError for a sum that none has."""
    low, high = _ends(pool)
    if not 0 < total < pool.top.sum():
        raise ValueError(f"a sum of {total:g} is expected of no ability; it lies between 0 and {pool.top.sum()}")
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        enough = float(pool.expected(np.array([middle])).sum()) >= total
        low, high = (low, middle) if enough else (middle, high)
    return high


def _reached(pool: Pool, theta: Floats) -> Floats:
    """Return the chance of each category or a higher one, each at its own ability, (items, categories above 0)."""
    found = np.zeros(theta.shape)
    for place in range(theta.shape[1]):
        chances = pool.probabilities(theta[:, place])
        own = chances[np.arange(len(pool)), np.arange(len(pool))]
        found[:, place] = own[:, place + 1 :].sum(axis=1)
    return found


def _ends(pool: Pool) -> tuple[float, float]:
    beyond = _FAR / float(pool.a.min())
    return float(np.nanmin(pool.steps)) - beyond, float(np.nanmax(pool.steps)) + beyond


def _of_mean(values: Floats) -> tuple[float | None, float | None]:
    if len(values) == 1:
        return None, None
    spread = float(values.std(ddof=1))
    return spread / float(np.sqrt(len(values))), spread
