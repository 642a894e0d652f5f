"""Columns of a table by name, two rows side by side, and the most rows that a tool may return."""

import difflib
from collections.abc import Sequence

from harness.plan.tools import Rows, ToolMistake
from tasks_bank.deliverable import Row

MOST_ROWS = 5_000
"""A tool never returns part of a result: beyond this it says how to ask for less."""


def columns_of(rows: Rows) -> list[str]:
    """Return the columns of a table in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def find_column(table: str, rows: Rows, asked: str) -> str:
    """Return the table's own name of a column, whatever its case and spaces; an empty table has every column."""
    known = columns_of(rows)
    if asked in known or not known:
        return asked
    alike = [name for name in known if _plain(name) == _plain(asked)]
    if alike:
        return alike[0]
    near = difflib.get_close_matches(asked, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"it has {', '.join(known)}"
    raise ToolMistake(f"table '{table}' has no column '{asked[:60]}'; {hint}")


def even(rows: Sequence[Row]) -> list[Row]:
    """Give every row the same columns; what was absent is blank."""
    names = columns_of(tuple(rows))
    return [{name: row.get(name, "") for name in names} for row in rows]


def new_names(taken: Sequence[str], names: Sequence[str], prefix: str) -> dict[str, str]:
    """Name columns that are put beside others: a clash gets the prefix, and a number if that is taken too."""
    used, named = set(taken), {}
    for name in names:
        new, count = name, 1
        while new in used:
            new = f"{prefix}_{name}" + (f" {count}" if count > 1 else "")
            count += 1
        used.add(new)
        named[name] = new
    return named


def bounded(rows: Sequence[Row], advice: str) -> Rows:
    """Return the rows, or turn the request down when there are too many."""
    if len(rows) > MOST_ROWS:
        raise ToolMistake(f"the result has more than {MOST_ROWS} rows; {advice}")
    return tuple(rows)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
