"""The condition of an escalation rule: ``field op literal`` joined by ``and`` and ``or``. Parsed, never run as code.

``and`` binds tighter than ``or``; there are no brackets. Operators: == != < <= > >= in. Literals: numbers, quoted
text, and for ``in`` a list of them. Example: ``reason == 'duplicate' or amount >= 50``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tasks_bank.deliverable import Column, Row

Literal = Decimal | str

_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<op>==|!=|<=|>=|<|>)"
    r"|(?P<mark>[\[\],])|(?P<word>[A-Za-z_]\w*))"
)
_FLIPS_AT_END = {"<", "<=", ">", ">="}


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
        """Say whether the row meets it; a cell that is missing or of the wrong kind meets nothing but ``!=``."""
        cell = row.get(self.field)
        if self.op == "!=":
            return cell is None or not _equal(cell, self.values[0])
        if cell is None:
            return False
        if self.op in {"==", "in"}:
            return any(_equal(cell, value) for value in self.values)
        return _ordered(cell, self.op, self.values[0])


@dataclass(frozen=True, slots=True)
class Condition:
    """A whole condition: it holds when all comparisons of any one branch hold."""

    branches: tuple[tuple[Comparison, ...], ...]

    def holds(self, row: Row) -> bool:
        """Say whether the row meets the condition."""
        return any(all(comparison.holds(row) for comparison in branch) for branch in self.branches)

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that it looks at, in order, each once."""
        return tuple(dict.fromkeys(c.field for branch in self.branches for c in branch))

    def can_fire(self, columns: Mapping[str, Column]) -> bool:
        """Say whether any row could meet it, from the columns' choices and from ranges that shut each other out."""
        return any(_possible(branch, columns) for branch in self.branches)


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
        return Decimal(value)
    if kind == "text":
        return value[1:-1]
    raise BadCondition(f"'{text}': expected a number or quoted text at '{value}'")


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell.replace(",", "").lstrip("£$€ "))
    except InvalidOperation:
        return None


def _equal(cell: str, value: Literal) -> bool:
    if isinstance(value, Decimal):
        return _number(cell) == value
    return cell.strip().casefold() == value.strip().casefold()


def _ordered(cell: str, op: str, value: Literal) -> bool:
    """Compare by size; texts compare only with texts (ISO dates order rightly), numbers with numbers."""
    left: Literal | None = _number(cell) if isinstance(value, Decimal) else cell.strip()
    if left is None or type(left) is not type(value):
        return False
    less, equal = left < value, left == value  # type: ignore[operator] # both are of one class
    return {"<": less, "<=": less or equal, ">": not less and not equal, ">=": not less}[op]


def _possible(branch: Sequence[Comparison], columns: Mapping[str, Column]) -> bool:
    """Say whether one row could meet all comparisons of a branch."""
    for field in {comparison.field for comparison in branch}:
        about = [comparison for comparison in branch if comparison.field == field]
        column = columns.get(field)
        candidates = column.choices if column and column.choices else _witnesses(about)
        if not any(all(c.holds({field: candidate}) for c in about) for candidate in candidates):
            return False
    return True


def _witnesses(about: Sequence[Comparison]) -> list[str]:
    """Return cells of which at least one meets all the comparisons, if any cell can.

    A meeting cell can be moved to a named value, just beside one, or far off all of them, without changing a truth.
    """
    found = ["", "\uffff", str(Decimal(10) ** 12), str(-(Decimal(10) ** 12))]
    for value in (value for comparison in about for value in comparison.values):
        if isinstance(value, Decimal):
            found += [str(value), str(value - Decimal("0.001")), str(value + Decimal("0.001"))]
        else:
            found += [value, value + "\u0001", value[:-1] + chr(max(ord(value[-1]) - 1, 1)) + "\uffff" if value else ""]
    return found
