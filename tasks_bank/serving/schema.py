"""Checks a tool's arguments against its JSON schema, and says in a sentence what is wrong.

It knows the keywords that the schemas of this room use and no others. A general validator would be another package
to load at every start, and what it says is meant for programmers.
"""

import difflib
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

Schema = Mapping[str, Any]
_LONGEST_SHOWN = 60


class Mistake(Exception):
    """What a caller of a tool got wrong; its text is a sentence that says how to put it right."""


def object_of(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def or_null(kind: str, about: str = "") -> dict[str, Any]:
    """Return the schema of a value of this type, or null; some clients take no list of types."""
    schema: dict[str, Any] = {"anyOf": [{"type": kind}, {"type": "null"}]}
    return schema | {"description": about} if about else schema


def check(schema: Schema, arguments: Mapping[str, Any]) -> None:
    """Check the arguments of a tool. Raises Mistake."""
    if wrong := fault(schema, arguments, ""):
        raise Mistake(wrong)


def fault(schema: Schema, value: object, name: str) -> str:
    """Return the first thing that is wrong with a value; empty when it fits."""
    if "anyOf" in schema:
        faults = [fault(each, value, name) for each in schema["anyOf"]]
        return "" if "" in faults else "; ".join(dict.fromkeys(faults))
    if "enum" in schema:
        choices = schema["enum"]
        return "" if value in choices else f"{name} is {_shown(value)}; it has to be {_listed(choices)}"
    return _OF_TYPE[schema["type"]](schema, value, name)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known name, or at all that there are."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    return f"did you mean '{near[0]}'?" if near else f"there is {', '.join(names) or 'none'}"


def _object(schema: Schema, value: object, name: str) -> str:
    if not isinstance(value, Mapping):
        return f"{name} is {_shown(value)}; it has to be an object"
    properties = schema["properties"]
    for key in value:
        if key not in properties:
            of = f" of {name}" if name else ""
            return f"there is no argument '{key}'{of}; {did_you_mean(key, properties)}"
    for key in schema["required"]:
        if key not in value:
            return f"the argument '{key}' is missing"
    faults = (fault(properties[key], each, f"{name}.{key}" if name else key) for key, each in value.items())
    return next(filter(None, faults), "")


def _string(schema: Schema, value: object, name: str) -> str:
    if not isinstance(value, str):
        return f"{name} is {_shown(value)}; it has to be a text"
    most, least = schema.get("maxLength", math.inf), schema.get("minLength", 0)
    if len(value) > most:
        return f"{name} has {len(value)} characters; at most {most} are taken"
    if len(value) < least:
        return f"{name} is empty; it has to say something"
    if "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        return f"{name} is {_shown(value)}; it has to be {schema['description']}"
    if schema.get("format") == "date" and not _is_day(value):
        return f"{name} is {_shown(value)}; there is no such day"
    return ""


def _number(schema: Schema, value: object, name: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return f"{name} is {_shown(value)}; it has to be a number"
    least, most = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    if not least <= value <= most:
        upper = "" if most == math.inf else f" and at most {most}"
        return f"{name} is {_shown(value)}; it has to be at least {least}{upper}"
    return ""


def _integer(schema: Schema, value: object, name: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return f"{name} is {_shown(value)}; it has to be a whole number"
    return _number(schema, value, name)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _listed(choices: Iterable[str]) -> str:
    words = list(choices)
    return words[0] if len(words) == 1 else f"one of {', '.join(words)}"


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


_OF_TYPE: Mapping[str, Callable[[Schema, object, str], str]] = {
    "object": _object,
    "string": _string,
    "number": _number,
    "integer": _integer,
}
