"""What pages share that sign somebody in: a new cookie, a new token of forms, and where it leads."""

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from assessor.models.access.account import Account
from assessor.people.doors import sign_ins
from assessor.web.entering import cookie_name, keep_cookie
from assessor.web.gate.own_paths import own_path
from assessor.web.service import now, service


def sign_in(account: Account, back: str | None) -> Response:
    """Sign an account in, anew in any case: what the browser held before, whoever gave it that, is worth nothing."""
    token, old = "", request.cookies.get(cookie_name(), "")
    with service().store.session_across(write=True) as rows:
        sign_ins.end(rows, old, now())
        token = sign_ins.start(rows, account, request.user_agent.string, now())
    session.clear()
    page = "log_in.second_factor_form" if account.totp_confirmed_at else "organisation.go_on"
    response = redirect(url_for(page, next=asked_path(back)), 303)
    keep_cookie(response, token)
    return response


def asked_path(said: str | None) -> str | None:
    """Return the path that a log-in shall lead to, where it is one of ours and not simply the start."""
    path = own_path(said)
    return path if path != "/" else None
