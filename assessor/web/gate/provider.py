"""Talks to the provider of identities: OpenID Connect with PKCE, state and nonce, by Authlib (extra `oidc`)."""

import logging
from importlib.util import find_spec
from typing import Any

from flask import current_app, g
from werkzeug.wrappers import Response

from assessor.errors import MissingPiece
from assessor.people.doors.by_provider import Vouched
from assessor.people.refusals import Refused
from assessor.web.service import service

LOG = logging.getLogger("toprung.provider")
_EXTENSION = "toprung_provider"
_WAIT_S = 10


def check_there() -> None:
    """Look, when the service starts, that it could talk to a provider. Raises MissingPiece."""
    if find_spec("authlib") is None or find_spec("requests") is None:
        raise MissingPiece("logging in by a provider needs more: pip install 'toprung[oidc]'")


def begin(back: str) -> Response:
    """Lead the browser to the provider. Raises Refused where the provider cannot be reached."""
    return _asked(lambda provider: provider.authorize_redirect(back))  # type: ignore[no-any-return]


def finish() -> Vouched:
    """Return whom the provider vouches for, when the browser comes back from it. Raises Refused."""
    claims = _asked(lambda provider: provider.authorize_access_token()).get("userinfo") or {}
    if not claims.get("iss") or not claims.get("sub"):
        raise Refused("The provider did not say who you are.")
    return Vouched(
        subject=f"{claims['iss']} {claims['sub']}",
        email=str(claims.get("email", "")),
        is_verified=claims.get("email_verified") is True,
    )


def _asked(what: Any) -> Any:  # noqa: ANN401 - Authlib brings no types
    """Ask the provider, and say in a sentence that it did not work."""
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 - of an extra
    from joserfc.errors import JoseError  # noqa: PLC0415 - the same
    from requests import RequestException  # noqa: PLC0415 - the same

    try:
        return what(_provider())
    except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError, RuntimeError) as error:
        LOG.warning("%s the provider: %s", g.get("request_id"), type(error).__name__)  # its words may hold tokens
        raise Refused(f"Logging in with {service().settings.oidc_name} did not work. Try again.") from error


def _provider() -> Any:  # noqa: ANN401 - the same
    """Return the provider's client, made when it is first asked."""
    if _EXTENSION not in current_app.extensions:
        from authlib.integrations.flask_client import OAuth  # noqa: PLC0415 - of an extra

        settings = service().settings
        current_app.extensions[_EXTENSION] = OAuth(current_app).register(
            "provider",
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=settings.oidc_discovery,
            client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "default_timeout": _WAIT_S},
        )
    return current_app.extensions[_EXTENSION]
