"""Answers to a case of a task that is data only, with the marks that they must get: made from the expected rows."""

from collections.abc import Callable, Sequence

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Column, Row
from tasks_bank.exemplar import Exemplar
from tasks_bank.reading.answer import read_answer
from tasks_bank.specimens import FLATTERY, Tables, copied, usual, written

_OTHER = "9999"
_Change = Callable[[Column, str], str]


def exemplars(case: Case) -> Sequence[Exemplar]:
    """Return one answer of each kind that every task brings."""
    half = {name: rows[: (len(rows) + 1) // 2] for name, rows in case.truth.tables.items()}
    is_read = read_answer(copied(case), case.brief.deliverables).is_readable
    flattery = dict.fromkeys(case.truth.texts, FLATTERY)
    return usual(
        case,
        partial=written(case, half),
        partial_marks=(0, 1),
        wrong=written(case, _changed(case, _wrong)),
        wrong_most=0.05,
        stuffed=written(case, _changed(case, _every_word), flattery),
        flattering=written(case, _changed(case, lambda _column, _cell: FLATTERY), flattery),
        copied_is="marked" if is_read else "unreadable",
    )


def careless(case: Case) -> Answer:
    """Write what somebody hands in who does all the work and asks nobody."""
    tables = {name: rows for name, rows in case.truth.tables.items() if name != "escalations"}
    return written(case, tables, case.truth.texts)


def _changed(case: Case, change: _Change) -> Tables:
    """Change every cell of every expected row."""
    columns = {each.name: each.columns for each in case.brief.deliverables}
    return {
        name: [_row(columns[name], row, change) for row in rows] or [_row(columns[name], {}, change)]
        for name, rows in case.truth.tables.items()
    }


def _row(columns: Sequence[Column], row: Row, change: _Change) -> Row:
    return {column.name: change(column, row.get(column.name, "")) for column in columns}


def _wrong(column: Column, cell: str) -> str:
    """Return something that the cell should not say."""
    if column.choices:
        known = column.choices.index(cell) if cell in column.choices else 0
        return column.choices[(known + 1) % len(column.choices)]
    return {"date": "1999-01-01", "time": "00:01"}.get(column.type, f"{cell}{_OTHER}")


def _every_word(column: Column, cell: str) -> str:
    """Say everything that could be said in the cell."""
    return " / ".join(column.choices) or f"{cell} / {_OTHER}"
