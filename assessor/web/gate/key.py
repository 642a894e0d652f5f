"""The key that signs cookies and hides addresses: from the settings, or made once beside the store's file."""

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from assessor.errors import CannotWrite
from assessor.settings import BadSetting, Settings

_BYTES = 48
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def secret_key(settings: Settings) -> str:
    """Return the key. Raises BadSetting where there is no safe place for one, and CannotWrite."""
    if settings.secret_key:
        return settings.secret_key
    place = _place(settings)
    try:
        if not place.exists():
            _make(place)
        if place.stat().st_mode & _OTHERS:
            raise BadSetting(f"{place} can be read by others; chmod 600 it, or set TOPRUNG_SECRET_KEY")
        return place.read_text(encoding="ascii").strip()
    except OSError as error:
        raise CannotWrite(place, error) from error


def _place(settings: Settings) -> Path:
    try:
        url = make_url(settings.database_url)
    except ArgumentError:
        raise BadSetting("DATABASE_URL is not a URL; write sqlite:///FILE") from None
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BadSetting(
            "set TOPRUNG_SECRET_KEY to 32 or more characters by chance; a server's store has no file for it"
        )
    return Path(url.database).with_suffix(".key")


def _make(place: Path) -> None:
    """Make the file whole or not at all; of two processes that start at once, one key stays."""
    handle, name = tempfile.mkstemp(dir=place.parent)  # only its owner may open it
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(_BYTES))
        with suppress(FileExistsError):  # the other process was first
            os.link(name, place)
    finally:
        Path(name).unlink()
