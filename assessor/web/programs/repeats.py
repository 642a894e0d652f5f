"""A request that comes twice is carried out once: what it made is kept for a day under the request's own key."""

import datetime as dt
import hashlib
from collections.abc import Callable

from flask import abort, request
from sqlmodel import col, delete

from assessor.db import hold
from assessor.models.work.repeated_request import RepeatedRequest
from assessor.people.tokens import digest
from assessor.web.programs.problems import wrong
from assessor.web.programs.shapes import Once
from assessor.web.service import now, own_rows, service, viewer

KEPT = dt.timedelta(days=1)


def once(said: Once, make: Callable[[], str]) -> tuple[str, bool]:
    """Make something and return its id and True; for a request that came before, what that one made, and False.

    What `make` writes and that it was made are committed together.
    """
    if not said.key:
        return make(), True
    who, at = viewer(), now()
    assert who.organisation_id is not None, "a key is of an organisation"
    row_id = digest(f"{who.token_id}\n{said.key}\n{request.path}")
    body = hashlib.sha256(request.get_data()).hexdigest()
    with service().store.writing() as connection:
        hold(connection, row_id)
        with own_rows(write=True) as session:
            session.exec(delete(RepeatedRequest).where(col(RepeatedRequest.at) < at - KEPT))
            before = session.get(RepeatedRequest, row_id)
            if before is not None and before.body_digest != body:
                abort(wrong("Idempotency-Key", "This key came with another body before; use a new one for each thing."))
            if before is not None:
                return before.made_id, False
        made_id = make()
        with own_rows(write=True) as session:
            session.add(
                RepeatedRequest(
                    id=row_id, organisation_id=who.organisation_id, body_digest=body, made_id=made_id, at=at
                )
            )
    return made_id, True
