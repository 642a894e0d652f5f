"""What is said when something goes wrong: a page or JSON in our words, with an id that stands in the log too."""

import logging

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from assessor.db import TenantBreach
from assessor.errors import AssessorError, StoreBusy, StoreError
from assessor.people.refusals import LinkGone, Refused, Wait
from assessor.web.entering import wants_json
from assessor.web.programs.problems import problem, wrong

LOG = logging.getLogger("toprung.mistakes")
SAID = {
    400: ("This request cannot be understood", "Go back, load the page again, and try once more."),
    401: ("Not signed in", "Log in, or send a key of the API."),
    403: (
        "This is not open to you",
        "It is there, but your role does not let you in. Ask an owner of your organisation.",
    ),
    404: ("There is nothing here", "The page does not exist, or it is not one of your organisation."),
    405: ("This cannot be done here", "The page is there, but does not take this kind of request."),
    410: ("This link cannot be used", "It was used already, taken back, or is too old. Ask for a new one."),
    413: ("This is too large", "The service does not take requests of this size. Send less, or in parts."),
    415: ("This kind of file is not taken", "Send it in the form that the page asks for."),
    429: ("Too many attempts", "Wait a while, then try again."),
    500: ("Something went wrong on our side", "What was acknowledged is kept. Try again; if it stays, tell us the id."),
    503: (
        "The service cannot reach its store",
        "What was acknowledged is kept; what you sent just now is not. Send it again in a moment.",
    ),
}
_BUSY = "Many are writing at this moment, and what you sent was not taken. Send it again in a few seconds."
_TRY_AGAIN_S = 5
_WORST = 500


def init(app: Flask) -> None:
    """Answer what goes wrong in an app in our words."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(AssessorError, _ours)
    app.register_error_handler(Exception, _unknown)


def _http(error: HTTPException) -> Response:
    code = error.code or _WORST
    if code < 400:  # noqa: PLR2004 - a redirect is no mistake
        return make_response(error.get_response())
    own_words = error.description if error.description and error.description != type(error).description else ""
    answer = say(code, own_words)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def _forged(error: CSRFError) -> Response:  # noqa: ARG001 - Flask's signature
    return say(
        400, "The form was not sent from a page of ours, or you have logged in or out since. Load the page again."
    )


def _ours(error: AssessorError) -> Response:
    if isinstance(error, Wait):
        answer = say(429, str(error))
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    if isinstance(error, LinkGone):
        return say(410, str(error))
    if isinstance(error, TenantBreach):
        return _unknown(error)  # our own mistake, which trying again does not mend
    if isinstance(error, StoreError):
        LOG.error("%s %s", g.get("request_id"), error)
        answer = say(503, _BUSY if isinstance(error, StoreBusy) else "")
        answer.headers["Retry-After"] = str(_TRY_AGAIN_S)
        return answer
    if isinstance(error, Refused) and error.field and _asks_api():
        return wrong(error.field, str(error))
    return say(409 if _asks_api() else 400, str(error))


def _unknown(error: Exception) -> Response:
    LOG.error("%s %s", g.get("request_id"), type(error).__name__, exc_info=error)
    return say(500)


def say(code: int, words: str = "") -> Response:
    """Return the page, or JSON, for a status; `words` take the place of the usual advice."""
    title, advice = SAID.get(code, SAID[400])
    if _asks_api():
        return problem(code, words or advice)
    number = g.get("request_id", "")
    if wants_json():
        return make_response(jsonify(error=title, advice=words or advice, id=number), code)
    page = render_template("mistake.html", title=title, advice=words or advice, number=number, code=code)
    return make_response(page, code)


def _asks_api() -> bool:
    return request.path.startswith("/api/")
