"""Reads what is to be taken in, a table or a folder of item files, with every fault and where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessor.bank.item import Item
from assessor.bank.reading import BrokenItem, read_loose_item
from assessor.curating.checking.forms import form_faults
from assessor.curating.exchange.rows import BadRow, item_of
from assessor.errors import AssessorError
from assessor.sheets import MOST_ROWS, Sheet, read_sheet


@dataclass(frozen=True, slots=True)
class Offered:
    """What a source holds."""

    items: tuple[tuple[str, Item], ...]
    """With each item where it stands: ``row 3``, or the file."""
    faults: tuple[str, ...]
    """One sentence each, with its row or file."""
    encoding: str


Read = tuple[str, Item | str]
"""Where something stands, and the item, or what is wrong with it."""


def sheet_of(path: Path) -> Sheet | None:
    """Return the table of a file; None for a folder, whose files are read one by one. Raises BadTable."""
    return None if path.is_dir() else read_sheet(path)


def from_sheet(sheet: Sheet) -> Iterator[Read]:
    """Yield each row by its number."""
    for number, cells in sheet.rows:
        try:
            yield f"row {number}", item_of(dict(zip(sheet.columns, cells, strict=True)))
        except BadRow as bad:
            yield f"row {number}", str(bad)


def from_folder(folder: Path) -> Iterator[Read]:
    """Yield each item file anywhere below a folder. Raises AssessorError for none, and for too many."""
    files = sorted(folder.rglob("*.toml"))
    if not files:
        raise AssessorError(f"{folder} holds no item file (ID.toml)")
    if len(files) > MOST_ROWS:
        raise AssessorError(f"{folder} holds {len(files):,} files; {MOST_ROWS:,} are read, so divide it")
    for path in files:
        where = str(path.relative_to(folder))
        try:
            yield where, read_loose_item(path)
        except BrokenItem as broken:
            yield where, str(broken)


def collected(reads: Iterable[Read], encoding: str = "utf-8") -> Offered:
    """Put together what was read: items that can be dealt, each once, and every fault."""
    items: list[tuple[str, Item]] = []
    faults: list[str] = []
    first: dict[str, str] = {}
    for where, read in reads:
        wrong = [read] if isinstance(read, str) else _faults(read, where, first)
        faults += [f"{where}: {fault}" for fault in wrong]
        if not wrong and isinstance(read, Item):
            items.append((where, read))
    return Offered(tuple(items), tuple(faults), encoding)


def _faults(item: Item, where: str, first: dict[str, str]) -> Sequence[str]:
    """Return what forbids taking an item in; `first` tells where each id stood first."""
    stood = first.setdefault(item.id, where)
    twice = [f"the id {item.id} stands in {stood} already"] if stood != where else []
    return [*twice, *(fault.says for fault in form_faults(item))]
