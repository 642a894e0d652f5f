"""The end of a sitting, by a page or by a program: its result is made, and systems that asked for it are told, once.

They are told that it ended and nothing of the result, which is first for the person who sat. Of a sitting without a
name nobody is told: the moment alone could lead to who sat.
"""

from flask import url_for
from sqlmodel import select

from assessor.db import hold
from assessor.jobs.books import Books
from assessor.jobs.calling import tell
from assessor.jobs.systems.recording import sitting_ended
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.releasing.facts import campaign_of
from assessor.web.instruments import instrument
from assessor.web.programs.recording import recording
from assessor.web.service import own_rows, service, viewer

FINISHED = "sitting.finished"


def finish(sitting_id: str) -> Result:
    """End a sitting and return its result; what was told already is not told again."""
    store = service().store
    with store.writing() as connection:
        hold(connection, sitting_id)
        with own_rows() as session:
            made = select(Result.number).where(Result.sitting_id == sitting_id).limit(1)
            is_new = session.exec(made).first() is None
        result = instrument().sittings.finish(sitting_id)
        if is_new:
            _tell(sitting_id)
            with own_rows(write=True) as session:
                sitting_ended(recording(), session, sitting_id)
    return result


def _tell(sitting_id: str) -> None:
    with own_rows() as session:
        sitting, campaign = session.get_one(Sitting, sitting_id), campaign_of(session, sitting_id)
    if sitting.person_ref is None:
        return
    who, settings = viewer(), service().settings
    assert who.organisation_id is not None, "only people of an organisation sit"
    body = {
        "sitting_id": sitting_id,
        "person_id": sitting.person_ref,
        "campaign_id": campaign.id if campaign else None,
        "is_make_believe": who.is_make_believe,
        "result": settings.url(url_for("api_results.read_result", result_id=sitting_id)),
    }
    tell(Books(service().store), who.organisation_id, FINISHED, body)
