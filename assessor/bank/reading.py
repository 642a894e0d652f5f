"""Reads item files. The folder listing is the bank.

Open items, whose keys anybody can read, lie in the package and in ``$TOPRUNG_HOME/items`` as ``AREA/ID.toml``; private
ones in ``$TOPRUNG_HOME/private/BANK/AREA/ID.toml``. No id is in two banks, but that an installation's own open item
takes the place of a packaged one.
"""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assessor.bank.item import Item
from assessor.errors import AssessorError

HOME = "TOPRUNG_HOME"
PACKAGED = Path(__file__).parent.parent / "items"
SHIPPED = "shipped"
"""The bank that comes with the package."""
OWN = "own"
"""The open items of an installation."""


class BrokenItem(AssessorError):
    """An item file cannot be read or contradicts itself; one sentence says which and where."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item's file lies."""

    path: Path
    bank: str
    """The bank's name."""
    private: bool
    """Whether its keys are kept from those who sit."""


@dataclass(frozen=True, slots=True)
class Banked:
    """An item with the bank that it is from."""

    item: Item
    bank: str
    private: bool


def home() -> Path | None:
    """Return the installation's own folder, where one is set."""
    named = os.environ.get(HOME)
    return Path(named) if named else None


def places() -> dict[str, Place]:
    """Return where each item lies, by the id that the file's name gives. Raises BrokenItem for an id of two banks."""
    found = {path.stem: Place(path, SHIPPED, private=False) for path in _files(PACKAGED)}
    if own := home():
        found |= {path.stem: Place(path, OWN, private=False) for path in _files(own / "items")}
        for folder in sorted(_readable(own / "private").glob("*/")):
            for path in _files(folder):
                if path.stem in found:
                    raise BrokenItem(
                        f"item {path.stem} is in the banks '{found[path.stem].bank}' and '{folder.name}'; "
                        f"give the one in {path} another id"
                    )
                found[path.stem] = Place(path, folder.name, private=True)
    return found


def read_item(path: Path) -> Item:
    """Read one item from its place in a bank. Raises BrokenItem."""
    item = read_loose_item(path)
    if (item.id, item.area) != (path.stem, path.parent.name):
        raise BrokenItem(f"item {path.stem}: it lies in {path.parent.name}/ and calls itself {item.id} of {item.area}")
    return item


def read_loose_item(path: Path) -> Item:
    """Read one item, wherever its file lies and whatever it is called. Raises BrokenItem."""
    try:
        return Item.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenItem(f"item {path.stem}: cannot be read: {error}") from error
    except ValidationError as error:
        raise BrokenItem(f"item {path.stem}, {first_fault(error)}") from error


def first_fault(error: ValidationError) -> str:
    """Return where the first thing that is wrong with an item stands, and what it is."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "as a whole"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"


def read_banked() -> Iterator[Banked]:
    """Yield every item with its bank, by id. Raises BrokenItem."""
    for _, place in sorted(places().items()):
        yield Banked(read_item(place.path), place.bank, place.private)


def read_bank() -> Iterator[Item]:
    """Yield every item, open and private, by id. Raises BrokenItem."""
    for banked in read_banked():
        yield banked.item


def _files(folder: Path) -> list[Path]:
    return sorted(_readable(folder).glob("*/*.toml"))


def _readable(folder: Path) -> Path:
    """Return the folder; one that is there and closed to us would otherwise look empty. Raises BrokenItem."""
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        raise BrokenItem(f"the items in {folder} may not be read by whoever runs this; allow it, or run as its owner")
    return folder
