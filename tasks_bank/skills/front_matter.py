"""Takes a SKILL.md apart: the front matter, read as strict YAML, and the body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import strictyaml

from tasks_bank.skills.skill import FILE, Problem

_FENCE = "---"
_MOST_CHARACTERS = 16_000
"""Of front matter; its own limits on each key add up to far less."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_QUOTE = {
    "FlowMappingDisallowed": "a value that begins with { or [ has to stand in quotation marks",
    "AnchorTokenDisallowed": "a value that begins with & or * has to stand in quotation marks",
    "TagTokenDisallowed": "a value that begins with ! has to stand in quotation marks",
}
"""What strict YAML leaves out of YAML, by the error that it ends in."""


class Unreadable(Exception):
    """There is no front matter to read; holds what is wrong."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.problem = Problem(FILE, line, text)


@dataclass(frozen=True, slots=True)
class Parts:
    """A SKILL.md in its two parts."""

    values: Mapping[str, Any]
    """Key to text, list or mapping; strict YAML knows no other types."""
    line_of: Mapping[str, int]
    body: str
    body_line: int
    """Where the body begins."""


def take_apart(text: str) -> Parts:
    """Read front matter and body. Raises Unreadable."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise Unreadable(1, f"the first line is {_shown(lines[0])}; front matter begins with a line of three hyphens")
    ends = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), None)
    if ends is None:
        raise Unreadable(1, "the front matter is not closed; end it with a line of three hyphens")
    values = _mapping("\n".join(lines[1:ends]))
    return Parts(
        values=values,
        line_of={key: _line(lines[1:ends], key) for key in values},
        body="\n".join(lines[ends + 1 :]).strip(),
        body_line=ends + 2,
    )


def _mapping(front: str) -> dict[str, Any]:
    if len(front) > _MOST_CHARACTERS:
        raise Unreadable(1, f"the front matter has {len(front):,} characters; at most {_MOST_CHARACTERS:,} are read")
    if found := _CONTROL.search(front):
        line = front.count("\n", 0, found.start()) + 2
        raise Unreadable(line, f"there is a control character (code {ord(found[0])}); take it out")
    try:
        read = strictyaml.load(front).data
    except strictyaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable(2 + (mark.line if mark else 0), f"this is not strict YAML: {_why(error)}") from error
    except RecursionError as error:
        raise Unreadable(2, "this is not strict YAML that can be read: it is nested too deeply") from error
    if not isinstance(read, dict):
        raise Unreadable(2, "the front matter holds no keys; it needs at least name and description")
    return read


def _why(error: strictyaml.YAMLError) -> str:
    """Say what to do where that is known; else what the reader of YAML says."""
    said = str(getattr(error, "problem", None) or error).partition("\n")[0]
    if type(error).__name__ in _QUOTE or said.startswith("mapping values"):
        return _QUOTE.get(type(error).__name__, "a colon and a blank end a key; put the value into quotation marks")
    return f"{said[0].lower()}{said[1:]}"


def _line(front: list[str], key: str) -> int:
    """Return the line of the file on which a key stands."""
    begins = re.compile(rf"""["']?{re.escape(key)}["']?\s*:""")
    return next((number for number, line in enumerate(front, start=2) if begins.match(line)), 2)


def _shown(line: str) -> str:
    return repr(line if len(line) <= 40 else f"{line[:40]}…")  # noqa: PLR2004 - enough to find the line by
