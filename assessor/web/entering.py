"""Stands before every route: reads who is there, looks up what the path names, and asks the route's rule."""

from typing import cast

from flask import Flask, Request, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from assessor.people import api_tokens
from assessor.people.doors import sign_ins
from assessor.people.viewer import Viewer
from assessor.web.access import Answer, Thing, decide, rule_of
from assessor.web.listing import SUFFIX, finders
from assessor.web.service import now, service

_BEARER = "Bearer "


def init(app: Flask) -> None:
    """Have every request of an app pass here."""
    app.before_request(enter)


def cookie_name() -> str:
    """Return the name of the cookie; with TLS one that browsers take only from this very host."""
    return "__Host-toprung" if service().settings.is_https else "toprung"


def keep_cookie(response: AnyResponse, token: str) -> None:
    """Give the browser the token of a sign-in, for as long as the browser is open."""
    response.set_cookie(
        cookie_name(), token, httponly=True, secure=service().settings.is_https, samesite="Lax", path="/"
    )


def drop_cookie(response: AnyResponse) -> None:
    """Take the token back."""
    response.delete_cookie(cookie_name(), httponly=True, secure=service().settings.is_https, samesite="Lax", path="/")


def enter() -> AnyResponse | None:
    """Let the request go on, or answer why not."""
    g.viewer = None
    g.seen = None
    if request.url_rule is None:
        return None  # there is no such path; Flask says so
    rule = rule_of(current_app, request.url_rule.endpoint)
    assert rule is not None, "the service does not start with a route without a rule"
    if request.endpoint == "static":
        return None
    g.viewer = _program(request) if rule.scope else _somebody(request)
    is_at_home = g.viewer is not None and (g.viewer.organisation_id is not None or "signed-in" in rule.who)
    things = _things(g.viewer) if is_at_home else []
    answer = decide(rule, g.viewer, things)
    if answer is not Answer.IN:
        return _turned_away(answer, is_program=bool(rule.scope))
    if not rule.scope:  # a program sends no cookies, so nothing can be forged in its name
        current_app.extensions["csrf"].protect()
    return None


def wants_json() -> bool:
    """Say whether a program or a script of ours asks, rather than somebody who looks at pages."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/api/") or best == "application/json"


def _turned_away(answer: Answer, *, is_program: bool) -> AnyResponse:
    if answer is Answer.NO:
        abort(403)
    if is_program or wants_json():
        abort(401)
    if answer is Answer.CHOOSE:
        return redirect(url_for("organisation.choose"), 303)
    back = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else "/"
    return redirect(url_for("log_in.form", next=back if back != "/" else None), 303)


def _somebody(asked: Request) -> Viewer | None:
    """Return who comes with the cookie."""
    token = asked.cookies.get(cookie_name(), "")
    if not token:
        return None
    store, at = service().store, now()
    with store.reading() as connection:
        g.seen = sign_ins.read(connection, token, service().lasting, at)
    if g.seen is None:
        return None
    if g.seen.is_stale:
        with store.session(write=True) as session:
            sign_ins.touch(session, g.seen.sign_in_id, at)
    return cast("Viewer | None", g.seen.viewer)


def _program(asked: Request) -> Viewer | None:
    """Return the program that comes with a key of the API."""
    said = asked.headers.get("Authorization", "")
    if not said.startswith(_BEARER):
        return None
    return api_tokens.read(service().store, said.removeprefix(_BEARER).strip(), now())


def _things(viewer: Viewer) -> list[Thing]:
    """Look up what the path names. What is not of the viewer's organisation is not there."""
    named = {name: value for name, value in (request.view_args or {}).items() if name.endswith(SUFFIX)}
    if not named:
        return []
    with service().store.session(viewer.organisation_id) as session:
        found = [finders()[name](session, value, viewer) for name, value in named.items()]
    if None in found:
        abort(404)
    return [thing for thing in found if thing is not None]
