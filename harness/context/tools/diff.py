"""The tool `diff`: what two tables do not share."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from harness.context.tables.arguments import Pairs, choice, column_pairs, known_only, table
from harness.context.tables.cells import Key, is_blank, key_of
from harness.context.tables.columns import bounded, columns_of, even, new_names
from harness.plan.tools import Rows, ToolMistake, Workspace
from tasks_bank.deliverable import Row

_COLUMNS: dict[str, Any] = {"type": "array", "items": {"type": ["string", "array"], "items": {"type": "string"}}}
PARAMETERS: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "left": {"type": "string", "description": "the name of the first table"},
        "right": {"type": "string", "description": "the name of the second table"},
        "on": _COLUMNS
        | {"description": "columns that say which rows belong together: a name, or [left column, right column]"},
        "compare": _COLUMNS | {"description": "columns in which rows that belong together should agree"},
        "keep": {
            "type": "string",
            "enum": ["all", "left", "right"],
            "description": "left or right: only that table's left-over rows, as they are; all: every difference",
        },
    },
    "required": ["left", "right", "on"],
    "additionalProperties": False,
}


@dataclass(slots=True)
class Diff:
    """Finds rows without a partner, and partners that disagree.

    Each row has at most one partner, so that the second of two equal rows against one is left over.
    """

    name: str = "diff"
    about: str = "Return the rows of two tables that have no partner, or whose partner differs, with the difference."
    parameters: Mapping[str, Any] = field(default_factory=lambda: PARAMETERS)

    def use(self, workspace: Workspace, arguments: Mapping[str, Any]) -> Rows:
        """Return differences with a column ``difference``, or one table's left-over rows. Raises ToolMistake."""
        known_only(self.name, arguments, self.parameters)
        left, right = table(workspace, arguments, "left"), table(workspace, arguments, "right")
        on = column_pairs(arguments, "on", left, right)
        if not on:
            raise ToolMistake("'on' is empty; name at least one column, such as [\"document\"]")
        compare = column_pairs(arguments, "compare", left, right)
        keep = choice(arguments, "keep", ("all", "left", "right"))
        paired, only_left, only_right = _pair_up(left[1], right[1], on, compare)
        advice = "look up fewer rows first"
        if keep != "all":
            return bounded(only_left if keep == "left" else only_right, advice)
        names = new_names([*columns_of(left[1]), "difference"], columns_of(right[1]), right[0])
        rows = [
            {"difference": "different " + ", ".join(unlike)}
            | first
            | {names[old]: text for old, text in second.items()}
            for first, second in paired
            if (unlike := _unlike(first, second, compare))
        ]
        rows += [{"difference": f"only in {left[0]}"} | row for row in only_left]
        rows += [
            {"difference": f"only in {right[0]}"} | {names[old]: text for old, text in row.items()}
            for row in only_right
        ]
        return bounded(even(rows), advice)


def create() -> Diff:
    """Make the tool."""
    return Diff()


def _pair_up(left: Rows, right: Rows, on: Pairs, compare: Pairs) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Return partners, left-over left rows and left-over right rows; rows that agree find each other first."""
    partner: dict[int, int] = {}
    for agreed in (compare, []):
        taken = set(partner.values())
        waiting: dict[tuple[Key, ...], deque[int]] = defaultdict(deque)
        for number, row in enumerate(right):
            if number not in taken:
                waiting[_key(row, [name for _, name in on], [name for _, name in agreed])].append(number)
        for number, row in enumerate(left):
            key = _key(row, [name for name, _ in on], [name for name, _ in agreed])
            if key and number not in partner and waiting.get(key):
                partner[number] = waiting[key].popleft()
    taken = set(partner.values())
    return (
        [(left[first], right[second]) for first, second in sorted(partner.items())],
        [row for number, row in enumerate(left) if number not in partner],
        [row for number, row in enumerate(right) if number not in taken],
    )


def _key(row: Row, on: Sequence[str], agreed: Sequence[str]) -> tuple[Key, ...]:
    """Return what a row is paired by; empty when a cell of `on` is blank, since a blank cell equals nothing."""
    if any(is_blank(row.get(column, "")) for column in on):
        return ()
    return tuple(key_of(row.get(column, "")) for column in (*on, *agreed))


def _unlike(first: Row, second: Row, compare: Pairs) -> list[str]:
    """Return the compared columns in which two rows disagree."""
    return [left for left, right in compare if key_of(first.get(left, "")) != key_of(second.get(right, ""))]
