"""Which anonymous sittings this browser holds: nothing in the store leads from a person to hers, so her browser does.

The cookie is signed and tells ids alone. It outlives a log-out, and is of no use to anybody else's account but on the
same browser; whoever loses it cannot go on, and the front door says so.
"""

from typing import cast

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from assessor.web.service import service, viewer

_COOKIE = "toprung-anonymous"
_A_MONTH_S = 30 * 24 * 3600


def held() -> dict[str, str]:
    """Return the sittings that this browser holds for the viewer, by campaign."""
    try:
        said = _signed().loads(request.cookies.get(_name(), ""))
    except BadSignature:
        return {}
    return cast("dict[str, str]", said)


def hold(response: Response, campaign_id: str, sitting_id: str) -> None:
    """Have the browser hold one more."""
    said = _signed().dumps({**held(), campaign_id: sitting_id})
    is_https = service().settings.is_https
    response.set_cookie(_name(), said, max_age=_A_MONTH_S, httponly=True, secure=is_https, samesite="Lax", path="/")


def _name() -> str:
    return f"__Host-{_COOKIE}" if service().settings.is_https else _COOKIE


def _signed() -> URLSafeSerializer:
    """Return what signs; another person on the same browser gets another signature."""
    return URLSafeSerializer(str(current_app.secret_key), salt=f"{_COOKIE} {viewer().person_id}")
