"""The keys that sign badges: files in one folder of the installation, never in the store. The newest signs.

A private key lies as NAME.pem and is for its owner alone (0600). Retired, only its public half stays, as NAME.pub.pem,
so that badges signed with it can still be checked. Without that too, they can be checked no more.
"""

import datetime as dt
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessor.badges.office import Office, office_of
from assessor.badges.signing import new_pair, public_half
from assessor.errors import AssessorError, CannotWrite, MissingPiece
from assessor.settings import Settings

_PRIVATE, _PUBLIC = ".pem", ".pub.pem"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class BadKey(AssessorError):
    """A key is not there, or lies where others can read it."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the folder."""

    name: str
    """When it was made: names sort by age."""
    private: Path | None
    """The file of its private half; none once it is retired."""
    public: bytes
    """Its public half, as PEM."""


def make(folder: Path, now: dt.datetime) -> str:
    """Make a key, which signs from now on, and return its name. Raises BadKey and CannotWrite."""
    name = f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    path = folder / f"{name}{_PRIVATE}"
    private, _ = new_pair()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(private)
    except FileExistsError:
        raise BadKey(f"{path} is there already; try again in a second") from None
    except OSError as error:
        raise CannotWrite(path, error) from error
    return name


def retire(folder: Path, name: str, *, distrust: bool = False) -> None:
    """Remove the private half of a key, and to distrust it the public half too. Raises BadKey and CannotWrite."""
    key = next((one for one in every(folder) if one.name == name), None)
    if key is None:
        raise BadKey(f"there is no key {name} in {folder}")
    public = folder / f"{name}{_PUBLIC}"
    try:
        if distrust:
            public.unlink(missing_ok=True)
        else:
            public.write_bytes(key.public)
        if key.private:
            key.private.unlink()
    except OSError as error:
        raise CannotWrite(public, error) from error


def open_office(settings: Settings) -> Office | None:
    """Return who issues badges; None where the installation has no keys that can be used.

    Pages do not say why; `toprung badges keys` does.
    """
    office = office_of(settings)
    try:
        return office if office and every(office.keys) else None
    except (BadKey, MissingPiece):
        return None


def every(folder: Path) -> list[Key]:
    """Return the keys of a folder, the oldest first. Raises BadKey."""
    return sorted(_read(folder), key=lambda key: key.name)


def signing(folder: Path) -> bytes:
    """Return the private key that signs, as PEM: the newest. Raises BadKey."""
    private = [key.private for key in every(folder) if key.private]
    if not private:
        raise BadKey(f"there is no key in {folder} that signs badges; `toprung badges new-key` makes one")
    return private[-1].read_bytes()


def _read(folder: Path) -> Iterator[Key]:
    if not folder.is_dir():
        return
    try:
        for path in folder.glob(f"*{_PUBLIC}"):
            yield Key(path.name.removesuffix(_PUBLIC), None, path.read_bytes())
        for path in folder.glob(f"*{_PRIVATE}"):
            if path.name.endswith(_PUBLIC):
                continue
            if path.stat().st_mode & _OTHERS:
                raise BadKey(f"{path} can be read by others; chmod 600 it, or retire it if somebody may have read it")
            yield Key(path.name.removesuffix(_PRIVATE), path, public_half(path.read_bytes()))
    except OSError as error:
        raise BadKey(f"the keys in {folder} cannot be read: {error.strerror or error}") from error
