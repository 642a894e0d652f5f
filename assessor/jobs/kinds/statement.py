"""Tells the learning record store one thing. It knows statements by their ids, so a repeat changes nothing there."""

import base64
import json

from assessor.jobs.calling import BadTarget, call, target
from assessor.jobs.port import CannotDo, Work
from assessor.jobs.systems.recording import needless
from assessor.jobs.waiting import again
from assessor.models.afterwards.statement import Statement
from assessor.settings import Settings

VERSION = "1.0.3"
"""Of xAPI; stores of 2.0 take it too."""
_TAKEN = {200, 204}
_THERE_ALREADY = 409
_NEVER = {400: "as not well formed", 413: "as too large"}


def steps(_: Work) -> int:
    """Return 1."""
    return 1


def step(work: Work, _: int) -> str:
    """Tell it unless it was taken, erased or taken back meanwhile. Raises TryAgain and CannotDo."""
    whose = work.job.organisation_id
    assert whose is not None, "statements are about an organisation's people"
    with work.store.session(whose) as session:
        statement = session.get(Statement, work.job.arguments["statement_id"])
        if statement is None:
            return "erased, so it is not told"
        why_not = needless(session, statement)
    if why_not:
        if statement.taken_at is None:
            _write_down(work, statement, taken=False)
        return why_not
    try:
        said = _send(work, statement)
    except CannotDo:
        _write_down(work, statement, taken=False)
        raise
    _write_down(work, statement, taken=True)
    return said


def _send(work: Work, statement: Statement) -> str:
    settings, tries = work.settings, work.job.tries
    if not settings.lrs_endpoint:
        raise CannotDo("there is no learning record store any more (TOPRUNG_LRS_ENDPOINT is not set)")
    body = json.dumps(statement.body, ensure_ascii=False).encode()
    url = f"{settings.lrs_endpoint.rstrip('/')}/statements?statementId={statement.id}"
    try:
        status = call(target(url, private=settings.webhooks_private), _headers(settings), body, "PUT")
    except BadTarget as error:
        raise CannotDo(str(error)) from None
    except OSError as error:
        stop = again(tries, f"the learning record store does not answer: {error.strerror or error}")
        raise stop from None
    if status in _TAKEN:
        return f"taken, answer {status}"
    if status == _THERE_ALREADY:
        return "it was there already"
    if status in _NEVER:
        raise CannotDo(f"the learning record store refuses the statement {_NEVER[status]} (answer {status})")
    raise again(tries, f"the learning record store did not take it (answer {status})")


def _headers(settings: Settings) -> dict[str, str]:
    known = base64.b64encode(f"{settings.lrs_key}:{settings.lrs_secret}".encode()).decode()
    return {
        "Authorization": f"Basic {known}",
        "Content-Type": "application/json",
        "User-Agent": "Toprung",
        "X-Experience-API-Version": VERSION,
    }


def _write_down(work: Work, statement: Statement, *, taken: bool) -> None:
    with work.store.session(statement.organisation_id, write=True) as session:
        kept = session.get(Statement, statement.id)
        if kept is not None:  # she may have been erased meanwhile
            kept.taken_at, kept.given_up_at = (work.now, None) if taken else (None, work.now)
