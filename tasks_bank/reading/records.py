"""Turns JSON values into rows: objects of tables, lists of objects, lists of lists, one object for one row."""

from collections.abc import Mapping, Sequence

from tasks_bank.reading.grid import read_grid
from tasks_bank.reading.harvest import Harvest
from tasks_bank.reading.json_text import JsonValue
from tasks_bank.reading.recognise import Match

Record = Mapping[str, JsonValue]
_MOST_KEYS = 200


def read_records(value: JsonValue, hints: tuple[str, ...], harvest: Harvest) -> None:
    """Take in a JSON value; the keys on the way to it are hints, nearest first. Its depth is bounded by the parser."""
    if isinstance(value, dict):
        _read_object(value, hints, harvest)
    elif isinstance(value, list):
        _read_list(value, hints, harvest)


def _read_list(values: Sequence[JsonValue], hints: tuple[str, ...], harvest: Harvest) -> None:
    records = [value for value in values if isinstance(value, dict)]
    lists = [value for value in values if isinstance(value, list)]
    if not records:
        read_grid([[_cell(value) for value in line] for line in lists], hints, harvest)
    elif not _read_rows(records, hints, harvest):
        for record in records:
            _read_object(record, hints, harvest)


def _read_rows(records: Sequence[Record], hints: tuple[str, ...], harvest: Harvest) -> bool:
    """Take in objects that are rows of one table; False when their keys are no columns of ours."""
    keys = list(dict.fromkeys(key for record in records for key in record if _is_cell(record[key])))[:_MOST_KEYS]
    match = harvest.recogniser.header(keys, hints)
    if match is None:
        return False
    harvest.add(match, ([_cell(record[key]) if key in record else None for key in keys] for record in records))
    return True


def _read_object(record: Record, hints: tuple[str, ...], harvest: Harvest) -> None:
    cells: dict[str, JsonValue] = {}
    for key, value in record.items():
        named = harvest.recogniser.named((key,))
        is_table = named is not None and named.has_rows
        if named is not None and not is_table and _is_cell(value):
            harvest.say(named.name, _cell(value, "\n"))
        elif not isinstance(value, str) and (is_table or not _is_cell(value)):
            if is_table and not value and named is not None:
                harvest.add(Match((named.name,), named.column_names), ())
            read_records(value, (key, *hints[:3]), harvest)
        else:
            cells[key] = value
    if cells and not _read_rows([cells], hints, harvest):
        read_grid([[key, _cell(value)] for key, value in cells.items()], hints, harvest)


def _is_cell(value: JsonValue) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def _cell(value: JsonValue, joiner: str = " + ") -> str:
    """Write a value as the text of a cell; a list as references joined by +, an empty one as ``none``."""
    if isinstance(value, str):
        return value
    return joiner.join(part for part in value if isinstance(part, str)) or "none"
