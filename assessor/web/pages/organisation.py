"""Choosing the organisation to work in, for an account that is somebody in several."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.people.doors import sign_ins
from assessor.web.access import may
from assessor.web.gate.own_paths import own_path
from assessor.web.gate.signing_in import asked_path
from assessor.web.service import service, viewer

blueprint = Blueprint("organisation", __name__)


@blueprint.get("/organisation/go-on")
@may("signed-in")
def go_on() -> Response:
    """Lead on after a log-in: to where it was asked for, or first to the choice of an organisation."""
    back = request.args.get("next")
    if not viewer().is_person:
        return redirect(url_for("organisation.choose", next=asked_path(back)), 303)
    return redirect(own_path(back), 303)


@blueprint.get("/organisation/choose")
@may("signed-in")
def choose() -> str:
    """Show the organisations of the account."""
    with service().store.session_across() as rows:
        people = sign_ins.people_of(rows, viewer().account_id or "")
    return render_template("access/choose_organisation.html", people=people, back=asked_path(request.args.get("next")))


@blueprint.post("/organisation/choose")
@may("signed-in")
def take() -> Response:
    """Go on in one of them."""
    with service().store.session_across(write=True) as rows:
        is_one = sign_ins.choose(rows, viewer().sign_in_id or "", request.form.get("person", ""))
    if not is_one:
        flash("Choose one of your organisations.", "bad")
        return redirect(url_for("organisation.choose"), 303)
    return redirect(own_path(request.form.get("next")), 303)
