"""A sitting, one question a page: shown, kept as it is filled in, answered, left, reported, ended.

Whatever is sent twice, late or from a stale page leads to where the sitting is, with a word on what happened.
"""

from flask import Blueprint, abort, flash, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.models.campaigns.problem_report import ProblemReport
from assessor.models.campaigns.team_sitting import TeamSitting
from assessor.models.declared import new_id
from assessor.sittings import keeping
from assessor.sittings.dealing import Question
from assessor.sittings.refusals import Answered, BadSitting, Finished
from assessor.sittings.sitting import Ended
from assessor.web.access import may
from assessor.web.answering import Filled, fields_of, read
from assessor.web.entering import wants_json
from assessor.web.instruments import instrument
from assessor.web.programs.finishing import finish
from assessor.web.service import now, own_rows, service
from assessor.web.taking import how_far, timing_of

blueprint = Blueprint("sitting", __name__, url_prefix="/sitting/<sitting_id>")
_NOT_TAKEN = 422
_MOST_OF_A_REPORT = 1000


@blueprint.get("/")
@may("member", own=True)
def question(sitting_id: str) -> str | Response:
    """Show the question that is open, or where the sitting has come to."""
    try:
        found = instrument().sittings.next_item(sitting_id)
    except Finished:
        return redirect(url_for("sitting.over", sitting_id=sitting_id), 303)
    if isinstance(found, Ended):
        finish(sitting_id)
        return redirect(url_for("sitting.over", sitting_id=sitting_id), 303)
    at, store = now(), service().store
    with store.reading() as connection:
        kept = keeping.read(connection, found)
    if keeping.was_away(kept, at):
        with store.writing() as connection:
            kept = keeping.come_back(connection, found, at)
    return _page(found, kept, Filled())


@blueprint.post("/answer")
@may("member", own=True)
def answer(sitting_id: str) -> Response:
    """Take an answer, or keep it and leave."""
    asked = _asked(sitting_id)
    fields = fields_of(asked, request.form)
    if request.form.get("leave"):
        return _leave(asked, fields)
    filled = read(asked, fields)
    if filled.errors:
        return _not_taken(asked, fields, filled)
    at = now()
    try:
        with service().store.writing() as connection:
            seconds = keeping.looked_s(asked, keeping.read(connection, asked), at)
            instrument().sittings.record(asked.asked_id, filled.answer, seconds=seconds, confidence=filled.confidence)
            keeping.drop(connection, asked)
    except Answered:
        flash(f"Question {asked.position} had an answer already. The first one counts; this one was not taken.", "warn")
    except Finished:
        flash(f"The sitting had ended before this answer to question {asked.position} came; it was not taken.", "warn")
    return _to_where_it_is(sitting_id)


@blueprint.post("/draft")
@may("member", own=True)
def draft(sitting_id: str) -> Response:
    """Keep what is filled in so far; a script sends it at every choice."""
    asked = _asked(sitting_id)
    try:
        with service().store.writing() as connection:
            keeping.keep(connection, asked, fields_of(asked, request.form), now(), request.form.get("turn", type=int))
    except (Answered, Finished):
        return make_response(jsonify(next=url_for("sitting.question", sitting_id=sitting_id)))
    return make_response(jsonify(saved=True))


@blueprint.post("/problem")
@may("member", own=True)
def problem(sitting_id: str) -> Response:
    """Take a report that something is wrong with a question."""
    asked = _asked(sitting_id)
    text = request.form.get("problem", "").strip()[:_MOST_OF_A_REPORT]
    if not text:
        flash("Nothing was reported: write what is wrong with the question.", "bad")
        return _to_where_it_is(sitting_id)
    with own_rows(write=True) as session:
        session.add(
            ProblemReport(
                id=new_id(),
                organisation_id=asked.sitting.organisation_id,
                asked_id=asked.asked_id,
                item=asked.dealt.item,
                words=text,
                at=now(),
            )
        )
    flash("Thank you. Your report is kept; whoever looks after the questions reads it.", "good")
    return _to_where_it_is(sitting_id)


@blueprint.route("/end", methods=["GET", "POST"])
@may("member", own=True)
def end(sitting_id: str) -> str | Response:
    """Ask whether to end early, and end."""
    if request.method == "GET":
        return render_template("sitting/end.html", sitting_id=sitting_id)
    finish(sitting_id)
    return redirect(url_for("sitting.over", sitting_id=sitting_id), 303)


@blueprint.get("/over")
@may("member", own=True)
def over(sitting_id: str) -> str | Response:
    """Say that it is over, and where its result is."""
    try:
        instrument().sittings.resume(sitting_id)
    except Finished:
        if (of_team := _of_team(sitting_id)) is not None:
            return redirect(of_team, 303)
        return render_template("sitting/over.html", sitting_id=sitting_id)
    return redirect(url_for("sitting.question", sitting_id=sitting_id), 303)


def _asked(sitting_id: str) -> Question:
    """Return the question that a form is about."""
    try:
        asked = instrument().sittings.asked(request.form.get("asked", ""))
    except BadSitting:
        abort(404)
    if asked.sitting.id != sitting_id:
        abort(404)
    return asked


def _of_team(sitting_id: str) -> str | None:
    """Return the page of a sitting that a team takes together; None for a person's."""
    with own_rows() as session:
        is_of_team = session.get(TeamSitting, sitting_id) is not None
    return url_for("together.show", together_id=sitting_id) if is_of_team else None


def _leave(asked: Question, fields: dict[str, list[str]]) -> Response:
    try:
        with service().store.writing() as connection:
            keeping.leave(connection, asked, fields, now())
    except (Answered, Finished):
        flash("That question had an answer already; it is kept, and nothing was changed.")
        return redirect(_of_team(asked.sitting.id) or url_for("learner.home"), 303)
    flash("All is kept. When you come back, on this device or another, you go on at the same question.", "good")
    return redirect(_of_team(asked.sitting.id) or url_for("learner.home"), 303)


def _to_where_it_is(sitting_id: str) -> Response:
    where = url_for("sitting.question", sitting_id=sitting_id)
    return make_response(jsonify(next=where)) if wants_json() else redirect(where, 303)


def _not_taken(asked: Question, fields: dict[str, list[str]], filled: Filled) -> Response:
    if wants_json():
        return make_response(jsonify(errors=dict(filled.errors)), _NOT_TAKEN)
    try:
        with service().store.writing() as connection:
            kept = keeping.keep(connection, asked, fields, now())
    except (Answered, Finished):
        flash("That question had an answer already. The first one counts.", "warn")
        return _to_where_it_is(asked.sitting.id)
    return make_response(_page(asked, kept, filled), _NOT_TAKEN)


def _page(asked: Question, kept: keeping.Open, filled: Filled) -> str:
    return render_template(
        "sitting/question.html",
        asked=asked,
        fields=kept.fields,
        turn=kept.turn,
        errors=filled.errors,
        progress=how_far(asked),
        timing=timing_of(asked, keeping.looked_s(asked, kept, now())),
    )
