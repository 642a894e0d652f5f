"""What the organisation lets its learning record store be told, for its owners, and what became of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.jobs.systems.recording import NEWEST, newest
from assessor.people.refusals import Refused
from assessor.statements import letting
from assessor.web.access import may
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("learning_records", __name__, url_prefix="/learning-records")
_NOT_TAKEN = 422
_WORDS = {
    "nothing": "Nothing.",
    "sittings": "That people began and ended a sitting that a campaign asked of them by name. Nothing of results.",
    "results": "The same, and results that people share with the owners after they have seen them, with the level in "
    "words and its chance. Before they share, their page tells them.",
}
_VERBS = {
    "initialized": "A sitting began",
    "completed": "A sitting ended",
    "scored": "A shared result",
    "voided": "A result is taken back",
}


@blueprint.get("/")
@may("owner")
def show() -> str:
    """Show what is let out, and what became of the newest statements."""
    return _page({})


@blueprint.post("/")
@may("owner")
def decide() -> Response | tuple[str, int]:
    """Decide what is let out from now on."""
    try:
        with own_rows(write=True) as session:
            changed = letting.decide(session, viewer(), request.form.get("tells", ""), now())
    except Refused as error:
        return _page({error.field: str(error)}), _NOT_TAKEN
    flash("It is kept, and holds from now on." if changed else "Nothing was different.", "good")
    return redirect(url_for("learning_records.show"), 303)


def _page(errors: dict[str, str]) -> str:
    with own_rows() as session:
        tells, told = letting.tells(session), newest(session)
    return render_template(
        "access/learning_records.html",
        errors=errors,
        endpoint=service().settings.lrs_endpoint,
        choices=list(_WORDS.items()),
        tells=tells,
        told=[(_VERBS[one.verb], one) for one in told],
        most=NEWEST,
    )
