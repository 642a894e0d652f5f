"""An item as a row of a table and back, without loss.

An item's simple fields are columns by their names. Each option has three: ``option_1``, ``option_1_mark`` (``yes`` for
a right one, a credit from 0 to 1 in a judgement) and ``option_1_why``. What varies in a family is JSON in one cell.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from assessor.bank.item import Item
from assessor.bank.reading import first_fault
from assessor.errors import AssessorError

_SIMPLE = (
    "id",
    "version",
    "area",
    "level",
    "kind",
    "form",
    "stem",
    "exhibit",
    "sector",
    "reading_age",
    "source",
    "status",
    "review",
)
_NUMBER = ("unit", "answer", "tolerance", "why")
_AUTHOR = ("difficulty", "confidence", "by")
_OPTION = re.compile(r"option_([1-9][0-9]?)(_mark|_why)?")
_MARKS = re.compile(r"narrative_mark_([1-9][0-9]?)")
_KEYS = re.compile(r"key|author_.*|number_(answer|tolerance|why)|option_.*_(mark|why)|narrative_mark_.*")
"""Columns that tell what is right, or how hard an item is thought to be."""
_YES = "yes"


class BadRow(AssessorError):
    """A row that is no item; one sentence says why."""


def columns_of(items: Sequence[Item], *, keys: bool) -> tuple[str, ...]:
    """Return the columns that these items need."""
    most = max((len(item.option) for item in items), default=0)
    marks = max((len(item.narrative.marks) for item in items if item.narrative), default=0)
    names = [
        *_SIMPLE,
        "crosswalk",
        "key",
        *(f"author_{name}" for name in _AUTHOR),
        *(f"number_{name}" for name in _NUMBER),
        *(f"option_{place}{part}" for place in range(1, most + 1) for part in ("", "_mark", "_why")),
        "narrative_ask",
        *(f"narrative_mark_{place}" for place in range(1, marks + 1)),
        "vary",
    ]
    return tuple(name for name in names if keys or not _KEYS.fullmatch(name))


def row_of(item: Item, columns: Sequence[str]) -> tuple[str, ...]:
    """Return an item's cells.

    Where the columns hold no keys, options stand by the alphabet: those of an order are in the right one in its file.
    """
    keyed = any(_KEYS.fullmatch(name) for name in columns)
    cells = dict(_cells(item, keyed=keyed))
    return tuple(cells.get(name, "") for name in columns)


def item_of(row: Mapping[str, str]) -> Item:
    """Return the item of a row. Raises BadRow."""
    filled = {name: cell for name, cell in row.items() if cell != ""}
    unknown = [
        name for name in filled if name not in _KNOWN and not _OPTION.fullmatch(name) and not _MARKS.fullmatch(name)
    ]
    if unknown:
        raise BadRow(f"there is no column '{unknown[0]}' in a table of items; docs/item-bank.md lists them")
    said: dict[str, Any] = {name: filled[name] for name in _SIMPLE if name in filled}
    said |= {"crosswalk": filled.get("crosswalk", "").split(), "key": filled.get("key", "")}
    said["level"] = _whole(said.get("level", ""))
    for part, names in (("author", _AUTHOR), ("number", _NUMBER)):
        held = {name: filled[f"{part}_{name}"] for name in names if f"{part}_{name}" in filled}
        if held:
            said[part] = held
    said["option"] = _options(filled)
    if ask := filled.get("narrative_ask"):
        places = sorted(int(found[1]) for name in filled if (found := _MARKS.fullmatch(name)))
        said["narrative"] = {"ask": ask, "marks": [filled[f"narrative_mark_{place}"] for place in places]}
    if "vary" in filled:
        said["vary"] = _varied(filled["vary"])
    try:
        return Item.model_validate(said)
    except ValidationError as error:
        raise BadRow(_as_column(first_fault(error))) from None


_KNOWN = frozenset(
    [
        *_SIMPLE,
        "crosswalk",
        "key",
        "narrative_ask",
        "vary",
        *(f"author_{name}" for name in _AUTHOR),
        *(f"number_{name}" for name in _NUMBER),
    ]
)


def _cells(item: Item, *, keyed: bool) -> Iterator[tuple[str, str]]:
    yield from ((name, str(getattr(item, name))) for name in _SIMPLE)
    yield from (("crosswalk", " ".join(item.crosswalk)), ("key", item.key))
    yield from ((f"author_{name}", str(getattr(item.author, name))) for name in _AUTHOR)
    if item.number:
        yield from ((f"number_{name}", str(getattr(item.number, name))) for name in _NUMBER)
    options = item.option if keyed else sorted(item.option, key=lambda option: option.text)
    for place, option in enumerate(options, start=1):
        yield f"option_{place}", option.text
        yield f"option_{place}_mark", _YES if option.correct else str(option.credit) if option.credit else ""
        yield f"option_{place}_why", option.why
    if item.narrative:
        yield "narrative_ask", item.narrative.ask
        yield from ((f"narrative_mark_{place}", mark) for place, mark in enumerate(item.narrative.marks, start=1))
    if item.vary:
        yield "vary", json.dumps(item.vary, ensure_ascii=False)


def _options(cells: Mapping[str, str]) -> list[dict[str, Any]]:
    places = sorted({int(found[1]) for name in cells if (found := _OPTION.fullmatch(name))})
    return [
        {
            "text": cells.get(f"option_{place}", ""),
            "why": cells.get(f"option_{place}_why", ""),
            **_marked(cells.get(f"option_{place}_mark", ""), place),
        }
        for place in places
    ]


def _marked(mark: str, place: int) -> dict[str, Any]:
    word = mark.strip().lower()
    if word in {"", "no"}:
        return {}
    if word == _YES:
        return {"correct": True}
    try:
        return {"credit": float(word)}
    except ValueError:
        raise BadRow(f"option_{place}_mark: '{mark}' is neither yes nor a credit from 0 to 1") from None


def _varied(cell: str) -> object:
    try:
        return json.loads(cell)
    except ValueError:
        raise BadRow('vary: it is not JSON such as {"cases": [40, 60, 80]}') from None


def _whole(cell: str) -> int | str:
    """Return a whole number; whatever else it is, the item's own check says."""
    return int(cell) if cell.strip().isdecimal() and cell.isascii() else cell


def _as_column(fault: str) -> str:
    """Say a fault by the names of columns: ``author.difficulty`` is ``author_difficulty``."""
    where, _, what = fault.partition(": ")
    parts = where.split(".")
    if parts[0] == "option" and len(parts) > 1:
        part = {"text": "", "credit": "_mark", "correct": "_mark"}.get(parts[-1], "_why")
        return f"option_{int(parts[1]) + 1}{part}: {what}"
    return f"{'_'.join(parts)}: {what}"
