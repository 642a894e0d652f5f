"""Taking up an invitation: with a new account, or with the one that somebody has."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.people import invitations
from assessor.people.doors import sign_ins
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.gate.signing_in import sign_in
from assessor.web.service import now, service, viewer

blueprint = Blueprint("invitation", __name__)
_NOT_TAKEN = 422


@blueprint.get("/invitation/<link>")
@may("anyone")
def form(link: str) -> str:
    """Say what the invitation is for, and ask for a password; looking does not use it."""
    return _form(link, {})


@blueprint.post("/invitation/<link>")
@may("anyone")
def accept(link: str) -> Response | tuple[str, int]:
    """Take it up with a new account."""
    new = request.form.get("password", ""), request.form.get("again", "")
    try:
        account = invitations.accept_anew(service().doors, link, new, now())
    except Refused as error:
        return _form(link, {error.field or "password": str(error)}), _NOT_TAKEN
    response = sign_in(account, None)
    flash("Welcome. Your account is set up.", "good")
    return response


@blueprint.post("/invitation/<link>/own-account")
@may("signed-in")
def accept_with_own(link: str) -> Response | tuple[str, int]:
    """Take it up with the account that is signed in."""
    who = viewer()
    try:
        person_id = invitations.accept_with(service().doors, link, who.account_id or "", now())
    except Refused as error:
        return _form(link, {"account": str(error)}), _NOT_TAKEN
    with service().store.session_across(write=True) as rows:
        sign_ins.choose(rows, who.sign_in_id or "", person_id)
    flash("Welcome. The organisation is now one of yours.", "good")
    return redirect(url_for("organisation.go_on"), 303)


def _form(link: str, errors: dict[str, str]) -> str:
    with service().store.session_across() as rows:
        offer = invitations.look_at(rows, link, now())
    is_own = g.viewer is not None and g.viewer.email == offer.email
    return render_template("access/invitation.html", link=link, offer=offer, errors=errors, is_own=is_own)
