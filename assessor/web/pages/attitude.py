"""Five questions to an owner on how AI training is run; reports on teams and cohorts show the answers as answers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.planning import attitude
from assessor.web.access import may
from assessor.web.service import now, own_rows, viewer

blueprint = Blueprint("attitude", __name__, url_prefix="/planning/how-training-is-run")
_NOT_TAKEN = 422


@blueprint.get("/")
@may("owner")
def show() -> str:
    """Show the questions with what was answered last."""
    return _page({})


@blueprint.post("/")
@may("owner")
def answer() -> Response | tuple[str, int]:
    """Keep the answers."""
    if mistakes := attitude.mistakes(request.form):
        return _page(mistakes), _NOT_TAKEN
    with own_rows(write=True) as session:
        attitude.keep(session, viewer(), request.form, now())
    flash("Your answers are kept. Reports on teams and cohorts show them with this day.", "good")
    return redirect(url_for("attitude.show"), 303)


def _page(errors: dict[str, str]) -> str:
    with own_rows() as session:
        newest = attitude.newest(session)
    chosen = newest.said.model_dump() if newest else {}
    return render_template(
        "planning/attitude.html",
        questions=attitude.QUESTIONS,
        newest=newest,
        values=request.form if errors else chosen,
        errors=errors,
    )
