"""Writes an item as the file that it is read from, so that reading gives the same item back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessor.bank.item import Item

_DELETE = "\x7f"
"""The one character that JSON lets stand and TOML does not."""


def as_toml(item: Item) -> str:
    """Return the text of an item's file; what is at its default is left out."""
    said = item.model_dump(exclude_defaults=True)
    simple = {key: value for key, value in said.items() if not _is_table(value)}
    lines = [_line(key, value) for key, value in simple.items()]
    for key, value in said.items():
        if key not in simple:
            lines += _table(key, value)
    return "\n".join(lines) + "\n"


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and bool(value) and isinstance(value[0], Mapping))


def _table(key: str, value: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Iterator[str]:
    head, tables = (f"\n[{key}]", [value]) if isinstance(value, Mapping) else (f"\n[[{key}]]", value)
    for table in tables:
        yield head
        yield from (_line(name, held) for name, held in table.items())


def _line(key: str, value: object) -> str:
    name = key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else _text(key)
    return f"{name} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)  # numbers and dates are written in TOML as Python writes them


def _text(text: str) -> str:
    """Return a basic string: TOML escapes as JSON does, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")
