"""All items of a table of responses, tested for DIF between two groups."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessor.scoring.fairness.discovery import benjamini_hochberg
from assessor.scoring.fairness.logistic import LogisticDif, logistic_dif
from assessor.scoring.fairness.mantel import ALPHA, Mantel, MantelHaenszel, mantel, mantel_haenszel
from assessor.scoring.fairness.strata import Claims, Tables, tabulate
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses

Match = Literal["total", "rest"]
"""The sum score with the studied item, as Holland and Thayer 1988 show to be right under a Rasch model, or without."""
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class ItemDif:
    """What the tests say of one item."""

    item: int
    """Its column."""
    sizes: tuple[int, int]
    """People of the reference and of the focal group."""
    odds: MantelHaenszel | None
    """None for an item of more than two categories."""
    means: Mantel
    logistic: LogisticDif
    p_adjusted: float
    """Mantel-Haenszel's p (Mantel's with more than two categories), adjusted over the items."""
    logistic_p_adjusted: float

    @property
    def flagged(self) -> bool:
        """Whether one of the methods calls it B or C and stays significant over all items."""
        by_strata = (self.odds or self.means).size != "A" and self.p_adjusted <= ALPHA
        return by_strata or (self.logistic.size != "A" and self.logistic_p_adjusted <= ALPHA)


@dataclass(frozen=True, slots=True)
class DifScan:
    """All items that could be tested."""

    items: tuple[ItemDif, ...]
    untested: tuple[int, ...]
    """Columns to which one group, or nobody, or everybody alike gave an answer."""
    left_out: int
    """People without a matching score, since they were not given every item."""
    anchors: tuple[int, ...]
    """Columns that the matching score is made of."""


def scan(responses: Responses, focal: Claims, *, match: Match = "total", purify: bool = False) -> DifScan:
    """Test each item, people matched by their sum score over the anchors.

    Args:
        responses: (persons, items); only people who were given every item can be matched by a sum.
        focal: who is in the focal group, (persons,).
        match: whether the studied item counts in its own matching score.
        purify: leave flagged items out of the score and test again, until the same are flagged or ten times.

    Raises ValueError when nobody answered every item, or one of the groups is empty.
    """
    complete = (responses != NOT_ADMINISTERED).all(axis=1)
    if not complete.any():
        raise ValueError("nobody answered every item, so sums do not compare; match by theta")
    _check_groups(focal[complete])
    there, group = responses[complete], focal[complete]
    anchors = np.ones(there.shape[1], dtype=np.bool_)
    for _ in range(_ROUNDS):
        score = there[:, anchors].sum(axis=1)
        own = ~anchors if match == "total" else -1 * anchors
        matching = (score[:, None] + own[None, :] * there).astype(np.float64)
        items, untested = _test_all(there, group, matching)
        flagged = [one.item for one in items if one.flagged]
        kept = np.ones_like(anchors)
        kept[flagged] = False
        if not purify or not kept.any() or (kept == anchors).all():
            break
        anchors = kept
    return DifScan(items, untested, int((~complete).sum()), tuple(np.nonzero(anchors)[0].tolist()))


def scan_matched(responses: Responses, focal: Claims, matching: Floats) -> DifScan:
    """Test each item, people matched by a score of their own (persons,): see `theta_strata`; NaN leaves a person out.

    Raises ValueError when one of the groups is empty.
    """
    known = ~np.isnan(matching)
    _check_groups(focal[known])
    everywhere = np.broadcast_to(matching[:, None], responses.shape)
    items, untested = _test_all(responses, focal, everywhere)
    return DifScan(items, untested, int((~known).sum()), ())


def _check_groups(focal: Claims) -> None:
    if focal.all() or not focal.any():
        raise ValueError("DIF compares two groups; one of them has nobody with a matching score")


def _test_all(responses: Responses, focal: Claims, matching: Floats) -> tuple[tuple[ItemDif, ...], tuple[int, ...]]:
    tables: dict[int, Tables] = {}
    for item in range(responses.shape[1]):
        answered = responses[:, item] != NOT_ADMINISTERED
        groups, given = np.unique(focal[answered]), np.unique(responses[answered, item])
        if len(groups) > 1 and len(given) > 1:
            tables[item] = tabulate(responses[:, item], focal, matching[:, item])
    tests = [(mantel(one), logistic_dif(one), _odds(one)) for one in tables.values()]
    by_strata = benjamini_hochberg([(odds or means).p for means, _, odds in tests])
    by_regression = benjamini_hochberg([logistic.p for _, logistic, _ in tests])
    items = tuple(
        ItemDif(item, table.sizes, odds, means, logistic, float(p), float(logistic_p))
        for (item, table), (means, logistic, odds), p, logistic_p in zip(
            tables.items(), tests, by_strata, by_regression, strict=True
        )
    )
    return items, tuple(item for item in range(responses.shape[1]) if item not in tables)


def _odds(table: Tables) -> MantelHaenszel | None:
    return mantel_haenszel(table) if len(table.categories) == 2 else None  # noqa: PLR2004 right and wrong
