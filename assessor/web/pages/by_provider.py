"""Logging in by a provider of identities, where the settings name one."""

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from assessor.people.doors import by_provider
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.gate import provider
from assessor.web.gate.signing_in import asked_path, sign_in
from assessor.web.service import now, service

blueprint = Blueprint("by_provider", __name__)
_NEXT = "after_provider"


@blueprint.get("/log-in/provider")
@may("anyone")
def begin() -> Response:
    """Lead to the provider."""
    _check_there()
    session[_NEXT] = asked_path(request.args.get("next"))
    try:
        return provider.begin(service().settings.url(url_for("by_provider.back")))
    except Refused as error:
        return _refused(error)


@blueprint.get("/log-in/provider/back")
@may("anyone")
def back() -> Response:
    """Sign in whom the provider vouches for."""
    _check_there()
    try:
        account = by_provider.log_in(service().store, provider.finish(), now())
    except Refused as error:
        return _refused(error)
    return sign_in(account, session.get(_NEXT))


def _check_there() -> None:
    if not service().settings.oidc_discovery:
        abort(404)


def _refused(error: Refused) -> Response:
    flash(str(error), "bad")
    return redirect(url_for("log_in.form"), 303)
