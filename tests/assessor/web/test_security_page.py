"""The page on security names tests that exist, and each requirement once."""

import re

from tests.architecture.house import ROOT, modules

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_exists() -> None:
    written = {
        found for path in modules("tests") for found in re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE)
    }
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 40
    assert named - written == set()


def test_every_requirement_stands_there_once() -> None:
    numbers = [number for cell in re.findall(r"^\| ([\d.,to ]+) \|", PAGE, re.MULTILINE) for number in cell.split(", ")]
    assert len(numbers) > 50
    assert len(numbers) == len(set(numbers))
