"""What one person has herself: sittings that go on, results, and whether two of them differ by more than chance."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from assessor.deciding.stage import may, weakest
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.releasing.facts import campaign_of, standing_of
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.change import change

OWN = "Of your own"
NOBODY = "you alone"
_VERDICTS = {
    "gain": "Higher, by more than chance explains",
    "loss": "Lower, by more than chance explains",
    "not yet distinguishable": "No more than chance explains",
}


@dataclass(frozen=True, slots=True)
class Going:
    """A sitting that goes on."""

    sitting_id: str
    name: str
    started_at: dt.datetime
    answered: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A sitting with its result."""

    sitting_id: str
    name: str
    ended_at: dt.datetime
    said: str
    opened: bool
    """Whether the person has seen it."""
    change: str
    """Against the result before, in words."""
    open_to: str
    """Whom it is open to, in words."""


@dataclass(frozen=True, slots=True)
class Record:
    """All sittings of one person, the newest first."""

    going: tuple[Going, ...]
    ended: tuple[Ended, ...]


def of_person(session: Session, person_id: str) -> Record:
    """Return the record of a person."""
    sittings = session.exec(
        select(Sitting).where(Sitting.person_ref == person_id).order_by(col(Sitting.started_at).desc())
    ).all()
    newest = _newest_results(session, [sitting.id for sitting in sittings])
    going = [_going(session, sitting) for sitting in sittings if sitting.id not in newest]
    ended = [newest[sitting.id] for sitting in sittings if sitting.id in newest]
    before = [*ended[1:], None]
    return Record(
        going=tuple(going),
        ended=tuple(_ended(session, result, last) for result, last in zip(ended, before, strict=False)),
    )


def difference(result: Result, before: Result | None) -> str:
    """Return in words whether somebody has changed between two results, as far as their stage lets that be said."""
    if before is None:
        return "This is the first"
    said = _VERDICTS[change(Ability(before.theta, before.se), Ability(result.theta, result.se)).verdict]
    if not is_change_said(result, before):
        return "Not said yet: the questions have not been tried out with enough people"
    # A made-up result is nobody's, so nothing wrong is said of anybody.
    return f"{said} (made up)" if "simulated" in {result.stage, before.stage} else said


def is_change_said(result: Result, before: Result) -> bool:
    """Say whether the stage of two results lets it be said that somebody has changed."""
    stages = (result.stage, before.stage)
    return "simulated" in stages or may(weakest(stages), "growth")  # type: ignore[arg-type] # the store holds stages


def _newest_results(session: Session, sitting_ids: Sequence[str]) -> Mapping[str, Result]:
    found = session.exec(select(Result).where(col(Result.sitting_id).in_(sitting_ids)).order_by(col(Result.number)))
    return {result.sitting_id: result for result in found}


def _going(session: Session, sitting: Sitting) -> Going:
    answered = select(func.count()).select_from(Asked).join(Response).where(Asked.sitting_id == sitting.id)
    return Going(sitting.id, _name(session, sitting.id), sitting.started_at, session.exec(answered).one())


def _ended(session: Session, result: Result, before: Result | None) -> Ended:
    standing = standing_of(session, result.sitting_id)
    assert standing is not None, "the result has a sitting"
    roles = sorted({f"{share.role}s" if share.role else "people you named" for share in standing.shares})
    if standing.for_training and standing.mode == "named" and standing.cohorts:
        roles = ["trainers of your cohort", *roles]
    return Ended(
        sitting_id=result.sitting_id,
        name=_name(session, result.sitting_id),
        ended_at=standing.ended_at or result.at,
        said=result.said,
        opened=standing.opened_at is not None,
        change=difference(result, before),
        open_to=f"you, {', '.join(roles)}" if roles else NOBODY,
    )


def _name(session: Session, sitting_id: str) -> str:
    campaign = campaign_of(session, sitting_id)
    return campaign.name if campaign else OWN
