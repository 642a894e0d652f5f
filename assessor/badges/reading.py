"""What a badge says, read back from what was signed: for its holder's page, and for anybody who checks it."""

import base64
import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from assessor.badges import keys
from assessor.badges.office import Office
from assessor.badges.signing import is_signed_by
from assessor.badges.wording import Words
from assessor.models.afterwards.badge import Badge


@dataclass(frozen=True, slots=True)
class Said:
    """A badge in words; nothing that is not in the credential."""

    words: Words
    issuer: str
    holders: tuple[tuple[str, str], ...]
    """By what it names its holder: a label, and a name or a digest."""


def payload(token: str) -> dict[str, Any]:
    """Return what a token says; whether it is to be believed is asked elsewhere."""
    part = token.split(".")[1]
    said = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    assert isinstance(said, dict), "we have signed it"
    return said


def credential_of(token: str) -> dict[str, Any]:
    """Return the credential of a token, without what only the token needs."""
    return {name: value for name, value in payload(token).items() if name not in {"iss", "jti", "nbf", "exp", "sub"}}


def said_by(token: str) -> Said:
    """Return a badge in words."""
    credential = credential_of(token)
    subject = credential["credentialSubject"]
    achievement = subject["achievement"]
    return Said(
        words=Words(
            name=credential["name"],
            about=achievement["description"],
            criteria=achievement["criteria"]["narrative"],
            rests_on=credential["evidence"][0]["narrative"],
        ),
        issuer=credential["issuer"]["name"],
        holders=tuple(_holder(one) for one in subject.get("identifier", ())),
    )


def trouble(badge: Badge, office: Office, now: dt.datetime) -> str:
    """Return in a sentence why a badge does not hold; empty where it does. Raises BadKey and MissingPiece."""
    if badge.withdrawn_at is not None:
        who = {"holder": "by who held it", "issuer": "by who issued it"}.get(badge.withdrawn_by or "", "")
        return f"It was withdrawn on {badge.withdrawn_at:%-d %B %Y}{f' {who}' if who else ''}."
    if badge.until <= now:
        return f"It ran out on {badge.until:%-d %B %Y}."
    if not is_signed_by(badge.token, [key.public for key in keys.every(office.keys)]):
        return "The key that signed it is not trusted any more."
    return ""


def _holder(identity: dict[str, Any]) -> tuple[str, str]:
    if identity["hashed"]:
        return ("Address, as a digest", f"{identity['identityHash']}, salt {identity['salt']}")
    return ("Name", identity["identityHash"])
