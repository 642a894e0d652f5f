"""Tells which deliverable a table is, by what stands above it and by its columns.

A table is known by its heading, file name, sheet name or JSON key first, provided that its key columns are there;
else by the most columns in common. A table without a header row needs a heading that names it, the right number of
cells, and a first row that can be read.
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from tasks_bank.deliverable import Column, ColumnType, Deliverable
from tasks_bank.reading.labels import bare_label, clean, label, words
from tasks_bank.reading.values import amount, clock, code, day, says_none

Cells = Sequence[str | None]
"""The cells of one line; None where the line has no such cell at all."""
_T = TypeVar("_T")
_Rank = tuple[bool, int, int, float]
"""Candidates in order: named by a heading, columns in common, whose key stands further left, share of its columns."""
_Key = TypeVar("_Key", bound=Hashable)

_LONGEST_HEADER = 60
_LONGEST_HINT = 200
_MOST_COLUMNS = 60
_MOST_REMEMBERED = 200
_MOST_KEY_WORDS = 3

_READS: Mapping[ColumnType, Callable[[str], bool]] = {
    "amount": lambda text: amount(text) is not None,
    "date": lambda text: day(text) is not None,
    "time": lambda text: clock(text) is not None,
    "integer": lambda text: text.isdecimal(),
    "ids": lambda text: says_none(text) or any(character.isdigit() for character in text),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A table that was recognised."""

    names: tuple[str, ...]
    """The deliverable; several when it fits them equally well."""
    columns: tuple[str | None, ...]
    """For each cell of a line, the column that it is; None for a column that was not asked for."""


@dataclass(frozen=True, slots=True)
class _Known:
    deliverable: Deliverable
    words: tuple[str, ...]
    labels: Mapping[str, str]
    """Label of a column or of an alias, to the column's name."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What the deliverables of a brief are recognised by; the same for all its answers."""

    everything: tuple[_Known, ...]
    tables: tuple[_Known, ...]
    names: re.Pattern[str]
    headings: re.Pattern[str]


@lru_cache(maxsize=64)
def _words_of(deliverables: tuple[Deliverable, ...]) -> _Words:
    everything = tuple(_Known(each, words(each.name), _labels(each.columns)) for each in deliverables)
    tables = tuple(known for known in everything if known.deliverable.has_rows)
    names = _starts([known.deliverable.name for known in everything])
    return _Words(everything, tables, names, _starts([text for each in tables for text in _telling(each.deliverable)]))


class Recogniser:
    """Knows the deliverables of one brief."""

    def __init__(self, deliverables: Sequence[Deliverable]) -> None:
        found = _words_of(tuple(deliverables))
        self._all, self._tables = found.everything, found.tables
        self.tables = {known.deliverable.name: known.deliverable for known in self._tables}
        """The deliverables that are tables, by name."""
        self._names, self._headings = found.names, found.headings
        self._hinted: dict[str, Deliverable | None] = {}
        self._headers: dict[tuple[Cells, Sequence[str]], Match | None] = {}

    def may_head(self, line: str) -> bool:
        """Tell quickly whether a line could hold the headings of a table."""
        return self._headings.search(line) is not None

    def named(self, hints: Sequence[str]) -> Deliverable | None:
        """Return the deliverable that the first telling hint names; a hint that names two tells nothing."""
        return next((named for hint in hints if (named := self._named(hint[:_LONGEST_HINT])) is not None), None)

    def _named(self, hint: str) -> Deliverable | None:
        if not self._names.search(hint):
            return None
        if hint not in self._hinted:
            said = words(hint)
            found = [known for known in self._all if _holds(said, known.words)]
            longest = [k.deliverable for k in found if not any(_is_part(k.words, other.words) for other in found)]
            _remember(self._hinted, hint, longest[0] if len(longest) == 1 else None)
        return self._hinted[hint]

    def header(self, cells: Cells, hints: Sequence[str]) -> Match | None:
        """Return what a table with these headings is; None when the cells are no headings of ours."""
        if len(cells) > _MOST_COLUMNS:
            return None
        asked = (tuple(cells), tuple(hints))
        if asked not in self._headers:
            _remember(self._headers, asked, self._header(*asked))
        return self._headers[asked]

    def _header(self, cells: Cells, hints: Sequence[str]) -> Match | None:
        labels = [_cell_labels(cell) for cell in cells]
        hinted = self.named(hints)
        fits = []
        for known in self._tables:
            columns = _columns(known, labels)
            rank = _rank(known.deliverable, columns, is_hinted=hinted is known.deliverable)
            if rank is not None:
                fits.append((rank, known.deliverable.name, columns))
        if not fits:
            return None
        best = max(rank for rank, _, _ in fits)
        names = tuple(name for rank, name, _ in fits if rank == best)
        return Match(names, next(columns for rank, _, columns in fits if rank == best))

    def headless(self, cells: Cells, hints: Sequence[str]) -> Match | None:
        """Return what a table is whose first row is already content."""
        known = self.named(hints)
        if known is None or not known.has_rows or not 1 < len(cells) == len(known.columns):
            return None
        if all(
            _can_be(column, clean(cell or ""), known.key) for column, cell in zip(known.columns, cells, strict=True)
        ):
            return Match((known.name,), known.column_names)
        return None


