"""Logging in and out."""

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from assessor.people.doors import accounts, second_factor, sign_ins
from assessor.people.refusals import Refused, Wait
from assessor.web.access import may
from assessor.web.entering import drop_cookie, keep_cookie
from assessor.web.gate.signing_in import asked_path, sign_in
from assessor.web.service import network, now, service

blueprint = Blueprint("log_in", __name__)
_NOT_TAKEN = 422
_TOO_MANY = 429


@blueprint.get("/log-in")
@may("anyone")
def form() -> str:
    """Show the form."""
    return _form({})


@blueprint.post("/log-in")
@may("anyone")
def log_in() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Try an address and a password."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    try:
        account = accounts.log_in(service().doors, email, password, network(), now())
    except Refused as error:
        return _form({"email": str(error)}), _NOT_TAKEN
    except Wait as error:
        return _form({"email": str(error)}), _TOO_MANY, {"Retry-After": str(error.seconds)}
    return sign_in(account, request.form.get("next"))


@blueprint.get("/log-in/second-factor")
@may("anyone")
def second_factor_form() -> str | Response:
    """Ask for a code, where a password was right and one is missing."""
    return _code_form({}) if _waiting() else redirect(url_for("log_in.form"), 303)


@blueprint.post("/log-in/second-factor")
@may("anyone")
def check_code() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Try a code."""
    account_id = _waiting()
    if account_id is None:
        return redirect(url_for("log_in.form"), 303)
    try:
        second_factor.check(service().doors, account_id, request.form.get("code", ""), network(), now())
    except Refused as error:
        return _code_form({"code": str(error)}), _NOT_TAKEN
    except Wait as error:
        return _code_form({"code": str(error)}), _TOO_MANY, {"Retry-After": str(error.seconds)}
    with service().store.session(write=True) as rows:
        token = sign_ins.confirm(rows, g.seen.sign_in_id, now())
    session.clear()
    response = redirect(url_for("organisation.go_on", next=asked_path(request.form.get("next"))), 303)
    keep_cookie(response, token)
    return response


@blueprint.post("/log-out")
@may("anyone")
def log_out() -> Response:
    """End the sign-in, in the store and in the browser."""
    if g.seen is not None:
        with service().store.session(write=True) as rows:
            sign_ins.revoke(rows, g.seen.sign_in_id, now())
    session.clear()
    flash("You are logged out.", "good")
    response = redirect(url_for("log_in.form"), 303)
    drop_cookie(response)
    return response


def _waiting() -> str | None:
    return g.seen.waiting_for if g.seen is not None else None


def _form(errors: dict[str, str]) -> str:
    back = asked_path(request.values.get("next"))
    by_provider = service().settings.oidc_name if service().settings.oidc_discovery else ""
    return render_template("access/log_in.html", errors=errors, values=request.form, back=back, by_provider=by_provider)


def _code_form(errors: dict[str, str]) -> str:
    return render_template("access/second_factor.html", errors=errors, back=asked_path(request.values.get("next")))
