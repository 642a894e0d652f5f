"""The condition of an escalation rule: ``field op literal`` joined by ``and`` and ``or``. Parsed, never run as code.

``and`` binds tighter than ``or``; there are no brackets. Operators: == != < <= > >= in. Literals: numbers, quoted
text, and for ``in`` a list of them. Example: ``reason == 'duplicate' or amount >= 50``.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

from tasks_bank.deliverable import Column, Row
from tasks_bank.reading.values import amount

Literal = Fraction | str
_Cell = tuple[Fraction | None, str | None]
"""A cell as the number that it is, and as text without regard to case; both None where the row has no such cell."""

_MOST_TRIED = 20_000
"""Rows that are tried to find one that a condition lets pass; with more it is not said that it always fires."""
_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<op>==|!=|<=|>=|<|>)"
    r"|(?P<mark>[\[\],])|(?P<word>[A-Za-z_]\w*))"
)
_MEETS: Mapping[str, frozenset[int | None]] = {
    "==": frozenset({0}),
    "in": frozenset({0}),
    "!=": frozenset({-1, 1, None}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}
"""Which ways of lying to a literal meet an operator: below it, at it, above it, or (None) not to be compared."""


class BadCondition(ValueError):
    """A condition cannot be read; the text says where."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One ``field op literal``."""

    field: str
    op: str
    values: tuple[Literal, ...]
    """One value, or for ``in`` several."""

    def holds(self, row: Row) -> bool:
        """Say whether the row meets it; a cell that is missing or of the wrong kind meets nothing but ``!=``.

        Numbers are compared by size, texts by the alphabet without regard to case (ISO dates order rightly).
        """
        return self.meets(_read(row.get(self.field)))

    def meets(self, cell: _Cell) -> bool:
        """Say whether a cell that has been read meets it."""
        return any(_order(cell, value) in _MEETS[self.op] for value in self.values)


@dataclass(frozen=True, slots=True)
class Condition:
    """A whole condition: it holds when all comparisons of any one branch hold."""

    branches: tuple[tuple[Comparison, ...], ...]

    def holds(self, row: Row) -> bool:
        """Say whether the row meets the condition."""
        return any(all(comparison.holds(row) for comparison in branch) for branch in self.branches)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """All comparisons, in order."""
        return tuple(comparison for branch in self.branches for comparison in branch)

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that it looks at, in order, each once."""
        return tuple(dict.fromkeys(comparison.field for comparison in self.comparisons))

    def can_fire(self, columns: Mapping[str, Column]) -> bool:
        """Say whether any row could meet it that has all the columns and keeps to their choices."""
        return any(_possible(branch, columns) for branch in self.branches)

    def must_fire(self, columns: Mapping[str, Column]) -> bool:
        """Say whether every row meets it whose cells are of their columns' kind and keep to their choices."""
        cells = [_kinds(field, self.comparisons, columns) for field in self.fields]
        if math.prod(map(len, cells)) > _MOST_TRIED:
            return False
        rows = (dict(zip(self.fields, row, strict=True)) for row in product(*cells))
        return all(
            any(all(comparison.meets(row[comparison.field]) for comparison in branch) for branch in self.branches)
            for row in rows
        )


def parse_condition(text: str) -> Condition:
    """Read a condition. Raises BadCondition."""
    tokens = _tokens(text)
    branches: list[tuple[Comparison, ...]] = []
    branch: list[Comparison] = []
    while True:
        branch.append(_comparison(tokens, text))
        if not tokens:
            break
        joint = tokens.pop(0)
        if joint == ("word", "or"):
            branches.append(tuple(branch))
            branch = []
        elif joint != ("word", "and"):
            raise BadCondition(f"'{text}': expected 'and' or 'or' at '{joint[1]}'")
    return Condition((*branches, tuple(branch)))


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, position = [], 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise BadCondition(f"'{text}': cannot read from '{text[position:].strip()[:20]}'")
        tokens.append((match.lastgroup, match.group(match.lastgroup)))
        position = match.end()
    return tokens


