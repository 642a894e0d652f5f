"""Says where in a file something stands, as ``task.toml, line 12``, for messages about an employer's files."""

import re
from collections.abc import Sequence


def at(name: str, line: int) -> str:
    """Name a line of a file."""
    return f"{name}, line {line}"


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the line of a TOML text in which a key stands, or the table nearest above it; 1 where none is found.

    The path is a key's as pydantic gives it: ``("check", 1, "marks")``. It is a search for words, not a parser: it
    only has to lead a reader's eye.
    """
    lines = text.splitlines()
    line, names = 0, []
    for part in path:
        if isinstance(part, str):
            names.append(part)
            found = _key(lines, part, line)
        else:
            found = _entry(lines, ".".join(names), part, line)
        line = line if found is None else found
    return line + 1


def _key(lines: Sequence[str], name: str, start: int) -> int | None:
    """Return the line from `start` on, within its table, that gives the key a value or begins its table."""
    key = re.compile(rf"(?:^\s*|[{{,]\s*){re.escape(name)}\s*=|^\s*\[+[\w.]*\b{re.escape(name)}\b[\w.]*\]+")
    end = next((n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith("[[")), len(lines))
    inside = start > 0
    return next((n for n in range(start, end if inside else len(lines)) if key.search(lines[n])), None)


def _entry(lines: Sequence[str], name: str, number: int, start: int) -> int | None:
    """Return the line of an array's entry: of the table ``[[name]]``, or of the inline table after `start`."""
    heads = [n for n, line in enumerate(lines) if re.match(rf"\s*\[\[{re.escape(name)}\]\]", line)]
    if heads:
        return heads[number] if number < len(heads) else None
    inline = [n for n in range(start, len(lines)) for _ in range(lines[n].count("{"))]
    return inline[number] if number < len(inline) else None
