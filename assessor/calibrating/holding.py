"""Keeps a new calibration on the scale of the one in use, so that growth is never a change of the ruler.

Where enough anchors rest on answers, zero and unit come from them by their characteristic curves (Stocking and Lord).
Judged difficulties hold the zero only, by their mean: authors are good at order and poor at distance, so the unit
stays the standard deviation of those who answered. An item that drifted is no anchor, and is no less calibrated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessor.errors import AssessorError
from assessor.scoring.calibrate.ladder import OWN_SLOPE_FROM
from assessor.scoring.calibrate.result import FittedItem, How
from assessor.scoring.items.drift import Drift, drift
from assessor.scoring.linking.link import Link
from assessor.scoring.linking.methods import by_mean, stocking_lord
from assessor.scoring.pool import ItemParameters
from assessor.sittings.calibration import Calibration

Method = Literal["curves", "mean"]
FEWEST_BY_CURVES = 10
"""Anchors that rest on answers, below which the mean of all holds the zero alone."""
_MOST_ROUNDS = 20
_SURE = 1e-3
"""The standard error of a difficulty that is taken for known: what a scale says without doubt may not divide by 0."""


class NoScale(AssessorError):
    """So many items moved that no scale is left to keep to."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the scale is known by before."""

    used: Calibration
    """The calibration in use."""
    authors: Calibration
    """The authors' judgement, towards which items with few answers are drawn."""


@dataclass(frozen=True, slots=True)
class Held:
    """The line from a fit's scale to the one in use, and what it rests on."""

    link: Link
    method: Method
    anchors: tuple[str, ...]
    drifts: Mapping[str, Drift]
    """Of each item with enough answers to tell."""

    @property
    def drifted(self) -> tuple[str, ...]:
        """Items that moved, and so are no anchors."""
        return tuple(name for name, one in self.drifts.items() if one.drifted)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An item as it is in use, and as it was fitted."""

    old: ItemParameters
    old_sd: float
    new: FittedItem
    se: float


def hold(known: Known, fitted: Sequence[FittedItem], *, about: float, error: bool = True) -> Held:
    """Find the line by the items that did not move. Raises NoScale, and ValueError where nothing can be linked.

    Items with few answers were drawn towards their author's difficulty less `about`. Without `error`, which takes a
    link for each anchor, the line's own standard error may be left out.
    """
    used = known.used
    pairs = {pair.new.name: pair for pair in _pairs(known, fitted)}
    told = {name: pair for name, pair in pairs.items() if pair.new.how != How.JUDGED}
    by_answers = [name for name in told if used.made_from.get("answers", {}).get(name, 0) >= OWN_SLOPE_FROM]
    method: Method = "curves" if len(by_answers) >= FEWEST_BY_CURVES else "mean"
    candidates = by_answers if method == "curves" else list(pairs)
    anchors, seen = candidates, set[tuple[str, ...]]()
    for _ in range(_MOST_ROUNDS):
        link = _link(method, [pairs[name] for name in anchors], about, error=False)
        drifts = _drifts(link, list(told.values()))
        seen.add(tuple(anchors))
        anchors = [name for name in candidates if name not in drifts or not drifts[name].drifted]
        if 2 * len(anchors) < len(candidates):
            raise NoScale(
                f"{len(candidates) - len(anchors)} of {len(candidates)} items that hold the scale moved; "
                "look at them, and at who answered, before anything is calibrated"
            )
        if tuple(anchors) in seen:
            break
    link = _link(method, [pairs[name] for name in anchors], about, error=error)
    return Held(link, method, tuple(anchors), _drifts(link, list(told.values())))


def _pairs(known: Known, fitted: Sequence[FittedItem]) -> list[_Pair]:
    found = []
    for new in fitted:
        if new.se_difficulty is not None and new.a > 0:
            old = known.authors if new.how == How.JUDGED else known.used
            place = old.places[new.name]
            found.append(_Pair(old.items[place], max(old.sds[place], _SURE), new, max(new.se_difficulty, _SURE)))
    return found


def _link(method: Method, pairs: Sequence[_Pair], about: float, *, error: bool) -> Link:
    if method == "curves":
        return stocking_lord([pair.old for pair in pairs], [pair.new.parameters for pair in pairs], error=error)
    was_drawn = np.array([pair.new.how == How.JUDGED for pair in pairs])
    old_sd, se = (np.array([getattr(pair, name) for pair in pairs]) for name in ("old_sd", "se"))
    return by_mean(
        np.array([pair.old.difficulty - pair.new.parameters.difficulty for pair in pairs]),
        np.where(was_drawn, old_sd**2, old_sd**2 + se**2),
        np.where(was_drawn, np.clip(1 - (se / old_sd) ** 2, 0, 1), 1.0),
        about,
    )


def _drifts(link: Link, pairs: Sequence[_Pair]) -> dict[str, Drift]:
    if not pairs:
        return {}
    found = drift(
        [pair.old.difficulty for pair in pairs],
        [pair.old_sd for pair in pairs],
        [link.item(pair.new.parameters).difficulty for pair in pairs],
        [link.slope * pair.se for pair in pairs],
    )
    return {pair.new.name: one for pair, one in zip(pairs, found, strict=True)}
