"""The tool `calendar`: weekdays, months and days between dates. It knows no bank holidays."""

import calendar as months
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from harness.context.tables.arguments import known_only, shown, table, word, words
from harness.context.tables.columns import bounded, columns_of, find_column, new_names
from harness.plan.tools import Rows, ToolMistake, Workspace
from tasks_bank.deliverable import Row
from tasks_bank.reading.values import day as date_of

PARAMETERS: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "dates": {"type": "array", "items": {"type": "string"}, "description": "dates to describe, such as 2026-09-14"},
        "month": {"type": "string", "description": "a month whose days are to be listed, such as 2026-09"},
        "from": {"type": "string", "description": "first day of a span; needs 'to'"},
        "to": {"type": "string", "description": "last day of a span"},
        "table": {"type": "string", "description": "a table with a column of dates to describe; needs 'column'"},
        "column": {"type": "string", "description": "the column of dates in 'table'"},
    },
    "additionalProperties": False,
}
_FRIDAY = 4
_WAYS = ({"dates"}, {"month"}, {"from", "to"}, {"table", "column"})
_MONTH = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])")


@dataclass(slots=True)
class Calendar:
    """Says what day it is. A working day is Monday to Friday: bank holidays in England are not known to it."""

    name: str = "calendar"
    about: str = (
        "Weekday, month and working day (Monday to Friday; bank holidays are not known) of dates, of the days of a "
        "month or of a column of dates, or the number of days between two dates."
    )
    parameters: Mapping[str, Any] = field(default_factory=lambda: PARAMETERS)

    def use(self, workspace: Workspace, arguments: Mapping[str, Any]) -> Rows:
        """Describe the dates that were asked for. Raises ToolMistake."""
        known_only(self.name, arguments, self.parameters)
        if set(arguments) not in _WAYS:
            raise ToolMistake("calendar takes one of: dates; month; from and to; table and column")
        if "month" in arguments:
            return _days_of(word(arguments, "month"))
        if "from" in arguments:
            return _span(_day(word(arguments, "from")), _day(word(arguments, "to")))
        if "table" in arguments:
            return _described(workspace, arguments)
        days = [_day(text) for text in words(arguments, "dates")]
        return bounded([_row(day) for day in days], "give fewer dates")


def create() -> Calendar:
    """Make the tool."""
    return Calendar()


def _day(text: str) -> date:
    day = date_of(text)
    if day is None:
        raise ToolMistake(f"'{shown(text)}' is no date; write it as 2026-09-14")
    return day


def _is_working(day: date) -> bool:
    return day.weekday() <= _FRIDAY


def _about(day: date) -> Row:
    return {
        "weekday": months.day_name[day.weekday()],
        "working_day": "yes" if _is_working(day) else "no",
        "month": f"{day:%Y-%m}",
    }


def _row(day: date) -> Row:
    return {"date": day.isoformat()} | _about(day)


def _days_of(month: str) -> Rows:
    found = _MONTH.fullmatch(month)
    if found is None:
        raise ToolMistake(f"'{shown(month)}' is no month; write it as 2026-09")
    year, number = int(found[1]), int(found[2])
    return tuple(_row(date(year, number, day + 1)) for day in range(months.monthrange(year, number)[1]))


def _span(first: date, last: date) -> Rows:
    """Count the days between two dates, the first one not included; negative when they run backwards."""
    days = (last - first).days
    earlier, step = min(first, last), 1 if days >= 0 else -1
    weeks, rest = divmod(abs(days), 7)
    working = weeks * 5 + sum(_is_working(earlier + timedelta(days=day + (step > 0))) for day in range(rest))
    row = {"from": first.isoformat(), "to": last.isoformat(), "days": str(days), "working_days": str(step * working)}
    return (row,)


def _described(workspace: Workspace, arguments: Mapping[str, Any]) -> Rows:
    """Put weekday, working day and month beside each row; blank where the cell is no date."""
    name, rows = table(workspace, arguments, "table")
    column = find_column(name, rows, word(arguments, "column"))
    blank = {"weekday": "", "working_day": "", "month": ""}
    names = new_names(columns_of(rows), list(blank), column)
    made = []
    for row in rows:
        day = date_of(row.get(column, ""))
        made.append(row | {names[key]: text for key, text in (_about(day) if day else blank).items()})
    return bounded(made, "look up fewer rows first")
