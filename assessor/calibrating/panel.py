"""From the ratings of a panel to cuts, with their errors and how far the judges agree.

A rating is of the borderline person of a level: somebody who only just belongs there. Angoff: what such a person
scores on an item; bookmark: the last page of the booklet that such a person masters. The maths is in
`assessor.scoring.levels.panels`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

from assessor.errors import AssessorError
from assessor.scoring.agreement.icc import FEWEST, Intraclass, intraclass
from assessor.scoring.levels.cuts import Places
from assessor.scoring.levels.panels import Cut, angoff, booklet, bookmark
from assessor.scoring.pool import Floats, Pool

Method = Literal["angoff", "bookmark"]
LEVELS = (2, 3, 4, 5)
"""Those that begin at a cut."""
_Key = TypeVar("_Key", str, int)


class BadPanel(AssessorError):
    """Ratings do not make a table; one sentence says where."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One judge's word."""

    judge: str
    level: int
    item: str
    """Id of the item, with or without version; empty for a bookmark."""
    value: float
    """Expected score, or page of the booklet from 1."""


@dataclass(frozen=True, slots=True)
class PanelCuts:
    """What a panel found."""

    method: Method
    judges: tuple[str, ...]
    cuts: Mapping[int, Cut]
    """By the level that begins there."""
    agreement: Intraclass | None
    """Of what was rated, over all levels; None where there are too few judges or ratings to tell."""


def cuts_of(method: Method, ratings: Sequence[Rating], pool: Pool) -> PanelCuts:
    """Return the cuts. Raises BadPanel for ratings that are not whole, and ValueError for one that cannot be."""
    if not ratings:
        raise BadPanel("the panel has no ratings")
    if wrong := [rating for rating in ratings if rating.level not in LEVELS]:
        raise BadPanel(f"judge '{wrong[0].judge}' rates level {wrong[0].level}; cuts are where levels 2 to 5 begin")
    judges, levels = _once(rating.judge for rating in ratings), sorted({rating.level for rating in ratings})
    of_level = {level: [rating for rating in ratings if rating.level == level] for level in levels}
    if method == "angoff":
        tables = {level: _by_item(own, judges, pool, level) for level, own in of_level.items()}
        cuts = {level: angoff(part, table) for level, (part, table) in tables.items()}
        rated = np.concatenate([table.T for _, table in tables.values()])
    else:
        pages = {level: _grid(own, judges, [""], f"level {level}")[:, 0] for level, own in of_level.items()}
        cuts = {level: bookmark(pool, _whole(own)) for level, own in pages.items()}
        at = [page.theta for page in booklet(pool)]
        rated = np.array([[at[int(page) - 1] for page in own] for own in pages.values()])
    is_told = min(rated.shape) >= FEWEST
    return PanelCuts(method, tuple(judges), cuts, intraclass(rated) if is_told else None)


def _by_item(ratings: Sequence[Rating], judges: Sequence[str], pool: Pool, level: int) -> tuple[Pool, Floats]:
    """Return the items that were rated, and the ratings (judges, items)."""
    names = _once(rating.item for rating in ratings)
    part = Pool([pool.items[_place(pool, name)] for name in names])
    return part, _grid(ratings, judges, names, f"level {level}")


def _place(pool: Pool, name: str) -> int:
    """Return an item's place by its id, which may leave the version out."""
    found = [place for place, known in enumerate(pool.names) if name in {known, known.split("@", 1)[0]}]
    if len(found) != 1:
        said = "is not in the calibration" if not found else "is there in several versions; name one, such as ID@1"
        raise BadPanel(f"item '{name}' {said}")
    return found[0]


def _grid(ratings: Sequence[Rating], judges: Sequence[str], items: Sequence[str], where: str) -> Floats:
    """Return ratings as (judges, items), each there exactly once."""
    given: dict[tuple[str, str], float] = {}
    for rating in ratings:
        if (rating.judge, rating.item) in given:
            raise BadPanel(f"{where}: judge '{rating.judge}' rates {_named(rating.item)} twice")
        given[rating.judge, rating.item] = rating.value
    for judge in judges:
        for item in items:
            if (judge, item) not in given:
                raise BadPanel(f"{where}: judge '{judge}' does not rate {_named(item)}, which others do")
    return np.array([[given[judge, item] for item in items] for judge in judges])


def _named(item: str) -> str:
    return f"item '{item}'" if item else "it"


def _whole(pages: Floats) -> Places:
    if (wrong := pages[~np.isfinite(pages) | (pages != np.round(pages))]).size:
        raise BadPanel(f"{wrong[0]:g} is no page of the booklet; pages are whole numbers from 1")
    return pages.astype(np.int64)


def _once(keys: Iterable[_Key]) -> list[_Key]:
    """Return each key once, in the order of first sight."""
    return list(dict.fromkeys(keys))
