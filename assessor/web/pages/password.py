"""A forgotten password: asking for a link, and setting a new password by one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.models.access.password_reset import PasswordReset
from assessor.people.doors import accounts, links
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.service import now, service

blueprint = Blueprint("password", __name__)
_NOT_TAKEN = 422


@blueprint.get("/password/forgotten")
@may("anyone")
def forgotten() -> str:
    """Say how to get a new password."""
    return render_template("access/password_forgotten.html")


@blueprint.get("/password/new/<link>")
@may("anyone")
def form(link: str) -> str:
    """Show the form of a link; looking does not use it."""
    with service().store.session() as rows:
        links.look_at(rows, PasswordReset, link, now())
    return render_template("access/password_new.html", errors={}, link=link)


@blueprint.post("/password/new/<link>")
@may("anyone")
def set_new(link: str) -> Response | tuple[str, int]:
    """Set the new password, and end all sign-ins."""
    new = request.form.get("password", ""), request.form.get("again", "")
    try:
        accounts.reset(service().doors, link, new, now())
    except Refused as error:
        return render_template(
            "access/password_new.html", errors={error.field or "password": str(error)}, link=link
        ), _NOT_TAKEN
    flash("Your new password is set, and you are logged out everywhere. Log in with it.", "good")
    return redirect(url_for("log_in.form"), 303)
