"""What trainers write down about learners, and what both agreed to do by when."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.afterwards.trainer_note import TrainerNote
from assessor.models.declared import new_id
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer

NOTE_MOST = 4000
ACTION_MOST = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """An action as a form gives it."""

    what: str
    who: str
    """Id of a person."""
    due_on: str
    """A day as browsers write it; empty for none."""


def write_note(session: Session, viewer: Viewer, person_id: str, words: str, at: dt.datetime) -> None:
    """Keep a note on a learner, who may read it with her data. Raises Refused."""
    said = _words(words, NOTE_MOST, "words")
    assert viewer.organisation_id is not None, "trainers are of an organisation"
    assert viewer.person_id is not None, "trainers are people"
    own = {"id": new_id(), "organisation_id": viewer.organisation_id}
    session.add(TrainerNote(**own, person_id=person_id, by=viewer.person_id, words=said, at=at))
    audit.note(session, viewer, "note.written", f"person:{person_id}")


def add_action(session: Session, viewer: Viewer, person_id: str, wish: Wish, at: dt.datetime) -> None:
    """Keep what somebody is to do for a learner's progress. Raises Refused."""
    what = _words(wish.what, ACTION_MOST, "what")
    if wish.who not in dict(may_do(session, person_id)):
        raise Refused("Choose who is to do it from the list.", "who")
    due_on = parse_day(wish.due_on, "due_on")
    assert viewer.organisation_id is not None, "trainers are of an organisation"
    assert viewer.person_id is not None, "trainers are people"
    session.add(
        TrainerAction(
            id=new_id(),
            organisation_id=viewer.organisation_id,
            person_id=person_id,
            what=what,
            who=wish.who,
            due_on=due_on,
            by=viewer.person_id,
            at=at,
        )
    )
    audit.note(session, viewer, "action.agreed", f"person:{person_id}")


def finish(session: Session, viewer: Viewer, action_id: str, at: dt.datetime) -> TrainerAction:
    """Say that an action is done; a second time changes nothing."""
    action = session.get_one(TrainerAction, action_id)
    if action.done_at is None:
        action.done_at = at
        session.add(action)
        audit.note(session, viewer, "action.done", f"person:{action.person_id}")
    return action


def may_do(session: Session, person_id: str) -> list[tuple[str, str]]:
    """Return who can be given an action for a learner, with names: she herself, then the trainers of her cohorts."""
    learner = session.get_one(Person, person_id)
    cohorts = select(CohortMember.cohort_id).where(CohortMember.person_id == person_id)
    trainers = (
        select(Person.id, Person.name)
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(RoleGrant.role == "trainer", col(RoleGrant.cohort_id).in_(cohorts), col(Person.left_at).is_(None))
        .order_by(Person.name)
    )
    others = dict(session.exec(trainers).all())
    return [(learner.id, learner.name), *((key, name) for key, name in others.items() if key != learner.id)]


def actions_for(session: Session, person_id: str) -> list[TrainerAction]:
    """Return what is to be done for a learner, what is due first at the top, then what is done."""
    found = session.exec(select(TrainerAction).where(TrainerAction.person_id == person_id)).all()
    return sorted(found, key=lambda one: (one.done_at is not None, one.due_on is None, one.due_on, one.at))


def parse_day(said: str, field: str) -> dt.date | None:
    """Return a day of a form; None where it was left open. Raises Refused."""
    if not said.strip():
        return None
    try:
        return dt.date.fromisoformat(said.strip())
    except ValueError:
        raise Refused(f"'{said.strip()[:40]}' is no day; write it as 2027-01-31.", field) from None


def _words(said: str, most: int, field: str) -> str:
    tidied = said.strip()
    if not tidied:
        raise Refused("Write at least a word.", field)
    if len(tidied) > most:
        raise Refused(f"This has {len(tidied):,} characters; at most {most:,} are taken.", field)
    return tidied
