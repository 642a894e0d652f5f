"""Reads JSON where it stands in a text, and what is whole of it when it is cut off in the middle.

One pass, no recursion; quotes of either kind, trailing commas and Python's constants are tolerated. A number stays the
text that it was. What is broken ends the reading at that place: rows that were whole before it are kept.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

JsonValue: TypeAlias = "str | list[JsonValue] | dict[str, JsonValue]"
"""Numbers and constants are text; null is ``none``, since writing it down is a statement."""

JsonNode: TypeAlias = "list[JsonValue] | dict[str, JsonValue]"

MOST_DEPTH = 40

_START = re.compile(r"""[\[{](?=\s*+(?:["'{\[\]}]|\Z))""")
_TOKEN = re.compile(
    r"""\s*+(?:(?P<double>"[^"\\]*+(?:\\.[^"\\]*+)*+")|(?P<single>'[^'\\]*+(?:\\.[^'\\]*+)*+')"""
    r"""|(?P<mark>[{}\[\],:])|(?P<word>[-+\w.]++))""",
    re.DOTALL,
)
_CONSTANTS = {"null": "none", "None": "none", "True": "true", "False": "false"}
_CLOSES: Mapping[str, type] = {"]": list, "}": dict}


@dataclass(frozen=True, slots=True)
class JsonFound:
    """A piece of JSON in a text."""

    value: JsonValue
    stop: int
    """Where the reading ended in the text."""
    is_whole: bool

    @property
    def holds_rows(self) -> bool:
        """True when there is an object or a list of lists in it: brackets in prose have neither."""
        if isinstance(self.value, dict):
            return bool(self.value)
        return isinstance(self.value, list) and _has_containers(self.value)


def json_start(text: str, start: int, end: int) -> int:
    """Return where JSON might begin between two places, the ends of a line; -1 when nowhere."""
    found = _START.search(text, start, end)
    return found.start() if found else -1


def read_json(text: str, start: int) -> JsonFound:
    """Read the JSON that begins with the bracket at `start`."""
    builder = _Builder()
    at = start
    while found := _TOKEN.match(text, at):
        if not builder.take(found):
            break
        at = found.end()
        if builder.is_done:
            return JsonFound(builder.root, at, is_whole=True)
    builder.cut()
    return JsonFound(builder.root, max(at, start + 1), is_whole=False)


class _Builder:
    """Puts tokens together."""

    def __init__(self) -> None:
        self.root: JsonValue = ""
        self.is_done = False
        self._stack: list[JsonNode] = []
        self._keys: list[str] = []
        self._wants = "value"

    def take(self, token: re.Match[str]) -> bool:
        """Take the next token; False when it cannot stand here."""
        mark: str | None = token["mark"]
        if mark is None:
            return self._scalar(_text_of(token))
        if mark in "[{":
            return self._open(mark)
        if mark in _CLOSES:
            return self._close(mark)
        wanted = "colon" if mark == ":" else "comma"
        if self._wants not in {wanted, wanted + " or value"}:
            return False
        self._wants = "value" if mark == ":" or isinstance(self._stack[-1], list) else "key"
        return True

    def _open(self, mark: str) -> bool:
        if "value" not in self._wants or len(self._stack) >= MOST_DEPTH:
            return False
        self._stack.append([] if mark == "[" else {})
        self._keys.append("")
        self._wants = "value" if mark == "[" else "key"
        return True

    def _close(self, mark: str) -> bool:
        if _CLOSES[mark] is not type(self._stack[-1]) or self._wants == "colon":
            return False
        node = self._stack.pop()
        self._keys.pop()
        self._attach(node)
        if self._stack:
            # A comma that was forgotten between two rows is forgiven.
            self._wants = "comma or value" if isinstance(self._stack[-1], list) else "comma"
        return True

    def _scalar(self, text: str) -> bool:
        if self._wants == "key":
            self._keys[-1] = text
            self._wants = "colon"
        elif self._wants == "value" and self._stack:
            self._attach(text)
            self._wants = "comma"
        else:
            return False
        return True

    def _attach(self, node: JsonValue) -> None:
        if not self._stack:
            self.root, self.is_done = node, True
        elif isinstance(parent := self._stack[-1], list):
            parent.append(node)
        else:
            parent[self._keys[-1]] = node

    def cut(self) -> None:
        """Close what is open; a row that was begun and not ended is dropped."""
        while self._stack:
            node = self._stack.pop()
            self._keys.pop()
            is_row = bool(self._stack) and isinstance(self._stack[-1], list)
            if _holds_tables(node) if is_row else _has_containers(node):
                self._attach(node)


def _text_of(token: re.Match[str]) -> str:
    if word := token["word"]:
        return _CONSTANTS.get(word, word)
    quoted: str = token["double"] or token["single"]
    inner = quoted[1:-1]
    if "\\" not in inner:
        return inner
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return inner.replace("\\'", "'").replace('\\"', '"')


def _has_containers(node: JsonNode) -> bool:
    return any(isinstance(part, dict | list) for part in _parts(node))


def _holds_tables(node: JsonNode) -> bool:
    if isinstance(node, list):
        return _has_containers(node)
    return any(isinstance(v, dict) or (isinstance(v, list) and _has_containers(v)) for v in node.values())


def _parts(node: JsonNode) -> Iterable[JsonValue]:
    return node.values() if isinstance(node, dict) else node
