"""The sittings of learners as far as one viewer may know of them.

That somebody sat is told where a named campaign asked her to; a sitting of her own is told once she has shared it, and
one of a sample or an anonymous campaign never. What a result says is told where the release rule lets it be seen.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.people.viewer import Viewer
from assessor.releasing.facts import campaigns_of, standings_of
from assessor.releasing.opening import opened
from assessor.releasing.records import OWN
from assessor.releasing.rule import Hidden, Seen, Standing, may_see

_OPENED_AGAIN = dt.timedelta(hours=1)
"""Looking again within this time is the same opening."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One sitting of one learner."""

    sitting_id: str
    person_id: str
    name: str
    """The campaign's."""
    due_on: dt.date | None
    """By when the campaign asks for it."""
    started_at: dt.datetime
    standing: Standing
    answer: Seen | Hidden
    """Of the release rule."""
    result: Result | None
    """Its newest result, where it may be seen."""

    @property
    def ended_at(self) -> dt.datetime | None:
        """When it ended; None while it goes on."""
        return self.standing.ended_at


def sittings_told(session: Session, viewer: Viewer, people: Collection[str]) -> dict[str, list[Told]]:
    """Return the sittings of each of some people that the viewer may know of, the newest first."""
    sat = select(Sitting.id, Sitting.person_ref, col(Sitting.started_at)).where(col(Sitting.person_ref).in_(people))
    sittings = session.exec(sat.order_by(col(Sitting.started_at).desc())).all()
    ids = [sitting_id for sitting_id, _, _ in sittings]
    standings, campaigns = standings_of(session, ids), campaigns_of(session, ids)
    answers = {sitting_id: may_see(viewer, standing) for sitting_id, standing in standings.items()}
    results = _newest_results(session, [each for each, answer in answers.items() if isinstance(answer, Seen)])
    found: dict[str, list[Told]] = {person_id: [] for person_id in people}
    for sitting_id, whose, started_at in sittings:
        campaign, answer = campaigns.get(sitting_id), answers[sitting_id]
        is_named = campaign is not None and campaign.mode == "named"
        if whose is None or not (is_named or isinstance(answer, Seen)):
            continue
        told = Told(
            sitting_id=sitting_id,
            person_id=whose,
            name=campaign.name if campaign else OWN,
            due_on=campaign.due_on if campaign else None,
            started_at=started_at,
            standing=standings[sitting_id],
            answer=answer,
            result=results.get(sitting_id),
        )
        found[whose].append(told)
    return found


def last_answers(session: Session, sitting_ids: Collection[str]) -> dict[str, dt.datetime]:
    """Return when the last answer of each sitting came; one without any is not there."""
    newest = (
        select(Asked.sitting_id, func.max(Response.at))
        .join(Response, col(Response.asked_id) == col(Asked.id))
        .where(col(Asked.sitting_id).in_(sitting_ids))
        .group_by(col(Asked.sitting_id))
    )
    return dict(session.exec(newest).all())


def note_opened(session: Session, viewer: Viewer, shown: Iterable[Told], at: dt.datetime) -> None:
    """Note for each learner whose result is shown that the viewer has opened it."""
    listed = {told.sitting_id: told for told in shown if told.result is not None}
    before = session.exec(
        select(ResultSeen.sitting_id).where(
            col(ResultSeen.sitting_id).in_(listed),
            ResultSeen.person_id == viewer.person_id,
            col(ResultSeen.last_at) > at - _OPENED_AGAIN,
        )
    ).all()
    for sitting_id in listed.keys() - set(before):
        opened(session, viewer, listed[sitting_id].standing, at)


def _newest_results(session: Session, sitting_ids: Collection[str]) -> dict[str, Result]:
    found = session.exec(select(Result).where(col(Result.sitting_id).in_(sitting_ids)).order_by(col(Result.number)))
    return {result.sitting_id: result for result in found}