def _remember(memory: dict[_Key, _T], key: _Key, value: _T) -> None:
    """Keep an answer to a question that is asked for every line; the memory stays small."""
    if len(memory) >= _MOST_REMEMBERED:
        memory.clear()
    memory[key] = value


def _telling(deliverable: Deliverable) -> list[str]:
    """Return the headings of which one must be there: those of its key, or of any column where it has no key."""
    telling = [each for each in deliverable.columns if each.name in deliverable.key] or deliverable.columns
    return [text for column in telling for text in (column.name, *column.aliases)]


def _starts(texts: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds the first letters of any of the texts' first words."""
    first = sorted({text_words[0][:3] for text in texts if (text_words := words(text))})
    return re.compile("|".join(map(re.escape, first)) or r"(?!)", re.IGNORECASE)


def _labels(columns: Sequence[Column]) -> dict[str, str]:
    aliases = {label(alias): column.name for column in columns for alias in column.aliases}
    return aliases | {label(column.name): column.name for column in columns}


def _cell_labels(cell: str | None) -> tuple[str, str]:
    text = clean(cell or "")
    return (label(text), bare_label(text)) if len(text) <= _LONGEST_HEADER else ("", "")


def _columns(known: _Known, labels: Sequence[tuple[str, str]]) -> tuple[str | None, ...]:
    """Map headings to columns: exact labels first, then labels without their unit; no column twice."""
    found: list[str | None] = [None] * len(labels)
    for kind in (0, 1):
        for place, pair in enumerate(labels):
            name = known.labels.get(pair[kind])
            if name is not None and found[place] is None and name not in found:
                found[place] = name
    return tuple(found)


def _rank(deliverable: Deliverable, columns: Sequence[str | None], *, is_hinted: bool) -> _Rank | None:
    """Say how well columns fit; None when they do not: the key is there, and two columns, or one below its name."""
    count = sum(column is not None for column in columns)
    is_enough = count >= min(2, len(deliverable.columns))
    if not set(deliverable.key) <= set(columns) or not (is_enough or (is_hinted and count)):
        return None
    leftmost = min((columns.index(key) for key in deliverable.key), default=len(columns))
    return is_hinted and is_enough, count, -leftmost, count / len(deliverable.columns)


def _can_be(column: Column, text: str, key: Sequence[str]) -> bool:
    if column.choices:
        return code(text) in {code(choice) for choice in column.choices}
    if column.type in _READS:
        return _READS[column.type](text)
    return column.name not in key or 0 < len(text.split()) <= _MOST_KEY_WORDS


def _holds(said: Sequence[_T], wanted: Sequence[_T]) -> bool:
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))


def _is_part(short: Sequence[_T], long: Sequence[_T]) -> bool:
    return len(short) < len(long) and _holds(long, short)
