"""One learner's way so far, as far as one viewer may see it: sittings, evidence, reviews, notes, actions."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.afterwards.trainer_note import TrainerNote
from assessor.models.measurement.evidence import Evidence
from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.people.viewer import Viewer
from assessor.releasing.rule import Hidden
from assessor.training.agreeing import actions_for
from assessor.training.told import Told, sittings_told

Kind = Literal["sitting", "result", "evidence", "review", "note", "action", "cohort"]
_OUTCOMES = {"kept": "the result stands", "changed": "the result is changed"}
_EVIDENCE = {"orchestration_task": "a practical task of agents", "governance": "governing a use of AI"}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    at: dt.datetime
    kind: Kind
    said: str
    words: str = ""
    """What somebody wrote."""
    by: str = ""
    """Who; empty for the learner herself."""
    sitting_id: str = ""
    """Whose result may be opened; empty where there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A learner's way."""

    events: tuple[Event, ...]
    """The newest first."""
    told: tuple[Told, ...]
    """Her sittings as far as they are told, the newest first."""


def of_learner(session: Session, viewer: Viewer, person_id: str) -> Way:
    """Return the way of a learner."""
    told = sittings_told(session, viewer, [person_id])[person_id]
    names = _Names(session)
    events = [
        *_sittings(told),
        *_cohorts(session, viewer, person_id),
        *_evidence(session, person_id),
        *_reviews(session, told, names),
        *_notes(session, person_id, names),
        *_actions(session, person_id, names),
    ]
    return Way(tuple(sorted(events, key=lambda event: event.at, reverse=True)), tuple(told))


class _Names:
    """Names of people, each asked for once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, str] = {}

    def of(self, person_id: str) -> str:
        """Return a name."""
        if person_id not in self._known:
            self._known[person_id] = self._session.get_one(Person, person_id).name or "somebody who was erased"
        return self._known[person_id]


def _sittings(told: list[Told]) -> Iterator[Event]:
    for each in told:
        yield Event(each.started_at, "sitting", f"Began a sitting: {each.name}")
        if each.ended_at is None:
            continue
        if each.result is not None:
            yield Event(
                each.ended_at, "result", f"Finished {each.name}: {each.result.said}", sitting_id=each.sitting_id
            )
        elif isinstance(each.answer, Hidden):
            yield Event(
                each.ended_at, "result", f"Finished {each.name}. Its result is not open to you: {each.answer.why}"
            )


def _cohorts(session: Session, viewer: Viewer, person_id: str) -> Iterator[Event]:
    joined = (
        select(CohortMember.since, Cohort.name)
        .join(Cohort, col(Cohort.id) == col(CohortMember.cohort_id))
        .where(CohortMember.person_id == person_id, col(Cohort.id).in_(viewer.cohorts))
    )
    for since, name in session.exec(joined):
        yield Event(since, "cohort", f"Came into the cohort {name}")


def _evidence(session: Session, person_id: str) -> Iterator[Event]:
    for one in session.exec(select(Evidence).where(Evidence.person_ref == person_id)):
        how = "met the rubric" if one.passed else "did not meet the rubric"
        said = f"Practical evidence, {_EVIDENCE.get(one.kind, one.kind)}: {how} {one.rubric.partition('#')[0]}"
        yield Event(one.at, "evidence", said, one.about, one.by)


def _reviews(session: Session, told: list[Told], names: _Names) -> Iterator[Event]:
    """Give the reviews of results that the viewer may see."""
    seen = [each.sitting_id for each in told if each.result is not None]
    for one in session.exec(select(ReviewRequest).where(col(ReviewRequest.sitting_id).in_(seen))):
        to = names.of(one.to_person_id)
        yield Event(one.asked_at, "review", f"Asked {to} to look at a result again", one.reason)
        if one.answered_at is not None:
            yield Event(one.answered_at, "review", f"Answered: {_OUTCOMES[one.outcome or '']}", one.answer, to)


def _notes(session: Session, person_id: str, names: _Names) -> Iterator[Event]:
    for one in session.exec(select(TrainerNote).where(TrainerNote.person_id == person_id)):
        yield Event(one.at, "note", "Note", one.words, names.of(one.by))


def _actions(session: Session, person_id: str, names: _Names) -> Iterator[Event]:
    for one in actions_for(session, person_id):
        until = f" by {one.due_on.day} {one.due_on:%B %Y}" if one.due_on else ""
        yield Event(one.at, "action", f"Agreed: {names.of(one.who)}{until}", one.what, names.of(one.by))
        if one.done_at is not None:
            yield Event(one.done_at, "action", "Done", one.what)
