"""The OpenAPI document as a page tells it: parts, operations, and what is sent and answered, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_OK = 400


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One value that is sent or answered."""

    name: str
    type: str
    about: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class ShapeTold:
    """One shape."""

    name: str
    about: str
    fields: tuple[FieldTold, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask for."""

    id: str
    method: str
    path: str
    summary: str
    parameters: tuple[FieldTold, ...]
    sends: str
    """The name of a shape; empty where nothing is sent."""
    answers: tuple[tuple[str, str], ...]
    """Status and name of a shape, for what is no problem."""


@dataclass(frozen=True, slots=True)
class PartTold:
    """Operations that belong together."""

    name: str
    about: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class ReferenceTold:
    """All that the page tells."""

    about: tuple[str, ...]
    """Paragraphs."""
    parts: tuple[PartTold, ...]
    shapes: tuple[ShapeTold, ...]


def read(document: Mapping[str, Any]) -> ReferenceTold:
    """Return a document as it is told."""
    operations = list(_operations(document))
    parts = tuple(
        PartTold(tag["name"], tag["description"], tuple(one for name, one in operations if name == tag["name"]))
        for tag in document["tags"]
    )
    shapes = tuple(_shape(name, schema) for name, schema in sorted(document["components"]["schemas"].items()))
    return ReferenceTold(tuple(document["info"]["description"].replace("`", "").split("\n\n")), parts, shapes)


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, Operation]]:
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            body = said.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield (
                said["tags"][0],
                Operation(
                    id=said["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=said["summary"],
                    parameters=tuple(
                        FieldTold(one["name"], one["in"], one.get("description", ""), one.get("required", False))
                        for one in said.get("parameters", ())
                    ),
                    sends=_type(body.get("schema", {})) if body else "",
                    answers=tuple(
                        (status, _answer(answer)) for status, answer in said["responses"].items() if int(status) < _OK
                    ),
                ),
            )


def _answer(answer: Mapping[str, Any]) -> str:
    content = answer.get("content", {}).get("application/json", {})
    return _type(content["schema"]) if content else ""


def _shape(name: str, schema: Mapping[str, Any]) -> ShapeTold:
    needed = schema.get("required", ())
    fields = tuple(
        FieldTold(field, _type(said), said.get("description", ""), field in needed)
        for field, said in schema.get("properties", {}).items()
    )
    return ShapeTold(name, schema.get("description", ""), fields)


def _type(schema: Mapping[str, Any]) -> str:
    """Return in a few words what a value is."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if "enum" in schema:
        return " or ".join(str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    formats = {"date-time": "instant", "date": "day"}
    return formats.get(schema.get("format", ""), str(schema.get("type", "anything")))
