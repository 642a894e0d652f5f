"""What comes out of notes: the answer of somebody able who believes all of them, and of somebody who has none."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.notes.dealing import EDITS
from tasks_bank.specimens import written


def believing(case: Case) -> Answer:
    """Write what somebody hands in who works well and takes every note for a rule."""
    return _edited(case, lambda state: state != "useful")


def without_notes(case: Case) -> Answer:
    """Write what somebody hands in who works well and never saw the notes."""
    return _edited(case, lambda state: state == "useful")


def _edited(case: Case, applies: Callable[[str], bool]) -> Answer:
    tables: dict[str, list[Row]] = {name: list(rows) for name, rows in case.truth.tables.items()}
    for edit in case.truth.facts.get(EDITS, ()):
        if applies(edit["state"]):
            rows = tables[edit["table"]]
            tables[edit["table"]] = list(_applied(rows, json.loads(edit["match"]), json.loads(edit["cells"])))
    return written(case, tables, case.truth.texts)


def _applied(rows: Iterable[Row], match: dict[str, Any] | None, cells: dict[str, str] | None) -> Iterable[Row]:
    for row in rows:
        meant = match is not None and match.items() <= row.items()
        if not meant:
            yield row
        elif cells is not None:
            yield row | cells
    if match is None and cells is not None:
        yield cells
