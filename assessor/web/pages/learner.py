"""The learner's start: what is to be done, what goes on, what was found; and the front door of a sitting."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.campaigns import joining
from assessor.framework import read_framework
from assessor.releasing import records
from assessor.training import agreeing
from assessor.web import anonymous
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.programs.beginning import begin as begin_sitting
from assessor.web.programs.recording import records_sitting
from assessor.web.service import now, own_rows, today, viewer

blueprint = Blueprint("learner", __name__, url_prefix="/learner")
WAYS = (Way("My sittings", "learner.home", 10),)
_NOT_TAKEN = 422
_LEVELS = 5


@blueprint.get("/")
@may("member")
def home() -> str:
    """Show what is to be done, what goes on, and what was found."""
    person_id = viewer().person_id or ""
    with own_rows() as session:
        invited = joining.invitations(session, person_id, now())
        record = records.of_person(session, person_id)
        actions = [one for one in agreeing.actions_for(session, person_id) if one.done_at is None]
    return render_template("learner/home.html", invited=invited, record=record, actions=actions, today=today())


@blueprint.route("/begin", methods=["GET", "POST"])
@may("member")
def begin() -> str | Response | tuple[str, int]:
    """Say what happens in a sitting of one's own, and begin one."""
    return _front_door(None)


@blueprint.route("/campaigns/<campaign_id>/begin", methods=["GET", "POST"])
@may("member", own=True)
def begin_for(campaign_id: str) -> str | Response | tuple[str, int]:
    """Say what happens in a sitting of a campaign, and begin it."""
    return _front_door(campaign_id)


def _front_door(campaign_id: str | None) -> str | Response | tuple[str, int]:
    person_id = viewer().person_id or ""
    with own_rows() as session:
        door = joining.front_door(session, person_id, campaign_id, now())
        recorded = records_sitting(session, campaign_id)
    if door is None:
        abort(404)
    going = door.sitting_id or anonymous.held().get(campaign_id or "")
    if going:
        return redirect(url_for("sitting.question", sitting_id=going), 303)
    rating, error = _rating()
    if request.method == "GET" or error or not door.is_open:
        levels = read_framework().level
        known = {"door": door, "levels": levels, "errors": error, "rating": rating, "recorded": recorded}
        page = render_template("learner/begin.html", **known)
        return page if request.method == "GET" else (page, _NOT_TAKEN)
    sitting_id = begin_sitting(joining.Beginner(viewer(), door, rating))
    response = redirect(url_for("sitting.question", sitting_id=sitting_id), 303)
    if door.is_anonymous and campaign_id:
        anonymous.hold(response, campaign_id, sitting_id)
    return response


def _rating() -> tuple[int | None, dict[str, str]]:
    """Return where somebody sees herself; leaving it open is right."""
    said = request.form.get("rating", "")
    if not said:
        return None, {}
    if said.isdecimal() and 1 <= int(said) <= _LEVELS:
        return int(said), {}
    return None, {"rating": "Choose one of the five levels, or leave it open"}
