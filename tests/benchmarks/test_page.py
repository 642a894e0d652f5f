from pathlib import Path

import pytest

from benchmarks.page import write_between


def test_what_stands_between_the_marks_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measured: speed -->\nold\n<!-- end: speed -->\nafter\n", encoding="utf-8")
    write_between(page, "speed", "new")
    write_between(page, "speed", "newer")
    said = page.read_text(encoding="utf-8")
    assert said == "before\n<!-- measured: speed -->\n\nnewer\n\n<!-- end: speed -->\nafter\n"


def test_a_page_without_the_marks_is_said(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no marks '<!-- measured: speed -->'"):
        write_between(page, "speed", "new")
