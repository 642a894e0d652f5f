"""A team takes a sitting together: before it, and what came of it. The questions are those pages of every sitting."""

from flask import Blueprint, redirect, render_template, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from assessor.campaigns import together
from assessor.models.people.team import Team
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.instruments import instrument
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("together", __name__)
_NOT_TAKEN = 422


@blueprint.route("/teams/<team_id>/together", methods=["GET", "POST"])
@may("owner", "manager")
def begin(team_id: str) -> str | Response | tuple[str, int]:
    """Say what happens when a team sits together, and begin."""
    if request.method == "GET":
        return _page(team_id, {})
    wish = together.Wish(team_id, request.form.get("present", ""), request.form.get("length", ""))
    try:
        sitting_id = together.begin(service().store, instrument().sittings, viewer(), wish, now())
    except Refused as error:
        return _page(team_id, {error.field: str(error)}), _NOT_TAKEN
    return redirect(url_for("sitting.question", sitting_id=sitting_id), 303)


@blueprint.get("/together/<together_id>")
@may("owner", "manager")
def show(together_id: str) -> str:
    """Show how many were right of how many by area."""
    with own_rows() as session:
        found = together.of_sitting(session, together_id)
        assert found is not None, "it was looked up before"
        team = _team(session, found.team_id)
    return render_template("employer/together.html", one=found, team=team, is_mine=found.led_by == viewer().person_id)


def _page(team_id: str, errors: dict[str, str]) -> str:
    with own_rows() as session:
        team = _team(session, team_id)
    lengths = [(str(each), f"{each} questions") for each in together.LENGTHS]
    return render_template(
        "employer/together_begin.html", team=team, lengths=lengths, values=request.form if errors else {}, errors=errors
    )


def _team(session: Session, team_id: str) -> Team:
    return session.get_one(Team, team_id)
