"""The next calibration: by the model ladder, on the scale of the one in use, with the doubt that is left.

The doubt of a difficulty is its standard error, for ever: past 200 answers it is small and says so itself, and to drop
it there would be a step in what is claimed that no answer has made. Below 50 answers the author's doubt stands, since
the error of so few is itself hardly known. The line between the scales has an error too; it is the same for all items
and told beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

from assessor.bank.item import Item
from assessor.calibrating.answers import StoredAnswers
from assessor.calibrating.holding import Held, Known, hold
from assessor.deciding.stage import Stage, weakest
from assessor.errors import AssessorError
from assessor.scoring.calibrate import result
from assessor.scoring.calibrate.ladder import RUNGS, fit_by_ladder
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.calibrate.result import FittedItem, How
from assessor.scoring.linking.link import Link
from assessor.scoring.pool import ItemParameters
from assessor.sittings.calibration import Calibration, calibration_of, counting_names
from assessor.sittings.scale import Scale

PILOTED_FROM = 50
"""Answers from which an item's difficulty counts as piloted."""
CALIBRATED_FROM = 200
"""Answers from which it counts as calibrated."""
FLATTEST = 0.1
FARTHEST = 6.0
"""In theta: the nodes of every estimate end there."""
_STEP_SD = Priors().step_sd
_SMALLEST_DOUBT = 0.01
_CLOSE = 0.005
_MOST_ROUNDS = 30
_SAME = Link(1.0, 0.0, 0, None)


class NotCalibrated(AssessorError):
    """Stored answers do not make a calibration; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the answers did to one item."""

    item: str
    answers: int
    rests_on: str
    before: float
    """Difficulty in use, in theta."""
    after: float
    doubt_before: float
    doubt: float
    """Standard error of the difficulty, in theta."""
    slope: float
    drifted: bool
    kept: str
    """Why the item keeps what was in use; empty where it does not."""


@dataclass(frozen=True, slots=True)
class Made:
    """The next calibration, and how it differs from the one in use."""

    calibration: Calibration
    held: Held
    changes: tuple[Change, ...]
    """Of the items with answers, the largest change first."""
    notes: tuple[str, ...]


def stage_of(answers: int) -> Stage:
    """Return what a difficulty with so many answers rests on."""
    if answers < PILOTED_FROM:
        return "author-judged"
    return "piloted" if answers < CALIBRATED_FROM else "calibrated"


def make_next(answers: StoredAnswers, items: Sequence[Item], scale: Scale, used: Calibration) -> Made:
    """Estimate all items that were answered; the others stay as they are in use.

    Raises NotCalibrated, NoScale, and ValueError for answers that do not fit their items.
    """
    if not answers.names:
        raise NotCalibrated("there are no answers to calibrate by; sittings have to be taken first")
    if used.stage == "simulated" and not answers.simulated:
        raise NotCalibrated(
            f"the calibration in use, {used.label}, rests on made-up people; take another one into use first"
        )
    known = Known(used, calibration_of(items, scale))
    found, held = _fitted(answers, known)
    changes = tuple(_change(item, held, used) for item in found.items)
    after = {
        one.name: held.link.item(one.parameters)
        for one, change in zip(found.items, changes, strict=True)
        if not change.kept
    }
    doubts = {change.item: change.doubt for change in changes}
    places = [used.places[item.name] for item in known.authors.items]
    calibration = Calibration(
        used.scale,
        _stage(answers, changes, known, counting_names(items)),
        tuple(after.get(used.items[place].name, used.items[place]) for place in places),
        tuple(doubts.get(used.items[place].name, used.sds[place]) for place in places),
        _made_from(answers, found, held, changes, used),
    )
    ordered = sorted(changes, key=lambda change: (-abs(change.after - change.before), change.item))
    return Made(calibration, held, tuple(ordered), found.notes)


def _fitted(answers: StoredAnswers, known: Known) -> tuple[result.Calibration, Held]:
    """Fit and link in turn until what is believed beforehand stands where the line puts it."""
    link = _SAME
    for _ in range(_MOST_ROUNDS):
        found = _fit(answers, known.authors, link)
        held = hold(known, found.items, about=link, error=False)
        moved = max(abs(held.link.intercept - link.intercept), abs(held.link.slope - link.slope))
        if moved < _CLOSE:
            return found, hold(known, found.items, about=link)
        link = held.link
    raise NotCalibrated(f"the scale did not come to rest in {_MOST_ROUNDS} rounds; more answers are needed")


