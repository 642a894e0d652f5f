"""A client that knows nothing of the cases: it makes arguments from a tool's schema and from the rows it was shown."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tasks_bank.serving.cells import argument_names

_ANSWERS = {"string": "something", "integer": 1, "number": 1.5}


def tool_calls(schema: Mapping[str, Any], name: str, listed: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return what to call a tool with; `listed` is what the list of its system or of the drive gave."""
    if name.endswith("_list"):
        yield {}
        yield {"offset": 1, "limit": 1}
    elif name.endswith("_search"):
        for where in _rows(listed)[:1]:
            yield {"where": {key: value for key, value in where.items() if value not in {None, ""}}}
            yield {"text": next(str(value) for value in where.values() if isinstance(value, str) and value.strip())}
    elif name.endswith("_get"):
        for row in _rows(listed)[:2]:
            yield {key: row[key] for key in schema["required"]}
    elif name.endswith("drive_read"):
        for name_of_type in {file["media_type"]: file["name"] for file in listed["files"]}.values():
            yield {"name": name_of_type}
    else:
        yield {key: _made(each) for key, each in schema["properties"].items()}


def _rows(listed: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(argument_names(row), row.values(), strict=True)) for row in listed["rows"]]


def _made(schema: Mapping[str, Any]) -> object:
    if "anyOf" in schema:
        return _made(schema["anyOf"][0])
    if "enum" in schema:
        return schema["enum"][0]
    if "format" in schema:
        return "2026-03-02"
    return "09:30" if "pattern" in schema else _ANSWERS[schema["type"]]


def list_of(name: str, known: Mapping[str, Any]) -> str:
    """Return which list a tool's arguments come from; empty where it needs none."""
    if name.endswith("drive_read"):
        return name.removesuffix("read") + "list"
    for ending in ("_search", "_get"):
        if name.endswith(ending) and (listing := name.removesuffix(ending) + "_list") in known:
            return listing
    return ""


def everything(said: object) -> str:
    """Return all that a client was told as one text, embedded files included."""
    return json.dumps(said, ensure_ascii=False, default=str)
