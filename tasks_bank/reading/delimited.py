"""Splits lines of delimited text into cells: commas, semicolons, tabs, and the pipes of Markdown tables."""

import csv
import re
from collections.abc import Sequence

DELIMITERS = ("\t", "|", ";", ",")
"""In the order in which they are tried: a comma may stand inside the cells of the others."""

COLON = ":"
"""Of a list such as ``travel: 12.50``: what follows the first colon is split at commas. It never divides headings."""

_PIPE = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"[\s|:+=-]*(?:-{2,}|={2,}|\|\s*:?-+:?\s*\|)[\s|:+=-]*")


def is_ruler(line: str) -> bool:
    """Tell whether the line only draws a line, as under the header of a Markdown table."""
    return len(line) < 5000 and _RULER.fullmatch(line) is not None  # noqa: PLR2004 - a wider table is not drawn by hand


def split_line(line: str, delimiter: str) -> list[str]:
    """Split one line."""
    if delimiter == "|":
        return _split_pipes(line)
    if delimiter == COLON:
        head, _, rest = line.partition(COLON)
        return [head, *split_line(rest, ",")]
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return line.split(delimiter)


def split_lines(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Split the lines of a table; a quoted cell may run over several lines if every quote is closed."""
    if delimiter == "|":
        return [_split_pipes(line) for line in lines if not is_ruler(line)]
    if delimiter == COLON or sum(line.count('"') for line in lines) % 2:
        return [split_line(line, delimiter) for line in lines]
    try:
        return list(csv.reader([line + "\n" for line in lines], delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return [split_line(line, delimiter) for line in lines]


def _split_pipes(line: str) -> list[str]:
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip() for cell in _PIPE.split(inner)]
