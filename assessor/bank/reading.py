"""Reads item files. The folder listing is the bank: ``AREA/ID.toml`` in the package, and in ``$TOPRUNG_HOME/items``."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from assessor.bank.item import Item
from assessor.errors import AssessorError

PACKAGED = Path(__file__).parent.parent / "items"


class BrokenItem(AssessorError):
    """An item file cannot be read or contradicts itself; one sentence says which and where."""


def item_files() -> dict[str, Path]:
    """Return every item file by the id that its name gives; an installation's own wins over a packaged one."""
    places = [PACKAGED]
    if home := os.environ.get("TOPRUNG_HOME"):
        places.append(Path(home) / "items")
    return {path.stem: path for place in places for path in sorted(place.glob("*/*.toml"))}


def read_item(path: Path) -> Item:
    """Read one item. Raises BrokenItem."""
    try:
        item = Item.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenItem(f"item {path.stem}: cannot be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "as a whole"
        raise BrokenItem(f"item {path.stem}, {where}: {first['msg'].removeprefix('Value error, ')}") from error
    if (item.id, item.area) != (path.stem, path.parent.name):
        raise BrokenItem(f"item {path.stem}: it lies in {path.parent.name}/ and calls itself {item.id} of {item.area}")
    return item


def read_bank() -> Iterator[Item]:
    """Yield every item, by id. Raises BrokenItem."""
    for _, path in sorted(item_files().items()):
        yield read_item(path)
