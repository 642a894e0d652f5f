"""A result for the terminal: as JSON with every digit, or as text with tables.

A result is a dictionary of names to numbers, words, or lists of dictionaries (a table). None and a number that is
not finite stand for "unknown": null in JSON, a dash in text.
"""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

Result = Mapping[str, Any]
_DIGITS = 4


def as_json(result: Result) -> str:
    """Write a result as JSON."""
    return json.dumps(_plain(result), indent=2, ensure_ascii=False, allow_nan=False)


def as_text(result: Result) -> str:
    """Write a result as text: single values line by line, then each table under its name."""
    single = {key: value for key, value in result.items() if not _is_table(value)}
    width = max(map(len, single), default=0)
    parts = ["\n".join(f"{key:<{width}}  {_cell(value)}" for key, value in single.items())] if single else []
    parts += [f"{key}\n{_table(value)}" for key, value in result.items() if _is_table(value)]
    return "\n\n".join(parts)


def _is_table(value: object) -> bool:
    return isinstance(value, Sequence) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _table(rows: Sequence[Result]) -> str:
    head = list(dict.fromkeys(key for row in rows for key in row))
    cells = [head, *([_cell(row.get(key, "")) for key in head] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    right = [not any(isinstance(row.get(key), str) for row in rows) for key in head]
    lines = (
        "  ".join(
            cell.rjust(width) if is_right else cell.ljust(width)
            for cell, width, is_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in cells
    )
    return "\n".join(lines)


def _cell(value: object) -> str:
    value = _plain(value)
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.{_DIGITS}f}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_cell(one)}" for key, one in value.items())
    if isinstance(value, list):
        return " ".join(map(_cell, value)) or "none"
    return str(value)


def _plain(value: object) -> object:
    """Return Python's own types: NumPy's become them, what is not finite becomes None."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
