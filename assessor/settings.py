"""Every setting of the service, once: its variable, its default and what it is for. No other module reads them.

What would be unsafe is refused here, before anything is opened.
"""

import dataclasses
import ipaddress
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from assessor.errors import AssessorError

_LEAST_KEY = 32
_SHOWN = {True: "yes", False: "no"}


class BadSetting(AssessorError):
    """A setting cannot be, or would be unsafe."""


def setting(variable: str, default: object, about: str, *, is_secret: bool = False) -> Any:  # noqa: ANN401 - stands where a field of any type stands
    """Return a field of `Settings` that is read from a variable of the environment."""
    return dataclasses.field(
        default=default, repr=not is_secret, metadata={"variable": variable, "about": about, "is_secret": is_secret}
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one installation runs. Each field says its own variable and what it is for."""

    database_url: str = setting(
        "DATABASE_URL", "sqlite:///toprung.db", "where everything is kept: sqlite:///FILE or postgresql://…"
    )
    address: str = setting(
        "TOPRUNG_ADDRESS",
        "http://127.0.0.1:8000",
        "the address that people type; https for all but this machine itself; requests for other hosts are refused",
    )
    secret_key: str = setting(
        "TOPRUNG_SECRET_KEY",
        "",
        "signs cookies; at least 32 characters by chance; where it is not set, a file beside the SQLite file holds it",
        is_secret=True,
    )
    proxies: int = setting(
        "TOPRUNG_PROXIES", 0, "how many proxies of yours stand in front, each of which adds to X-Forwarded-For"
    )
    idle_min: int = setting("TOPRUNG_IDLE_MIN", 30, "minutes without a request after which a sign-in ends")
    sign_in_hours: int = setting("TOPRUNG_SIGN_IN_HOURS", 12, "hours after which a sign-in ends in any case")
    invitation_days: int = setting("TOPRUNG_INVITATION_DAYS", 14, "days for which an invitation can be taken up")
    link_min: int = setting(
        "TOPRUNG_LINK_MIN", 60, "minutes for which a link to sign up or to set a new password can be used"
    )
    upload_mb: int = setting("TOPRUNG_UPLOAD_MB", 16, "the largest request that is taken, in megabytes")
    argon2_memory_kib: int = setting(
        "TOPRUNG_HASHING_MEMORY_KIB", 19_456, "memory that checking one password takes, in KiB"
    )
    argon2_passes: int = setting("TOPRUNG_HASHING_PASSES", 2, "passes over that memory")
    oidc_discovery: str = setting(
        "TOPRUNG_OIDC_DISCOVERY", "", "the discovery address of an OpenID Connect provider, to log in by it"
    )
    oidc_client_id: str = setting("TOPRUNG_OIDC_CLIENT_ID", "", "what that provider calls this service")
    oidc_client_secret: str = setting(
        "TOPRUNG_OIDC_CLIENT_SECRET", "", "what this service proves itself with to that provider", is_secret=True
    )
    smtp_host: str = setting(
        "TOPRUNG_SMTP_HOST", "", "the mail server; without one nothing is sent, and pages give a list to hand over"
    )
    smtp_port: int = setting("TOPRUNG_SMTP_PORT", 587, "its port")
    smtp_starttls: bool = setting(
        "TOPRUNG_SMTP_STARTTLS", default=True, about="whether mail goes by STARTTLS only: yes or no"
    )
    smtp_user: str = setting("TOPRUNG_SMTP_USER", "", "by whom this service logs in there; none: without log-in")
    smtp_password: str = setting("TOPRUNG_SMTP_PASSWORD", "", "the password for it", is_secret=True)
    smtp_from: str = setting("TOPRUNG_SMTP_FROM", "", "the address that mail is from")
    webhooks_private: bool = setting(
        "TOPRUNG_WEBHOOKS_PRIVATE",
        default=False,
        about="whether webhooks and statements may go to private networks, and by http: yes or no",
    )
    badge_keys: str = setting(
        "TOPRUNG_BADGE_KEYS", "", "the folder of the keys that sign badges; without one no badges are given"
    )
    badge_issuer: str = setting("TOPRUNG_BADGE_ISSUER", "", "who badges say that they are from; Toprung at its address")
    lrs_endpoint: str = setting(
        "TOPRUNG_LRS_ENDPOINT", "", "the xAPI endpoint of a learning record store; without one nothing is told"
    )
    lrs_key: str = setting("TOPRUNG_LRS_KEY", "", "what this service is called there")
    lrs_secret: str = setting("TOPRUNG_LRS_SECRET", "", "what it proves itself with there", is_secret=True)
    authors_of: str = setting(
        "TOPRUNG_AUTHORS_OF",
        "",
        "the organisation, by id or name, whose authors say which questions are live; needed where there are several",
    )
    api_per_min: int = setting("TOPRUNG_API_PER_MIN", 600, "requests a minute that each key of the API may make")
    oidc_name: str = setting("TOPRUNG_OIDC_NAME", "your organisation's account", "what the button calls that provider")

    def __post_init__(self) -> None:
        """Refuse what cannot be or would be unsafe. Raises BadSetting."""
        for each in dataclasses.fields(self):
            value, least = getattr(self, each.name), int(each.default != 0)
            if isinstance(value, int) and not isinstance(value, bool) and value < least:
                raise BadSetting(f"{each.metadata['variable']} is a number from {least}, not {value}")
        if self.secret_key and len(self.secret_key) < _LEAST_KEY:
            raise BadSetting(
                f"TOPRUNG_SECRET_KEY has {len(self.secret_key)} characters; it needs {_LEAST_KEY} by chance"
            )
        self._check_address()
        if self.smtp_host and "@" not in self.smtp_from:
            raise BadSetting("TOPRUNG_SMTP_HOST needs TOPRUNG_SMTP_FROM too, the address that mail is from")
        if self.lrs_endpoint and not (self.lrs_key and self.lrs_secret):
            raise BadSetting("TOPRUNG_LRS_ENDPOINT needs TOPRUNG_LRS_KEY and TOPRUNG_LRS_SECRET too")
        if self.lrs_endpoint and not self.lrs_endpoint.startswith("https://") and not self.webhooks_private:
            raise BadSetting(
                f"TOPRUNG_LRS_ENDPOINT '{self.lrs_endpoint}' would send its secret in the clear; write https://HOST/PATH"
            )
        if self.oidc_discovery and not (self.oidc_client_id and self.oidc_client_secret):
            raise BadSetting("TOPRUNG_OIDC_DISCOVERY needs TOPRUNG_OIDC_CLIENT_ID and TOPRUNG_OIDC_CLIENT_SECRET too")

    def _check_address(self) -> None:
        try:
            parts = urlsplit(self.address)
            port = parts.port
        except ValueError:
            raise BadSetting(f"TOPRUNG_ADDRESS '{self.address}' is no address; write https://HOST") from None
        if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
            raise BadSetting(f"TOPRUNG_ADDRESS '{self.address}' is no address; write https://HOST")
        if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
            raise BadSetting(f"TOPRUNG_ADDRESS '{self.address}' has more than a host and a port; write https://HOST")
        if parts.scheme == "http" and not self.is_loopback:
            raise BadSetting(
                f"TOPRUNG_ADDRESS '{self.address}' would send passwords in the clear; "
                "put a proxy with TLS in front and write https://HOST"
            )

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the service by TLS."""
        return self.address.startswith("https:")

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine itself reaches the address."""
        host = urlsplit(self.address).hostname or ""
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def hosts(self) -> frozenset[str]:
        """The words for the host that requests may use, with the port where it is not the usual one."""
        parts = urlsplit(self.address)
        usual = {"http": 80, "https": 443}[parts.scheme]
        port = parts.port or usual
        names = {parts.hostname or ""}
        if self.is_loopback:
            names |= {"localhost", "127.0.0.1", "::1"}
        shown = {f"[{name}]" if ":" in name else name for name in names}
        return frozenset({f"{name}:{port}" for name in shown} | (shown if port == usual else set()))

    def url(self, path: str) -> str:
        """Return the whole address of a path, as it goes into mails and lists: never by what a request said."""
        return self.address.rstrip("/") + path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings from the environment. Raises BadSetting."""
        read = os.environ if environment is None else environment
        given: dict[str, Any] = {}
        for each in dataclasses.fields(cls):
            if said := read.get(each.metadata["variable"], "").strip():
                given[each.name] = _value(said, each)
        return cls(**given)


def _value(said: str, field: "dataclasses.Field[Any]") -> str | int | bool:
    variable = field.metadata["variable"]
    if isinstance(field.default, bool):
        if said not in _SHOWN.values():
            raise BadSetting(f"{variable} is yes or no, not '{said}'")
        return said == _SHOWN[True]
    if isinstance(field.default, int):
        if not said.lstrip("-").isdecimal():
            raise BadSetting(f"{variable} is a whole number, not '{said}'")
        return int(said)
    return said
