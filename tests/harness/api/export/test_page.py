"""The page on exports names every format and every field."""

import json
import re

import pytest

from harness.api.export.formats.csv import TABLES
from harness.api.export.formats.otlp import CONVENTIONS
from harness.api.export.port import format_names
from tests.harness.api.export.conftest import Export
from tests.harness.benching import ROOT

PAGE = (ROOT / "docs" / "exporting.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([\w.]+)`", PAGE))


@pytest.mark.parametrize("to", format_names())
def test_every_format_has_its_section(to: str) -> None:
    assert f"\n## {to}\n" in PAGE


def test_every_field_of_a_line_is_named(export: Export) -> None:
    lines = [json.loads(line) for line in export("jsonl").read_bytes().splitlines()]
    fields = {name for line in lines for name in line}
    fields |= {name for line in lines for call in line.get("calls", ()) for name in call}
    assert fields - NAMED == set()


def test_every_column_is_named() -> None:
    assert {column for columns in TABLES.values() for column in columns} - NAMED == set()


def test_the_version_of_the_conventions_is_named() -> None:
    assert f"GenAI conventions {CONVENTIONS}," in PAGE


def test_the_pinned_inspect_is_named() -> None:
    lock = (ROOT / "requirements" / "inspect.txt").read_text(encoding="utf-8")
    (pinned,) = re.findall(r"^inspect-ai==([\d.]+)", lock, re.MULTILINE)
    assert f"Inspect {pinned} " in PAGE


def test_the_lock_of_inspect_names_no_address() -> None:
    lock = (ROOT / "requirements" / "inspect.txt").read_text(encoding="utf-8")
    wanted = "\n".join(line for line in lock.splitlines() if not line.startswith("#"))
    assert not re.findall(r"://|--(?:index-url|extra-index-url|find-links|trusted-host)|@ ", wanted)
    pins = re.split(r"\n(?=[\w.-]+==)", wanted.strip())
    assert not [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin]
