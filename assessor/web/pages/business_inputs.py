"""What an owner types for the business case of a team: how often which work is done, and what an hour costs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.models.people.team import Team
from assessor.planning.business_case import KIND, BusinessSaid, about, as_form, lines_in, read
from assessor.planning.fields import NotTaken
from assessor.planning.inputs import Place, keep, newest
from assessor.web.access import may
from assessor.web.service import now, own_rows, today, viewer

blueprint = Blueprint("business_inputs", __name__)
_NOT_TAKEN = 422


@blueprint.get("/teams/<team_id>/business-case")
@may("owner")
def show(team_id: str) -> str:
    """Show what was typed last, to be changed."""
    return _page(team_id, {})


@blueprint.post("/teams/<team_id>/business-case")
@may("owner")
def change(team_id: str) -> Response | tuple[str, int]:
    """Keep what was typed."""
    try:
        said = read(request.form, today())
    except NotTaken as error:
        return _page(team_id, error.mistakes), _NOT_TAKEN
    with own_rows(write=True) as session:
        keep(session, viewer(), Place(KIND, about(team_id)), said.model_dump(mode="json"), now())
    flash("It is kept. What was typed before stays in the store, and the newest counts.", "good")
    return redirect(url_for("business_inputs.show", team_id=team_id), 303)


def _page(team_id: str, errors: dict[str, str]) -> str:
    with own_rows() as session:
        team = session.get_one(Team, team_id)
        typed = newest(session, Place(KIND, about(team_id)))
    values = request.form if errors else as_form(BusinessSaid.model_validate(typed.said)) if typed else {}
    return render_template(
        "planning/business_case.html", team=team, typed=typed, values=values, lines=lines_in(values), errors=errors
    )
