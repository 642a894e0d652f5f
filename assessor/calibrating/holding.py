"""Keeps a new calibration on the scale of the one in use, so that growth is never a change of the ruler.

Where enough anchors rest on answers, zero and unit come from them by their characteristic curves (Stocking and Lord).
Judged items hold the scale by means, the zero by that of difficulties and the unit by that of slopes, so that the same
answers still mean about the same ability. Their distances from one another do not count: authors are better at order
than at distance. An item that drifted is no anchor, and is calibrated all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessor.errors import AssessorError
from assessor.scoring.calibrate.ladder import OWN_SLOPE_FROM
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.calibrate.result import FittedItem, How
from assessor.scoring.items.drift import Drift, drift
from assessor.scoring.linking.link import Link
from assessor.scoring.linking.means import Differences, drawn, mean_difference
from assessor.scoring.linking.methods import stocking_lord
from assessor.scoring.pool import ItemParameters
from assessor.sittings.calibration import Calibration

Method = Literal["curves", "means"]
FEWEST_BY_CURVES = 10
"""Anchors that rest on answers, below which the means of all hold the scale."""
FEWEST_FOR_UNIT = 10
"""Items with slopes by answers alone, below which the unit stays that of the people who answered."""
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


def hold(known: Known, fitted: Sequence[FittedItem], *, about: Link, error: bool = True) -> Held:
    """Find the line by the items that did not move. Raises NoScale, and ValueError where nothing can be linked.

    By the line `about` items with few answers were drawn towards what was judged. Without `error`, which takes a
    link for each anchor, the line's own standard error may be left out.
    """
    used = known.used
    pairs = {pair.new.name: pair for pair in _pairs(known, fitted)}
    told = {name: pair for name, pair in pairs.items() if pair.new.how != How.JUDGED}
    by_answers = [name for name in told if used.made_from.get("answers", {}).get(name, 0) >= OWN_SLOPE_FROM]
    method: Method = "curves" if len(by_answers) >= FEWEST_BY_CURVES else "means"
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


def _link(method: Method, pairs: Sequence[_Pair], about: Link, *, error: bool) -> Link:
    if method == "curves":
        return stocking_lord([pair.old for pair in pairs], [pair.new.parameters for pair in pairs], error=error)
    slope, of_slope = _unit(pairs)
    was_drawn = np.array([pair.new.how == How.JUDGED for pair in pairs])
    old_sd, se = np.array([pair.old_sd for pair in pairs]), slope * np.array([pair.se for pair in pairs])
    apart = np.array([slope * pair.new.parameters.difficulty - pair.old.difficulty for pair in pairs])
    zero, of_zero = mean_difference(Differences(apart, *drawn(was_drawn, old_sd, se), -about.intercept))
    return Link(slope, -zero, len(pairs), (slope**2 * of_slope, of_zero, 0.0))


def _unit(pairs: Sequence[_Pair]) -> tuple[float, float]:
    """Return the slope of the line, and the variance of its logarithm: by items whose slope rests on answers alone."""
    own = [pair for pair in pairs if pair.new.how == How.FREE]
    if len(own) < FEWEST_FOR_UNIT:
        return 1.0, 0.0
    apart = np.array([np.log(pair.new.a / pair.old.a) for pair in own])
    variance = np.array([Priors().log_slope_sd ** 2 + ((pair.new.se_a or 0.0) / pair.new.a) ** 2 for pair in own])
    log_slope, of_log = mean_difference(Differences(apart, variance, np.ones(len(own))))
    return float(np.exp(log_slope)), of_log


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
