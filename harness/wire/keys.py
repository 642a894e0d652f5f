"""Where a service's key is kept: the environment, else a settings file of the user's, outside any repository.

The file is ``$TOPRUNG_KEYS``, or ``toprung/keys.toml`` in the user's folder of settings (``~/.config``):

    ANTHROPIC_API_KEY = "..."

It may be readable by its owner only. Nothing of it is ever shown.
"""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.errors import MissingPiece

FILE_VARIABLE = "TOPRUNG_KEYS"

_SHOWN_AS = "[key]"
_SHORTEST_SECRET = 8
"""A shorter key (`x`, `none`) only fills a field that a server does not read; taken out, it would mutilate texts."""
_READ_BY_OTHERS = 0o077


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A key that does not show itself; empty where there is none."""

    value: str = ""

    def __repr__(self) -> str:
        return "Key(hidden)" if self.value else "Key(none)"

    def __bool__(self) -> bool:
        return bool(self.value)

    def clean(self, text: str) -> str:
        """Return a text without the key: services and gateways repeat it in what they say."""
        return text.replace(self.value, _SHOWN_AS) if len(self.value) >= _SHORTEST_SECRET else text


def find_key(variable: str, *, asked_for: bool) -> Key:
    """Return the key of a name. Raises MissingPiece for a file that cannot be used, and without a key `asked_for`."""
    if value := os.environ.get(variable, "").strip():
        return Key(value)
    path = _path()
    value = _in_file(path, variable)
    if asked_for and not value:
        raise MissingPiece(
            f'there is no key {variable}: set that environment variable, or write {variable} = "..." into {path}'
        )
    return Key(value)


def _path() -> Path:
    if named := os.environ.get(FILE_VARIABLE):
        path = Path(named).expanduser()
        if not path.is_file():
            raise MissingPiece(f"{FILE_VARIABLE} is '{named}', which is no file; make it, or unset {FILE_VARIABLE}")
        return path
    settings = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(settings).expanduser() / "toprung" / "keys.toml"


def _in_file(path: Path, variable: str) -> str:
    """Return a key from the file, empty where it has none. What is wrong with the file is said without its content."""
    wrong = f"the keys in {path} cannot be read"
    try:
        with path.open("rb") as file:
            if os.name != "nt" and os.fstat(file.fileno()).st_mode & _READ_BY_OTHERS:
                raise MissingPiece(f"{path} holds keys and is open to other users of this machine; chmod 600 {path}")
            keys: dict[str, Any] = tomllib.load(file)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise MissingPiece(f"{wrong}: {error.strerror}; make it a file that you may read") from None
    except ValueError:
        raise MissingPiece(f'{wrong}: it is no TOML; each line reads NAME = "key"') from None
    value = keys.get(variable, "")
    if not isinstance(value, str):
        raise MissingPiece(f'{wrong}: {variable} is no text; write {variable} = "key"')
    return value.strip()
