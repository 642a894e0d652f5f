import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from reports import kinds
from reports.data import Chart, Page
from reports.errors import CannotWrite
from reports.render import html

PAGES = kinds.samples("benchmark")["two cases"].pages


def test_no_script_or_style_stands_in_the_page() -> None:
    written = html.render(PAGES[0])
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", written)
    assert not re.search(r'<script(?! src=| type="application/json")', written)


def test_no_other_host_is_named_in_a_page() -> None:
    assert "http" not in html.render(PAGES[0]).replace("http-equiv", "")


def test_the_policy_stands_before_anything_that_is_loaded() -> None:
    written = html.render(PAGES[0])
    assert written.index("Content-Security-Policy") < written.index("<link")


def test_headings_go_down_one_step_at_a_time() -> None:
    for page in PAGES:
        steps = [int(step) for step in re.findall(r"<h([1-6])", html.render(page))]
        assert steps[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(steps))


def test_every_link_leads_to_a_file_that_is_written(tmp_path: Path) -> None:
    index = html.write(PAGES, tmp_path)
    written = {page.path for page in PAGES}
    for page in PAGES:
        path = tmp_path / f"{page.path}.html"
        for target in re.findall(r'(?:href|src)="([^"#]+)"', path.read_text(encoding="utf-8")):
            leads = (path.parent / target).resolve()
            known = leads.relative_to(tmp_path.resolve()).with_suffix("").as_posix() in written
            assert leads.exists() or (not known and target.startswith("trials/"))
    assert index == (tmp_path / "index.html").resolve()


def test_a_page_without_charts_does_not_load_the_chart_library() -> None:
    report = PAGES[1].report
    without = [section for section in report.sections if not any(isinstance(block, Chart) for block in section.blocks)]
    assert "plotly.min.js" in html.render(PAGES[1])
    assert "plotly.min.js" not in html.render(Page("index", replace(report, sections=tuple(without))))


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite, match=r"cannot write the report to .*file: .*; name another folder with --out"):
        html.write(PAGES, tmp_path / "file")
