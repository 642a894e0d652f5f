"""Voluntary questions after a sitting: asked once it is over, kept apart, used for figures of large groups alone."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.campaigns import monitoring
from assessor.models.campaigns.team_sitting import TeamSitting
from assessor.sittings.refusals import Finished
from assessor.web.access import may
from assessor.web.instruments import instrument
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("equality", __name__, url_prefix="/sitting/<sitting_id>/voluntary")


@blueprint.route("/", methods=["GET", "POST"])
@may("member", own=True)
def form(sitting_id: str) -> str | Response:
    """Ask, and keep what is answered; of a team that sits together nothing is asked."""
    with own_rows() as session:
        if session.get(TeamSitting, sitting_id) is not None:
            abort(404)
    try:
        instrument().sittings.resume(sitting_id)
    except Finished:
        pass
    else:
        return redirect(url_for("sitting.question", sitting_id=sitting_id), 303)  # never before the last question
    if request.method == "GET":
        return render_template("sitting/voluntary.html", questions=monitoring.QUESTIONS)
    organisation_id = viewer().organisation_id or ""
    answers = {} if request.form.get("skip") else monitoring.chosen(request.form)
    with service().store.reading() as connection:
        key = monitoring.key_of(connection, organisation_id, sitting_id)
    with own_rows(write=True) as session:
        monitoring.keep(session, organisation_id, key, answers, now().date())
    flash("Thank you." if answers else "Nothing is kept.", "good")
    return redirect(url_for("result.show", result_id=sitting_id), 303)
