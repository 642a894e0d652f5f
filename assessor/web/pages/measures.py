"""Measures that support AI literacy, as an owner types them for the Article 4 record: added, changed, taken out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.planning.article_4 import as_form, keep, newest, put, read_duty, without
from assessor.planning.fields import NotTaken
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.service import now, own_rows, today, viewer

blueprint = Blueprint("measures", __name__, url_prefix="/measures")
WAYS = (Way("Measures", "measures.show", 46),)
_NOT_TAKEN = 422


@blueprint.get("/")
@may("owner")
def show() -> str:
    """Show the measures, and the form for a new one or for the one that ``?change=`` names."""
    return _page({})


@blueprint.post("/")
@may("owner")
def change() -> Response | tuple[str, int]:
    """Add a measure, or change the one whose key the form names."""
    try:
        with own_rows(write=True) as session:
            said, _ = newest(session)
            keep(session, viewer(), put(said, request.form, today()), now())
    except NotTaken as error:
        return _page(error.mistakes), _NOT_TAKEN
    flash("The measure is kept.", "good")
    return redirect(url_for("measures.show"), 303)


@blueprint.post("/take-out")
@may("owner")
def take_out() -> Response:
    """Take a measure out; what was typed before stays in the store."""
    with own_rows(write=True) as session:
        said, _ = newest(session)
        left = without(said, request.form.get("key", ""))
        is_there = left != said
        if is_there:
            keep(session, viewer(), left, now())
    flash("The measure is taken out." if is_there else "This measure was taken out before.", "good")
    return redirect(url_for("measures.show"), 303)


def _page(errors: dict[str, str]) -> str:
    with own_rows() as session:
        said, typed = newest(session)
    chosen = said.of(request.args.get("change", ""))
    values = request.form if errors else as_form(chosen) if chosen else {}
    return render_template(
        "planning/measures.html",
        said=said,
        typed=typed,
        duty=read_duty(),
        values=values,
        today=today(),
        errors=errors,
    )