def _comparison(tokens: list[tuple[str, str]], text: str) -> Comparison:
    shape = "field op literal, such as reason == 'duplicate'"
    if len(tokens) < 3 or tokens[0][0] != "word":  # noqa: PLR2004 - a comparison has three parts
        raise BadCondition(f"'{text}': expected {shape}")
    field, (kind, op) = tokens.pop(0)[1], tokens.pop(0)
    if (kind, op) == ("word", "in"):
        return Comparison(field, "in", _list(tokens, text))
    if kind != "op":
        raise BadCondition(f"'{text}': '{op}' is not an operator; they are == != < <= > >= in")
    return Comparison(field, op, (_literal(tokens, text),))


def _list(tokens: list[tuple[str, str]], text: str) -> tuple[Literal, ...]:
    if not tokens or tokens.pop(0) != ("mark", "["):
        raise BadCondition(f"'{text}': 'in' needs a list, such as in ['a', 'b']")
    values = [_literal(tokens, text)]
    while tokens and tokens[0] == ("mark", ","):
        tokens.pop(0)
        values.append(_literal(tokens, text))
    if not tokens or tokens.pop(0) != ("mark", "]"):
        raise BadCondition(f"'{text}': the list is not closed with ]")
    return tuple(values)


def _literal(tokens: list[tuple[str, str]], text: str) -> Literal:
    kind, value = tokens.pop(0) if tokens else ("", "the end")
    if kind == "number":
        return Fraction(value)
    if kind == "text":
        return value[1:-1]
    raise BadCondition(f"'{text}': expected a number or quoted text at '{value}'")


def _read(cell: str | None) -> _Cell:
    if cell is None:
        return None, None
    number = amount(cell)
    return None if number is None else Fraction(number), _plain(cell)


def _plain(text: str) -> str:
    return text.strip().casefold()


def _order(cell: _Cell, value: Literal) -> int | None:
    """Return -1, 0 or 1 for a cell below, at or above a literal; None where there is nothing of its kind to compare."""
    number, text = cell
    if isinstance(value, Fraction):
        return None if number is None else (number > value) - (number < value)
    plain = _plain(value)
    return None if text is None else (text > plain) - (text < plain)


def _possible(branch: Sequence[Comparison], columns: Mapping[str, Column]) -> bool:
    """Say whether one row could meet all comparisons of a branch."""
    for field in {comparison.field for comparison in branch}:
        about = [comparison for comparison in branch if comparison.field == field]
        column = columns.get(field)
        cells = [_read(choice) for choice in column.choices] if column and column.choices else _witnesses(about)
        if not any(all(comparison.meets(cell) for comparison in about) for cell in cells):
            return False
    return True


def _kinds(field: str, comparisons: Sequence[Comparison], columns: Mapping[str, Column]) -> list[_Cell]:
    """Return cells that stand for all that a column can hold: its choices, its numbers, else anything."""
    column = columns.get(field)
    if column and column.choices:
        return [_read(choice) for choice in column.choices]
    cells = _witnesses([comparison for comparison in comparisons if comparison.field == field])
    numbers = [cell for cell in cells if cell[0] is not None]
    return numbers if column and column.type in {"amount", "integer"} and numbers else cells


def _witnesses(about: Sequence[Comparison]) -> list[_Cell]:
    """Return cells of which at least one meets all the comparisons, if any cell can.

    What counts is only where a cell lies among the literals, so one cell stands for each place: at a literal, in a
    gap between two, before the first, after the last. Number and text of a cell are taken as independent, which may
    let through what no cell can meet, never the other way round.
    """
    values = [value for comparison in about for value in comparison.values]
    numbers = sorted({value for value in values if isinstance(value, Fraction)})
    texts = {_plain(value) for value in values if isinstance(value, str)}
    around: list[Fraction | None] = [None, *numbers, *((low + high) / 2 for low, high in pairwise(numbers))]
    if numbers:
        around += [numbers[0] - 1, numbers[-1] + 1]
    # No text lies between one and the same with a NUL behind it, and none before the empty one.
    return list(product(around, ["", *texts, *(text + "\0" for text in texts)]))
