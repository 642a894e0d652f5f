"""What a learning record store is told of sittings: put into a queue with what it is about, in one transaction.

A sitting never waits for it: nothing here talks to the network. A job does (`kinds/statement`).
"""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from assessor.db import TenantSession
from assessor.jobs.books import Books
from assessor.jobs.port import Order
from assessor.models.afterwards.statement import Statement
from assessor.models.measurement.sitting import Sitting
from assessor.models.work.job import Job
from assessor.releasing.facts import campaign_of, standing_of
from assessor.settings import Settings
from assessor.statements import wording
from assessor.statements.letting import lets_sitting, result_let
from assessor.statements.wording import Body, Sat

NEWEST = 50
_TITLES = {
    "initialized": "that a sitting began",
    "completed": "that a sitting ended",
    "scored": "a result that was shared with the owners",
    "voided": "to take a result back",
}


@dataclass(frozen=True, slots=True)
class Recording:
    """Where statements are put, and by which settings."""

    books: Books
    settings: Settings

    @property
    def is_on(self) -> bool:
        """Whether the installation has a learning record store."""
        return bool(self.settings.lrs_endpoint)


def sitting_began(recording: Recording, session: TenantSession, sitting_id: str) -> None:
    """Have it told that a sitting began, where that may be told; a second time changes nothing."""
    if recording.is_on and lets_sitting(session, campaign_of(session, sitting_id)):
        sitting = session.get_one(Sitting, sitting_id)
        _put(recording, session, wording.began(_sat(recording, session, sitting), sitting.started_at))


def sitting_ended(recording: Recording, session: TenantSession, sitting_id: str) -> None:
    """Have it told that a sitting ended, where that may be told; a second time changes nothing."""
    if recording.is_on and lets_sitting(session, campaign_of(session, sitting_id)):
        standing = standing_of(session, sitting_id)
        assert standing is not None, "it has just ended"
        assert standing.ended_at is not None, "it has just ended"
        sat = _sat(recording, session, session.get_one(Sitting, sitting_id))
        _put(recording, session, wording.ended(sat, standing.ended_at))


def result_shared(recording: Recording, session: TenantSession, sitting_id: str, now: dt.datetime) -> None:
    """Have a result told that is shared with the owners, where they decided so; a second time changes nothing."""
    sitting = session.get_one(Sitting, sitting_id)
    if recording.is_on and (let := result_let(session, sitting.organisation_id, sitting_id)):
        _put(recording, session, wording.scored(_sat(recording, session, sitting), let, now))


def share_withdrawn(recording: Recording, session: TenantSession, sitting_id: str, now: dt.datetime) -> None:
    """Have every statement of a result taken back, wherever it is by now."""
    sitting = session.get_one(Sitting, sitting_id)
    told = select(Statement).where(Statement.person_id == sitting.person_ref, Statement.verb == "scored")
    for one in session.exec(told).all():
        if recording.is_on and one.body["context"]["registration"] == sitting_id:
            _put(recording, session, wording.voided(_sat(recording, session, sitting), one.id, now))


def needless(session: Session, statement: Statement) -> str:
    """Return why a statement is not to be told any more; empty where it is."""
    if statement.taken_at is not None:
        return "taken already"
    if statement.verb == "scored":
        back = select(Statement).where(Statement.person_id == statement.person_id, Statement.verb == "voided")
        is_back = any(one.body["object"]["id"] == statement.id for one in session.exec(back))
        return "taken back before it was told" if is_back else ""
    if statement.verb == "voided":
        of = session.get(Statement, statement.body["object"]["id"])
        job = session.get(Job, _job_id(statement.body["object"]["id"]))
        # After a first try that broke off nobody knows what arrived, so it is taken back all the same.
        never_left = of is not None and of.given_up_at is not None and job is not None and job.tries == 0
        return "what it takes back was never told" if never_left else ""
    return ""


def newest(session: Session) -> list[Statement]:
    """Return the newest statements of an organisation."""
    return list(session.exec(select(Statement).order_by(col(Statement.made_at).desc()).limit(NEWEST)))


def _sat(recording: Recording, session: TenantSession, sitting: Sitting) -> Sat:
    standing = standing_of(session, sitting.id)
    assert standing is not None, "the session's organisation has it"
    assert sitting.person_ref is not None, "of a sitting without a name nothing is told"
    address = recording.settings.address.rstrip("/")
    return Sat(address, sitting.person_ref, sitting.id, standing.is_make_believe)


def _put(recording: Recording, session: TenantSession, body: Body) -> None:
    """Put a statement and its job into the store, in the transaction of the session; both are there once."""
    assert isinstance(session.scope, str), "it is about an organisation's person"
    if session.get(Statement, body["id"]) is not None:
        return
    verb = body["verb"]["display"][wording.LANGUAGE]
    session.add(
        Statement(
            id=body["id"],
            organisation_id=session.scope,
            person_id=body["actor"]["account"]["name"],
            verb=verb,
            body=body,
            made_at=dt.datetime.now(dt.UTC),
        )
    )
    session.flush()
    recording.books.submit(
        Order(
            kind="statement",
            title=f"Tell the learning record store {_TITLES[verb]}",
            organisation_id=session.scope,
            arguments={"statement_id": body["id"]},
            job_id=_job_id(body["id"]),
        )
    )


def _job_id(statement_id: str) -> str:
    return f"statement-{statement_id}"
