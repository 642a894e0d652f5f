"""A tool's arguments, as a model or a design gave them: read, or turned down with what to do instead."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from harness.context.tables.columns import find_column
from harness.plan.tools import Rows, ToolMistake, Workspace

_LONGEST_SHOWN = 60
_LONGEST_NUMBER_BITS = 256
Pairs = list[tuple[str, str]]


def known_only(tool: str, arguments: Mapping[str, Any], parameters: Mapping[str, Any]) -> None:
    """Turn down arguments that the tool does not have, and the lack of those that it needs."""
    names: Iterable[str] = parameters["properties"]
    for name in arguments:
        if name not in names:
            near = difflib.get_close_matches(str(name), names, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"it takes {', '.join(names)}"
            raise ToolMistake(f"{tool} has no argument '{shown(name)}'; {hint}")
    for name in parameters.get("required", ()):
        if name not in arguments:
            raise ToolMistake(f"{tool} needs the argument '{name}': {parameters['properties'][name]['description']}")


def word(arguments: Mapping[str, Any], name: str) -> str:
    """Return an argument that has to be text."""
    value = arguments[name]
    if not isinstance(value, str) or not value.strip():
        raise ToolMistake(f"'{name}' is {shown(value)}; give it as text")
    return value.strip()


def words(arguments: Mapping[str, Any], name: str) -> list[str]:
    """Return an argument that is a list of texts, or one text; an absent one is empty."""
    value = arguments.get(name) or []
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
        raise ToolMistake(f'\'{name}\' is {shown(value)}; give a list of texts such as ["a", "b"]')
    return [one.strip() for one in listed]


def choice(arguments: Mapping[str, Any], name: str, choices: Sequence[str]) -> str:
    """Return an argument that is one of a few words; an absent one is the first of them."""
    value = arguments.get(name, choices[0])
    if value not in choices:
        raise ToolMistake(f"'{name}' is {shown(value)}; it is one of {', '.join(choices)}")
    return str(value)


def table(workspace: Workspace, arguments: Mapping[str, Any], name: str) -> tuple[str, Rows]:
    """Return the name and the rows of the table that an argument names."""
    called = word(arguments, name)
    return called, workspace.table(called)


def cell(value: object) -> str:
    """Return a value of JSON as the text of a cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, float) or (isinstance(value, int) and value.bit_length() <= _LONGEST_NUMBER_BITS):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    raise ToolMistake(f"{shown(value)} cannot stand in a cell; give a text or a number")


def column_pairs(arguments: Mapping[str, Any], name: str, left: tuple[str, Rows], right: tuple[str, Rows]) -> Pairs:
    """Return pairs of columns: ``["date", ["amount", "gross"]]`` is date with date, and amount with gross."""
    value = arguments.get(name) or []
    if not isinstance(value, list):
        raise ToolMistake(f"'{name}' is {shown(value)}; give a list of columns or of [left column, right column]")
    return [(find_column(*left, first), find_column(*right, second)) for first, second in map(_pair, value)]


def shown(value: object) -> str:
    """Show a value in a message, shortened."""
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER_BITS:
        return "a very long number"
    if isinstance(value, list | dict):
        return f"a {'list' if isinstance(value, list) else 'table'} of {len(value)}"
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _pair(value: object) -> tuple[str, str]:
    listed = [value, value] if isinstance(value, str) else value
    match listed:
        case [str(first), str(second)]:
            return first, second
    raise ToolMistake(f"{shown(value)} is not a column nor a pair of columns [left column, right column]")
