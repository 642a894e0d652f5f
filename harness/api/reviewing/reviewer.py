"""Who reviews: a person by a pseudonym that tells nothing, or a program by its name.

A pseudonym is a digest of what the person gives as ``--as`` and of a secret that was drawn once and is kept on this
machine alone, in ``toprung/reviewers.secret`` in the user's folder of settings: ``$TOPRUNG_HOME`` may be shared, and so
may the ledger. Without ``--as`` it is a digest of the secret alone. The login name is never looked at, and the ledger
never holds the secret: whoever has the ledger and a list of names cannot tell who reviewed.
"""

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from harness.errors import BadPlan, CannotWrite

_FILE = "reviewers.secret"
_BYTES = 32
_DIGITS = 12
_PROGRAM = "program:"
_PROGRAMS_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,59}")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, as the ledger has it (the field: annotator)."""

    name: str
    """A pseudonym, or a program's own name."""
    kind: Literal["person", "program"]


def reviewer_named(said: str) -> Reviewer:
    """Return the reviewer for what stands after ``--as``. Raises BadPlan, CannotWrite."""
    if said.startswith(_PROGRAM):
        name = said.removeprefix(_PROGRAM)
        if not _PROGRAMS_NAME.fullmatch(name):
            raise BadPlan(f"'{said}' names no program; write program:NAME with letters, digits and . _ / -")
        return Reviewer(name, "program")
    if len(said) > _LONGEST_NAME:
        raise BadPlan(f"--as has {len(said)} characters; {_LONGEST_NAME} are enough to tell people apart")
    digest = hmac.new(_secret(), said.strip().casefold().encode(), hashlib.sha256).hexdigest()
    return Reviewer(f"person-{digest[:_DIGITS]}", "person")


def _secret() -> bytes:
    """Return this installation's secret; it is drawn when it is first asked for."""
    path = _folder() / _FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _read(path)
        with os.fdopen(place, "wb") as file:
            drawn = secrets.token_bytes(_BYTES)
            file.write(drawn)
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotWrite(f"cannot keep the secret for pseudonyms in {path}: {error.strerror}") from error
    return drawn


def _read(path: Path) -> bytes:
    found = path.read_bytes()
    if len(found) != _BYTES:
        raise CannotWrite(f"{path} is not a secret of {_BYTES} bytes; delete it, and a new one is drawn")
    return found


def _folder() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "toprung"
