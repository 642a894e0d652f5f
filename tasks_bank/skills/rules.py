"""The rules of the Agent Skills format, key by key. Each says what is wrong in one sentence."""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tasks_bank.skills.front_matter import Parts
from tasks_bank.skills.skill import FILE, Problem

KEYS = ("name", "description", "license", "compatibility", "metadata", "allowed-tools")
MOST_OF_NAME = 64
MOST_OF_DESCRIPTION = 1024
MOST_OF_COMPATIBILITY = 500
ADVISED_LINES = 500
ADVISED_TOKENS = 5000
_CHARACTERS_A_TOKEN = 4
"""A rule of thumb for English; the advice need not be exact."""
_LINK = re.compile(r"\]\((?!\w+:|#|/)([^)\s#]+)")


def wrong_with(parts: Parts, folder: Path) -> Iterator[Problem]:
    """Say everything that is wrong with a SKILL.md and with what it points to."""
    for key in parts.values:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"the format has {', '.join(KEYS)}"
            yield _at(parts, key, f"unknown key '{key}'; {hint}")
    for key in ("name", "description"):
        if key not in parts.values:
            yield Problem(FILE, 1, f"'{key}' is missing")
    for key in ("name", "description", "license", "compatibility", "allowed-tools"):
        if key in parts.values:
            yield from (_at(parts, key, said) for said in _text_rule(key, parts.values[key]))
    if isinstance(parts.values.get("name"), str):
        yield from (_at(parts, "name", said) for said in _name_rules(parts.values["name"].strip(), folder))
    if "metadata" in parts.values:
        yield from (_at(parts, "metadata", said) for said in _metadata_rule(parts.values["metadata"]))
    yield from _advice(parts, folder)


def _at(parts: Parts, key: str, said: str) -> Problem:
    return Problem(FILE, parts.line_of.get(key, 1), said)


def _text_rule(key: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever YAML held
    if not isinstance(value, str):
        yield f"'{key}' is a {'list' if isinstance(value, list) else 'mapping'}; it has to be text"
        return
    most = {"name": MOST_OF_NAME, "description": MOST_OF_DESCRIPTION, "compatibility": MOST_OF_COMPATIBILITY}.get(key)
    if key in {"name", "description", "compatibility"} and not value.strip():
        yield f"'{key}' is empty" + ("; leave it out" if key == "compatibility" else "")
    elif most is not None and len(value.strip()) > most:
        yield f"'{key}' has {len(value.strip()):,} characters; at most {most:,} are allowed"


def _name_rules(name: str, folder: Path) -> Iterator[str]:
    """Check the form of a name; letters of any alphabet count, as in the format's own checker."""
    name = unicodedata.normalize("NFKC", name)
    if not name:
        return
    if name != name.lower():
        yield f"name '{name}' has capital letters; write it in small ones"
    if wrong := sorted({letter for letter in name if not (letter.isalnum() or letter == "-")}):
        yield f"name '{name}' holds {', '.join(map(repr, wrong))}; only letters, digits and hyphens are allowed"
    if name.startswith("-") or name.endswith("-"):
        yield f"name '{name}' begins or ends with a hyphen; take it off"
    if "--" in name:
        yield f"name '{name}' has two hyphens in a row; leave one"
    called = unicodedata.normalize("NFKC", folder.name)
    if called != name:
        yield f"name '{name}' is not that of its folder, '{called}'; make them the same"


def _metadata_rule(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever YAML held
    if not isinstance(value, dict):
        yield "'metadata' has to be keys with values"
        return
    for key, one in value.items():
        if not isinstance(one, str):
            yield f"'metadata.{key}' is no text; the values of metadata are texts"


def _advice(parts: Parts, folder: Path) -> Iterator[Problem]:
    """Say what the format advises against, and which files the body points to that are not there."""
    body, first = parts.body, parts.body_line

    def advice(line: int, said: str) -> Problem:
        return Problem(FILE, line, said, is_warning=True)

    lines, tokens = body.count("\n") + 1, len(body) // _CHARACTERS_A_TOKEN
    if not body:
        yield advice(first, "the body is empty; write what somebody has to know who does this work")
    if lines > ADVISED_LINES:
        yield advice(
            first, f"the body has {lines} lines; move what is rarely needed into references/ (advised: {ADVISED_LINES})"
        )
    if tokens >= ADVISED_TOKENS:
        yield advice(
            first, f"the body has about {tokens:,} tokens; move parts into references/ (advised: {ADVISED_TOKENS:,})"
        )
    for number, line in enumerate(body.splitlines(), start=first):
        for target in _LINK.findall(line):
            if not (folder / target).is_file():
                yield advice(number, f"it points to '{target}', which is not in the folder")
    if (folder / "scripts").is_dir():
        yield Problem(
            "scripts", 0, "programs of a skill are never run here; say in words what they do", is_warning=True
        )
