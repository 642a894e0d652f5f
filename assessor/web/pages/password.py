"""A forgotten password: asking for a link, and setting a new password by one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.jobs.mailing import sends_mail
from assessor.models.access.password_reset import PasswordReset
from assessor.people.doors import accounts, links
from assessor.people.refusals import Refused, Wait
from assessor.web.access import may
from assessor.web.gate.letters import send_reset, tell
from assessor.web.service import now, service

blueprint = Blueprint("password", __name__)
_NOT_TAKEN = 422
_TOO_MANY = 429


@blueprint.get("/password/forgotten")
@may("anyone")
def forgotten() -> str:
    """Say how to get a new password."""
    return _forgotten({})


@blueprint.post("/password/forgotten")
@may("anyone")
def send_link() -> Response | tuple[str, int]:
    """Send a link, where mail is sent; the answer is the same whether or not there is such an account."""
    if not sends_mail(service().settings):
        return redirect(url_for("password.forgotten"), 303)
    try:
        send_reset(request.form.get("email", ""))
    except Wait as error:
        return _forgotten({"email": str(error)}), _TOO_MANY
    flash("If the address has an account, a link is on its way to it. Look among unwanted mail too.", "good")
    return redirect(url_for("log_in.form"), 303)


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
        email = accounts.reset(service().doors, link, new, now())
    except Refused as error:
        return render_template(
            "access/password_new.html", errors={error.field or "password": str(error)}, link=link
        ), _NOT_TAKEN
    tell(email, "Your password was set anew by a link.")
    flash("Your new password is set, and you are logged out everywhere. Log in with it.", "good")
    return redirect(url_for("log_in.form"), 303)


def _forgotten(errors: dict[str, str]) -> str:
    by_mail = sends_mail(service().settings)
    return render_template("access/password_forgotten.html", errors=errors, values=request.form, by_mail=by_mail)