def _fit(answers: StoredAnswers, authors: Calibration, link: Link) -> result.Calibration:
    """Fit by the ladder; an item that its answers leave in more doubt than its author does goes a rung down."""
    places = [authors.places[name] for name in answers.names]
    judged = [[(step - link.intercept) / link.slope for step in authors.items[place].steps] for place in places]
    doubts = [max(authors.sds[place], _SMALLEST_DOUBT) / link.slope for place in places]
    # The doubt is of the difficulty, the mean of the steps: each step may be off by the root of their number more.
    by_step = [doubt * sqrt(len(steps)) for doubt, steps in zip(doubts, judged, strict=True)]
    priors = Priors(
        log_slope_mean=log(link.slope), step_mean=-link.intercept / link.slope, step_sd=_STEP_SD / link.slope
    )
    most: dict[str, How] = {}
    while True:
        found = fit_by_ladder(answers.responses, answers.names, judged, judged_sd=by_step, priors=priors, most=most)
        if not found.converged or any(item.se_difficulty is None for item in found.items):
            raise NotCalibrated(
                "the estimation found no peak; " + " ".join(found.notes or ("more answers are needed",))
            )
        lower = {
            item.name: RUNGS[RUNGS.index(item.how) - 1]
            for item, doubt in zip(found.items, doubts, strict=True)
            if item.how != How.JUDGED and (item.se_difficulty or 0.0) > doubt
        }
        if not lower:
            return found
        most |= lower


def _change(fitted: FittedItem, held: Held, used: Calibration) -> Change:
    place = used.places[fitted.name]
    before, doubt_before = used.items[place], used.sds[place]
    kept = _why_kept(fitted, held.link)
    now: ItemParameters = before if kept else held.link.item(fitted.parameters)
    drifts = held.drifts.get(fitted.name)
    keeps_doubt = kept or fitted.asked < PILOTED_FROM
    return Change(
        item=fitted.name,
        answers=fitted.asked,
        rests_on="what was in use" if kept else fitted.how.value,
        before=before.difficulty,
        after=now.difficulty,
        doubt_before=doubt_before,
        doubt=doubt_before if keeps_doubt else held.link.slope * (fitted.se_difficulty or 0.0),
        slope=now.a,
        drifted=drifts is not None and drifts.drifted,
        kept=kept,
    )


def _why_kept(fitted: FittedItem, link: Link) -> str:
    if fitted.a < FLATTEST:
        return "abler people do no better on it: look at its key"
    if abs(link.theta(fitted.parameters.difficulty)) > FARTHEST:
        return "nearly all answered it alike"
    return ""


def _stage(answers: StoredAnswers, changes: Sequence[Change], known: Known, counting: frozenset[str]) -> Stage:
    if answers.simulated:
        return "simulated"
    rests: dict[str, int] = dict(known.used.made_from.get("answers", {}))
    rests |= {change.item: change.answers for change in changes if not change.kept}
    return weakest(stage_of(rests.get(item.name, 0)) for item in known.authors.items if item.name in counting)


def _made_from(
    answers: StoredAnswers, found: result.Calibration, held: Held, changes: Sequence[Change], used: Calibration
) -> Mapping[str, Any]:
    covariance = held.link.covariance
    return {
        "method": "ladder",
        "sittings": len(answers.responses),
        "answers": {change.item: change.answers for change in changes if not change.kept},
        "rests_on": {change.item: change.rests_on for change in changes},
        "left_out": dict(answers.left_out),
        "simulated": answers.simulated,
        "loglik": found.loglik,
        "linked_to": used.label,
        "link": {
            "method": held.method,
            "slope": held.link.slope,
            "intercept": held.link.intercept,
            "se_of_slope": None if covariance is None else sqrt(covariance[0]),
            "se_of_intercept": None if covariance is None else sqrt(covariance[1]),
            "anchors": list(held.anchors),
        },
        "drifted": [change.item for change in changes if change.drifted],
    }
