"""What a check at a gate looks at, in words, and whether there was anything to look at when it looked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.api.trial_rows import SpanRow, TrialDetail
from harness.plan.design import Gate
from harness.plan.flow import is_paper
from reports import words
from reports.kinds.benchmark.trial.passages import csv_rows
from reports.kinds.benchmark.trial.told import plain

_ROWS = re.compile(r"([^:;,\s]+): ([\d,]+) rows")
"""How the spans of turns and tools say what they have made."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a check looks at."""

    by: str
    """Who or what looks, in words."""
    word: str
    """The tool's own name; empty for others."""
    about: str
    rows: str
    """How many rows of it there were, in words; empty where that is not known."""
    nothing: bool
    """True where what it asks for was empty, so that it could find nothing."""
    but: str = ""
    """What it does not look at and was blank, in words."""


@dataclass(frozen=True, slots=True)
class Made:
    """When which tables were made, with how many rows, as turns and tools say it."""

    steps: tuple[tuple[float, Mapping[str, int]], ...]
    """Seconds after the start, and rows by table, in the order of time."""
    known: bool
    """False where no turn was kept, so that nobody can say what there was."""

    def until(self, at_s: float) -> dict[str, int] | None:
        """Return the rows of each table by then; None where that is not known."""
        if not self.known:
            return None
        found: dict[str, int] = {}
        for ended_s, rows in self.steps:
            if ended_s <= at_s:
                found |= rows
        return found


def made_in(detail: TrialDetail) -> Made:
    """Read when which tables were made in a trial."""
    ended = [span for span in detail.spans if span.kind in {"agent", "tool"}]
    steps = [
        (span.started_s + span.seconds, {table: int(rows.replace(",", "")) for table, rows in found})
        for span in ended
        if (found := _ROWS.findall(span.detail))
    ]
    return Made(tuple(sorted(steps, key=lambda step: step[0])), any(span.kind == "agent" for span in ended))


def look_of(detail: TrialDetail, span: SpanRow, gate: Gate | None, all_made: Made) -> Look:
    """Say what a check looked at."""
    kind, _, name = span.name.partition(":")
    arguments: Mapping[str, Any] = gate.arguments if gate else {}
    if kind == "tool":
        tables = [str(arguments[key]) for key in ("left", "right", "table") if key in arguments]
        wanted, about = tables[:1], _by_code(name, arguments)
    else:
        readers = [agent for agent in detail.design.agent if agent.name == (name if kind == "agent" else span.agent)]
        named = [table for agent in readers for table in (agent.reads if kind == "agent" else agent.writes)]
        wanted = tables = [table for table in named if not is_paper(detail.design, table)]
        about = f"what {span.agent} has made" + (f": {words.listed(tables)}" if tables else "")
    made = all_made.until(span.started_s)
    known = made is not None and bool(wanted)
    rows = ", ".join(f"{table}: {words.count((made or {}).get(table, 0), 'row')}" for table in tables) if known else ""
    nothing = known and not any((made or {}).get(table) for table in wanted)
    by = {"tool": "code", "agent": f"agent {name}"}.get(kind, "a person, later")
    return Look(by, name if kind == "tool" else "", about, rows, nothing, _blank(detail, arguments))


def _by_code(name: str, arguments: Mapping[str, Any]) -> str:
    left, right, keep = (arguments.get(key) for key in ("left", "right", "keep"))
    if name != "diff" or not left or not right:
        return plain.tool(name)
    on = words.listed([_column(column) for column in arguments.get("on", ())])
    if keep == "right":
        left, right = right, left
    question = (
        f"is every row of {left} also in {right}" if keep in {"left", "right"} else f"do {left} and {right} agree"
    )
    compared = [*arguments.get("compare", ())]
    beside = f", and do they agree in {words.listed(list(map(_column, compared)))}" if compared else ""
    return f"{question}, by {on}{beside}? Nothing else is looked at"


def _column(column: str | Sequence[str]) -> str:
    return column if isinstance(column, str) else "/".join(dict.fromkeys(column))


def _blank(detail: TrialDetail, arguments: Mapping[str, Any]) -> str:
    """Say which columns of a table that a check compares by others were handed in without a single entry."""
    name, on = str(arguments.get("right", "")), {_column(column) for column in arguments.get("on", ())}
    for file, text in detail.answer_files:
        head, *body = csv_rows(file, text) or [[]]
        if file == f"{name}.csv" and body:
            filled = {column for row in body for column, cell in zip(head, row, strict=False) if cell.strip()}
            blank = [column for column in head if column not in filled | on]
            if blank:
                column = "column" if len(blank) == 1 else "columns"
                return f"; it does not look at the {column} {words.listed(blank)}, handed in blank in every row"
    return ""
