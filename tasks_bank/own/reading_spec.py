"""Reads a task.toml without Python behind it, and says in one sentence, with the line, what does not hold together."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tasks_bank.deliverable import Deliverable
from tasks_bank.errors import BrokenTask
from tasks_bank.own.places import at, line_of
from tasks_bank.own.spec import CHECKS, EscalationsCheck, MentionsCheck, OwnSpec, RowsCheck, TotalsCheck

FILE = "task.toml"
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
"""Of a task, a deliverable or a case: it becomes the name of a file."""
_WITH_LEEWAY = ("amount", "date")
Place = tuple[str | int, ...]


def is_data_only(data: Mapping[str, Any]) -> bool:
    """Tell by a task.toml whether its task has no Python: then it names its checks."""
    return "check" in data


def read_own_spec(path: Path) -> OwnSpec:
    """Read and check a task.toml. Raises BrokenTask."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BrokenTask(f"{FILE}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenTask(f"{FILE} is not TOML: {error}") from error
    except OSError as error:
        raise BrokenTask(f"{FILE} cannot be read ({error.strerror}); a task needs one") from error
    try:
        spec = OwnSpec.model_validate(data)
    except ValidationError as error:
        raise BrokenTask(_said(error, text)) from error
    for place, what in _contradictions(spec):
        raise BrokenTask(f"{at(FILE, line_of(text, place))}: {what}")
    return spec


def _said(error: ValidationError, text: str) -> str:
    """Put pydantic's first complaint into a sentence."""
    first = error.errors()[0]
    place = tuple(part for part in first["loc"] if part not in CHECKS)
    is_unnamed = first["type"].startswith("union_tag")
    where = at(FILE, line_of(text, (*place, "name") if is_unnamed else place))
    if first["type"] == "union_tag_invalid":
        given = str(first["ctx"]["tag"])
        near = difflib.get_close_matches(given, CHECKS, n=1)
        hint = f"did you mean '{near[0]}'? The" if near else "the"
        return f"{where}: there is no check '{given}'; {hint} checks are {', '.join(CHECKS)}"
    if first["type"] == "union_tag_not_found":
        return f"{where}: a [[check]] needs a name, one of {', '.join(CHECKS)}"
    given = "" if first["type"] == "missing" else f", not {first['input']!r}"[:80]
    return f"{where}: '{'.'.join(str(part) for part in place)}': {first['msg']}{given}"


def _contradictions(spec: OwnSpec) -> Iterator[tuple[Place, str]]:
    """Say what pydantic cannot see, the first thing first."""
    if "presets" in spec.model_fields_set:
        yield ("presets",), "a task that is data only has no dials, and so no presets"
    tables: dict[str, Deliverable] = {}
    for number, each in enumerate(spec.deliverable):
        made = each.made()
        yield from (((("deliverable", number, *place)), what) for place, what in _of_deliverable(made))
        if made.name in tables:
            yield ("deliverable", number), f"the name '{made.name}' stands twice; give each deliverable its own"
        tables[made.name] = made
    marked: list[str] = []
    for number, check in enumerate(spec.check):
        for key, what in _of_check(check, tables):
            yield ("check", number, key), what
        marked.append(getattr(check, "table", getattr(check, "text", "escalations")))
        if marked.count(marked[-1]) > 1:
            yield ("check", number), f"two checks mark '{marked[-1]}'; one has to do"
    if not {check.name for check in spec.check} & {"rows", "mentions"}:
        yield ("check", 0), "nothing marks the work itself; add a check 'rows' or 'mentions'"
    if not spec.rows_checks and any(isinstance(check, EscalationsCheck) for check in spec.check):
        yield ("check", 0), "escalations are marked beside a table; add a check 'rows' for what is worked on"


def _of_deliverable(made: Deliverable) -> Iterator[tuple[Place, str]]:
    names = made.column_names
    if not NAME.fullmatch(made.name):
        yield ("name",), f"the deliverable's name '{made.name}' may have small letters, digits and _ only"
    if made.write:
        yield ("write",), "a task that is data only has no systems to write to; take 'write' out"
    if made.has_rows != bool(names):
        need = "needs columns" if made.has_rows else "has no columns"
        yield (), f"'{made.name}' is a {made.kind}, which {need}"
    for number, column in enumerate(made.columns):
        if names.count(column.name) > 1:
            yield ("columns", number), f"'{made.name}' has the column '{column.name}' twice"
        if (column.type == "choice") != bool(column.choices):
            yield ("columns", number), f"the column '{column.name}' has to be of type choice and list its choices"
    if made.has_rows and not made.key:
        yield (), f"'{made.name}' needs a key: the columns that together name a row"
    if unknown := [name for name in made.key if name not in names]:
        yield ("key",), f"the key of '{made.name}' names '{unknown[0]}', which is no column of it"


def _of_check(
    check: RowsCheck | TotalsCheck | EscalationsCheck | MentionsCheck, made: Mapping[str, Deliverable]
) -> Iterator[tuple[str, str]]:
    if isinstance(check, RowsCheck):
        yield from _of_rows(check, made)
    elif isinstance(check, TotalsCheck):
        yield from _of_totals(check, made)
    elif isinstance(check, EscalationsCheck):
        asked = made.get("escalations")
        if asked is None or asked.key != ("item",) or "reason" not in asked.column_names:
            yield "name", "the check 'escalations' needs a table 'escalations' with the key item and a column reason"
    elif check.text not in made or made[check.text].has_rows:
        yield "text", f"'{check.text}' is no deliverable of kind text or mail"


def _of_rows(check: RowsCheck, made: Mapping[str, Deliverable]) -> Iterator[tuple[str, str]]:
    if check.table not in made or not made[check.table].has_rows:
        yield "table", f"'{check.table}' is no deliverable of kind table or calendar"
        return
    columns = {column.name: column for column in made[check.table].columns}
    for key, named in (("weights", check.weights), ("tolerance", check.tolerance)):
        for name in named:
            if name not in columns:
                yield key, f"'{check.table}' has no column '{name}'; it has {', '.join(columns)}"
            elif name in made[check.table].key:
                yield key, f"'{name}' is in the key of '{check.table}', which has to be right as it is"
            elif key == "weights" and columns[name].type == "prose":
                yield key, f"'{name}' is prose, which no rule compares; leave it out of the weights"
            elif key == "tolerance" and columns[name].type not in _WITH_LEEWAY:
                yield key, f"'{name}' is of type {columns[name].type}; a tolerance is for an amount or a date"


def _of_totals(check: TotalsCheck, made: Mapping[str, Deliverable]) -> Iterator[tuple[str, str]]:
    for key, name in (("table", check.table), ("lines", check.lines)):
        if name not in made or not made[name].has_rows:
            yield key, f"'{name}' is no deliverable of kind table"
            continue
        types = {column.name: column.type for column in made[name].columns}
        if check.group not in types:
            yield "group", f"'{name}' has no column '{check.group}'"
        if types.get(check.amount) != "amount":
            yield "amount", f"'{name}' has no column '{check.amount}' of type amount"
    if check.table in made and made[check.table].key != (check.group,):
        yield "group", f"the key of '{check.table}' has to be '{check.group}' alone"
