"""What is written down when a result is opened, shared, doubted: by whom, since when, and what came of it."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.errors import AssessorError
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.declared import new_id
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.people.audit import note
from assessor.people.viewer import Viewer
from assessor.releasing.rule import SharedRole, Standing

MOST_CHARACTERS = 2000
ROLES: tuple[SharedRole, ...] = ("manager", "trainer", "owner")
_REVIEWERS = {"both": ("trainer", "owner"), "trainers": ("trainer",), "owners": ("owner",)}


class BadRequest(AssessorError):
    """What is asked about a result cannot be; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody who has opened a result."""

    name: str
    first_at: dt.datetime
    last_at: dt.datetime


def opened(session: Session, viewer: Viewer, standing: Standing, at: dt.datetime) -> None:
    """Note that somebody sees a result; of everybody but the person who sat, in the audit log too."""
    assert viewer.organisation_id is not None, "the rule was asked first"
    assert viewer.person_id is not None, "a program that reads results is noted where it does"
    sitting_id, role = standing.sitting_id, _role_over(viewer, standing)
    seen = session.exec(
        select(ResultSeen).where(ResultSeen.sitting_id == sitting_id, ResultSeen.person_id == viewer.person_id)
    ).one_or_none()
    if seen is not None:
        seen.last_at, seen.times = at, seen.times + 1
        return
    session.add(
        ResultSeen(
            organisation_id=viewer.organisation_id,
            sitting_id=sitting_id,
            person_id=viewer.person_id,
            as_role=role,
            first_at=at,
            last_at=at,
        )
    )
    if role != "learner":
        note(session, viewer, "result.seen", f"sitting:{sitting_id}")


def _role_over(viewer: Viewer, standing: Standing) -> str:
    """Return in which role somebody sees a result: the nearest that she has to who sat."""
    if viewer.person_id == standing.person_id:
        return "learner"
    if viewer.cohorts & standing.cohorts:
        return "trainer"
    return "manager" if viewer.teams & standing.teams else "owner"


def openings(session: Session, sitting_id: str, but: str | None) -> list[Opening]:
    """Return who else has opened a result, the first at the top."""
    found = session.exec(
        select(ResultSeen, Person.name)
        .join(Person, col(Person.id) == col(ResultSeen.person_id))
        .where(ResultSeen.sitting_id == sitting_id, col(ResultSeen.person_id) != but)
        .order_by(col(ResultSeen.first_at))
    )
    return [Opening(name or "somebody who was erased", seen.first_at, seen.last_at) for seen, name in found]


def share(session: Session, viewer: Viewer, sitting_id: str, role: str, at: dt.datetime) -> None:
    """Share one's own result with a role; what is shared already stays so. Raises BadRequest."""
    if role not in ROLES:
        raise BadRequest(f"a result is shared with {', '.join(ROLES)}, not with '{role}'")
    assert viewer.organisation_id is not None, "it is one's own"
    if any(each.with_role == role for each in shares(session, sitting_id)):
        return
    session.add(
        ResultShare(
            id=new_id(), organisation_id=viewer.organisation_id, sitting_id=sitting_id, with_role=role, given_at=at
        )
    )
    note(session, viewer, "result.shared", f"sitting:{sitting_id}", {"with": role})


def withdraw(session: Session, viewer: Viewer, sitting_id: str, role: str, at: dt.datetime) -> None:
    """Take back that one's own result is shared with a role."""
    for each in shares(session, sitting_id):
        if each.with_role == role:
            each.withdrawn_at = at
            note(session, viewer, "result.share_withdrawn", f"sitting:{sitting_id}", {"with": role})


def shares(session: Session, sitting_id: str) -> list[ResultShare]:
    """Return the shares of a result that are not taken back."""
    found = select(ResultShare).where(ResultShare.sitting_id == sitting_id, col(ResultShare.withdrawn_at).is_(None))
    return list(session.exec(found.order_by(col(ResultShare.given_at))))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a result is to be looked at again, and by whom."""

    to: str
    """Id of a person."""
    reason: str


def ask_review(session: Session, viewer: Viewer, sitting_id: str, doubt: Doubt, at: dt.datetime) -> None:
    """Ask a named person to look at one's result again. Raises BadRequest."""
    to, reason = doubt.to, doubt.reason.strip()
    if not reason or len(reason) > MOST_CHARACTERS:
        raise BadRequest(f"a reason has 1 to {MOST_CHARACTERS:,} characters, not {len(reason):,}")
    if to not in {one.id for one in reviewers(session, viewer)}:
        raise BadRequest("choose whom you ask from the list")
    if any(one.answered_at is None for one in reviews(session, sitting_id)):
        raise BadRequest("a review of this result is asked for already; wait for its answer")
    assert viewer.organisation_id is not None, "it is one's own"
    session.add(
        ReviewRequest(
            id=new_id(),
            organisation_id=viewer.organisation_id,
            sitting_id=sitting_id,
            asked_at=at,
            reason=reason,
            to_person_id=to,
        )
    )
    # To ask somebody is to let her see it; the rule knows shares, and nothing else opens a result.
    if not any(each.with_person_id == to for each in shares(session, sitting_id)):
        session.add(
            ResultShare(
                id=new_id(),
                organisation_id=viewer.organisation_id,
                sitting_id=sitting_id,
                with_person_id=to,
                given_at=at,
            )
        )
    note(session, viewer, "review.asked", f"sitting:{sitting_id}", {"to": to})


def reviewers(session: Session, viewer: Viewer) -> list[Person]:
    """Return who may be asked: those who train or own, as the organisation decides, but not the person herself."""
    own = session.exec(select(Organisation)).one()
    grants = select(RoleGrant.person_id).where(col(RoleGrant.role).in_(_REVIEWERS[own.reviewers]))
    found = select(Person).where(
        col(Person.id).in_(grants), col(Person.left_at).is_(None), col(Person.id) != viewer.person_id
    )
    return list(session.exec(found.order_by(Person.name)))


def reviews(session: Session, sitting_id: str) -> list[ReviewRequest]:
    """Return the reviews that were asked of a result, the newest last."""
    found = select(ReviewRequest).where(ReviewRequest.sitting_id == sitting_id)
    return list(session.exec(found.order_by(col(ReviewRequest.asked_at))))


def answer_review(session: Session, viewer: Viewer, review_id: str, said: tuple[str, str], at: dt.datetime) -> None:
    """Answer a review: kept or changed, and why; kept beside the result, which it does not touch. Raises BadRequest."""
    outcome, answer = said[0], said[1].strip()
    review = session.get_one(ReviewRequest, review_id)
    if review.answered_at is not None:
        raise BadRequest("this review has its answer already")
    if outcome not in {"kept", "changed"} or not answer or len(answer) > MOST_CHARACTERS:
        raise BadRequest("say whether the result stands, and why")
    review.answered_at, review.answer, review.outcome = at, answer, outcome
    note(session, viewer, "review.answered", f"sitting:{review.sitting_id}", {"outcome": outcome})


def reviews_for(session: Session, viewer: Viewer) -> list[ReviewRequest]:
    """Return the reviews that somebody was asked for, those without an answer first."""
    found = list(session.exec(select(ReviewRequest).where(ReviewRequest.to_person_id == viewer.person_id)))
    return sorted(found, key=lambda one: (one.answered_at is not None, one.asked_at))
