"""Who has earned a badge, and why somebody has not yet: the newest result, seen by her, by rules stated once."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.deciding.stage import meaning
from assessor.framework import Framework, Level, read_framework
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.people.viewer import Viewer
from assessor.releasing.facts import standing_of
from assessor.releasing.opening import reviews
from assessor.releasing.rule import Hidden, may_see

LEAST = 0.90
"""The chance of the level or one above it that a badge needs."""
LOWEST = 2
"""The first level that a badge is given for: everybody who sits has at least the one below it."""
_ROUNDING = 1e-9
"""Chances are summed; a sum that is the limit but for the last digit is the limit."""


@dataclass(frozen=True, slots=True)
class Earned:
    """A level that a badge may be given for."""

    level: Level
    chance: float
    """Of this level or above."""
    result: Result
    is_make_believe: bool
    """Whether nobody's skill stands behind it, which the badge says."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """No badge may be given."""

    why: str
    """In a sentence for her."""


def earned(session: Session, viewer: Viewer) -> Earned | NotYet:
    """Return what the viewer's own newest result is good for."""
    result = _newest(session, viewer.person_id)
    if result is None:
        return NotYet("There is no result of yours yet. A badge rests on one.")
    standing = standing_of(session, result.sitting_id)
    if standing is None or isinstance(may_see(viewer, standing), Hidden):
        return NotYet("There is no result of yours that you may see yet.")
    if standing.opened_at is None:
        return NotYet("Look at your newest result first. A badge can be asked for once you have seen it.")
    asked = reviews(session, result.sitting_id)
    if any(one.answered_at is None for one in asked):
        return NotYet("You asked for a review of your newest result. A badge can be asked for once it is answered.")
    if any(one.outcome == "changed" for one in asked):
        return NotYet("A person decided that your newest result does not stand, so it is good for no badge.")
    return of_result(result, read_framework(), is_make_believe=standing.is_make_believe)


def of_result(result: Result, framework: Framework, *, is_make_believe: bool) -> Earned | NotYet:
    """Return the highest level that a result is good for: likely enough, and issued, so that its gates are met."""
    if not is_make_believe and "badge" not in meaning(result.stage).may:
        return NotYet(
            f"A badge is shown to others, and the questions are not known well enough for that yet: your result rests "
            f"on figures that are {result.stage}. A badge needs them to be calibrated on the answers of at least 200 "
            "people each."
        )
    if result.level_issued is None:
        return NotYet("Your newest result says no level.")
    for number in range(result.level_issued, LOWEST - 1, -1):
        chance = _chance(result, number)
        if chance >= LEAST - _ROUNDING:
            return Earned(framework.level[number - 1], chance, result, is_make_believe)
    wanted = framework.level[LOWEST - 1].name
    return NotYet(
        f"Your newest result makes {wanted} or above likely at {_chance(result, LOWEST):.0%}. A badge needs {LEAST:.0%}"
        f"{'' if result.level_issued >= LOWEST else ', and that the level is issued'}."
    )


def _chance(result: Result, number: int) -> float:
    return sum(result.level_probabilities[number - 1 :])


def _newest(session: Session, person_id: str | None) -> Result | None:
    """Return the newest result of the sitting that somebody began last of those that ended."""
    found = (
        select(Result)
        .join(Sitting, col(Sitting.id) == col(Result.sitting_id))
        .where(col(Sitting.person_ref) == person_id)
        .order_by(col(Sitting.started_at).desc(), col(Result.number).desc())
    )
    return session.exec(found.limit(1)).first()
