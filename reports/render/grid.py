"""A table as aligned text: cells are broken between words, and a table that is too wide is set in several bands."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports import words
from reports.data import Cell, Row, Table

GAP = 2
LONGEST_WORD = 30
"""A longer word is broken."""
_UNBROKEN = (24, 17, 9)
"""Columns of so few letters stay unbroken where others can bear it: a number with its interval, a day, *not known*."""
_FEW_LINES = 3
"""Others may always take so many lines for it, else twice as many as without."""
_HEAD_LINES = 3
"""Over so many lines a head goes at most, where there is room."""
_RAGGED = 3
"""Letters that stay free at the end of a line, since it is broken between words."""
_LINE = "_" * 16
"""What is written on, in text."""
_ROOM = "__ " * 12
"""What a column that is written in wants, and may be made narrower."""


@dataclass(frozen=True, slots=True)
class Band:
    """Some columns of a table that fit beside one another."""

    places: tuple[int, ...]
    widths: tuple[int, ...]
    """Of each column, in letters."""


def bands(table: Table, width: int, say: Callable[[str], str] = words.visible) -> list[Band]:
    """Share the columns of a table out over bands that fit a width; each further band repeats the first column.

    ``say`` is what becomes of a text when it is set, which may be longer.
    """
    texts = _all_texts(_ruled(table, _ROOM) if table.by_hand else table, say)
    found = []
    for places in _bands(_least(texts), width):
        widths = _widths([[line[place] for place in places] for line in texts], width)
        found.append(Band(tuple(places), tuple(widths)))
    return found


def lines(table: Table, width: int) -> Iterator[str]:
    """Align a table within a width; numbers stand to the right. Each further band repeats the first column."""
    texts = _all_texts(_ruled(table, _LINE) if table.by_hand else table, words.visible)
    for number, band in enumerate(_bands(_least(texts), width)):
        if number:
            yield ""
        yield from _band(table, [[line[place] for place in band] for line in texts], band, width)
    if not table.rows:
        yield "Nothing yet."


def _ruled(table: Table, line: str) -> Table:
    """Return a table with lines to write on where nothing is yet."""
    rows = (replace(row, cells=tuple(cell if cell.text else Cell(line) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _all_texts(table: Table, say: Callable[[str], str]) -> list[list[str]]:
    heads = [f"{column.title} ({column.unit})" if column.unit else column.title for column in table.columns]
    return [[_flat(say(text)) for text in line] for line in [heads, *map(_texts, table.rows)]]


def _least(texts: Sequence[Sequence[str]]) -> list[int]:
    """Return the least width of each column: its longest word, up to a bound."""
    return [min(max(_longest_word(line[place]) for line in texts), LONGEST_WORD) for place in range(len(texts[0]))]


def _texts(row: Row) -> list[str]:
    first, *rest = (f"{cell.text} ({cell.aside})" if cell.aside else cell.text for cell in row.cells)
    return ["  " + first if row.minor else first, *rest]


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _longest_word(text: str) -> int:
    indent = len(text) - len(text.lstrip())
    return indent + max(map(len, text.split()), default=1)


def _bands(least: Sequence[int], width: int) -> list[list[int]]:
    """Share columns out over bands so that each has room for its longest words."""
    bands = [[0]]
    for place in range(1, len(least)):
        if sum(least[other] + GAP for other in bands[-1]) + least[place] > width and len(bands[-1]) > 1:
            bands.append([0])
        bands[-1].append(place)
    return bands


def _band(table: Table, texts: list[list[str]], band: list[int], width: int) -> Iterator[str]:
    to_the_right = [bool(table.columns[place].unit) for place in band]
    widths = _widths(texts, width)
    for number, line in enumerate(texts):
        cells = [_broken(text, wide) for text, wide in zip(line, widths, strict=True)]
        for place in range(max(map(len, cells))):
            parts = [cell[place] if place < len(cell) else "" for cell in cells]
            yield (" " * GAP).join(
                f"{part:>{wide}}" if right else f"{part:<{wide}}"
                for part, wide, right in zip(parts, widths, to_the_right, strict=True)
            )
        if number == 0:
            yield (" " * GAP).join("-" * wide for wide in widths)


def _widths(texts: list[list[str]], width: int) -> list[int]:
    """Give each column what its longest cell needs; where that is too much, break the long ones into even lines."""
    heads, *body = texts
    least = [max(min(_longest_word(line[place]), LONGEST_WORD) for line in texts) for place in range(len(heads))]
    whole = [
        max(least[place], len(head) // _HEAD_LINES, *(len(line[place]) for line in body), 0)
        for place, head in enumerate(heads)
    ]
    room = width - GAP * (len(whole) - 1)
    if sum(whole) <= room:
        return whole
    lines, shared = _shared(whole, least, room)
    for most in _UNBROKEN:
        kept = [full if full <= most else low for full, low in zip(whole, least, strict=True)]
        if sum(kept) <= room:
            then, widths = _shared(whole, kept, room)
            if then <= max(_FEW_LINES, 2 * lines):
                return _filled(whole, widths, room)
    return _filled(whole, shared, room)


def _shared(whole: list[int], least: list[int], room: int) -> tuple[int, list[int]]:
    """Return in how many lines the longest cell then stands, as few as there is room for, and the widths."""
    for lines in range(2, max(whole) + 1):
        widths = [min(full, max(low, full // lines + _RAGGED)) for full, low in zip(whole, least, strict=True)]
        if sum(widths) <= room:
            return lines, widths
    return max(whole), least


def _filled(whole: list[int], shared: list[int], room: int) -> list[int]:
    """Give away what is left, to those columns first that need least to have no broken cell."""
    widths = list(shared)
    for place in sorted(range(len(whole)), key=lambda place: whole[place] - shared[place]):
        widths[place] += max(0, min(whole[place] - shared[place], room - sum(widths)))
    return widths


def _broken(text: str, width: int) -> list[str]:
    indent = "  " if text.startswith("  ") else ""
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [""]
