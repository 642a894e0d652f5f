"""A form on an enrolment, taken or not: everything that it asks for is written, or nothing is."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from assessor.models.programme.enrolment import Enrolment
from assessor.people.refusals import Refused
from assessor.web.service import own_rows

NOT_TAKEN = 422
Write = Callable[[Session, Enrolment], str]
"""Writes what a form asks for, and returns what to say of it. Raises Refused."""


def written(enrolment_id: str, write: Write, endpoint: str) -> Response | dict[str, str]:
    """Have a form written and lead back to a page of the enrolment; where it is refused, return why, by field."""
    try:
        with own_rows(write=True) as session:
            said = write(session, session.get_one(Enrolment, enrolment_id))
            session.flush()
    except Refused as error:
        return {error.field: str(error)}
    flash(said, "good")
    return redirect(url_for(endpoint, enrolment_id=enrolment_id), 303)
