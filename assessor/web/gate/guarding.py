"""What holds for every request and answer: the host, the size, headers that bind the browser, the request log."""

import logging
import secrets
import time

from flask import Flask, Response, abort, current_app, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from assessor.settings import Settings

LOG = logging.getLogger("toprung.requests")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_MEGABYTE = 1_000_000
_MOST_PARTS = 1000
_A_YEAR_S = 365 * 24 * 3600
_AN_HOUR_S = 3600


def init(app: Flask, settings: Settings) -> None:
    """Guard an app."""
    app.config.update(
        MAX_CONTENT_LENGTH=settings.upload_mb * _MEGABYTE,
        MAX_FORM_MEMORY_SIZE=min(settings.upload_mb, 2) * _MEGABYTE,
        MAX_FORM_PARTS=_MOST_PARTS,
        SEND_FILE_MAX_AGE_DEFAULT=_AN_HOUR_S,
        PREFERRED_URL_SCHEME="https" if settings.is_https else "http",
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0)  # type: ignore[method-assign]
    inner, scheme = app.wsgi_app, app.config["PREFERRED_URL_SCHEME"]

    def with_our_scheme(environ, start_response):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - WSGI's own
        environ["wsgi.url_scheme"] = scheme  # what the address says, whatever a header claims
        return inner(environ, start_response)

    app.wsgi_app = with_our_scheme  # type: ignore[method-assign]
    hosts = settings.hosts
    app.before_request(lambda: _begin(hosts))
    app.after_request(_bind)
    app.after_request(_log)


def _begin(hosts: frozenset[str]) -> None:
    g.request_id = secrets.token_hex(6)
    g.began = time.monotonic()
    if request.environ.get("HTTP_HOST", "").lower() not in hosts:
        abort(400, "This service does not answer for the host that was asked for.")


def _bind(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["PREFERRED_URL_SCHEME"] == "https":
        response.headers["Strict-Transport-Security"] = f"max-age={_A_YEAR_S}"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _log(response: Response) -> Response:
    """Write one line: the route and not the path, since links in paths are secrets; no query, no form, no address."""
    viewer = g.get("viewer")
    LOG.info(
        "%s %s %s %s %.0f ms by %s",
        g.request_id,
        request.method,
        request.url_rule or "(no such path)",
        response.status_code,
        (time.monotonic() - g.began) * 1000,
        (viewer.person_id or viewer.token_id or viewer.account_id) if viewer else "nobody",
    )
    return response
