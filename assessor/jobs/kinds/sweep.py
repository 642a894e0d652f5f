"""Erases what the service needs no longer: files handed in or made, letters sent, sign-ins that ended, old jobs."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlmodel import and_, col, delete, or_

from assessor.jobs.port import Work
from assessor.models.access.password_reset import PasswordReset
from assessor.models.access.sign_in import SignIn
from assessor.models.work.job import Job
from assessor.models.work.made_file import KEPT, MadeFile
from assessor.models.work.outgoing_mail import OutgoingMail
from assessor.models.work.upload import Upload
from assessor.models.work.worker import Worker

UPLOADS = dt.timedelta(days=1)
REST = dt.timedelta(days=90)


def steps(_: Work) -> int:
    """Return 1."""
    return 1


def step(work: Work, _: int) -> str:
    """Erase."""
    gone = 0
    with work.store.session_across(write=True) as session:
        for table, is_old in _old(work.now):
            gone += session.exec(delete(table).where(is_old), execution_options={"synchronize_session": False}).rowcount
    return f"{gone:,} rows erased"


def _old(now: dt.datetime) -> Iterator[tuple[Any, Any]]:
    """Return what goes, by table."""
    before = now - REST
    yield Upload, col(Upload.made_at) < now - UPLOADS
    yield MadeFile, col(MadeFile.made_at) < now - KEPT
    yield OutgoingMail, or_(col(OutgoingMail.sent_at) < before, col(OutgoingMail.given_up_at) < before)
    yield SignIn, or_(col(SignIn.revoked_at) < before, col(SignIn.last_seen_at) < before)
    yield PasswordReset, col(PasswordReset.expires_at) < before
    yield Worker, col(Worker.beat_at) < before
    yield Job, and_(col(Job.ended_at) < before, col(Job.kind) != "erase")
