"""What every report has to keep to; a new folder under ``reports/kinds`` is tried here without an edit."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from markupsafe import escape

from reports import charts, kinds
from reports.data import Block, Chart, Fact, Facts, Fold, Page, Table
from reports.render import csv_files, html, json_file, pdf, text, xlsx
from reports.render.plain import tables_in
from tests.reports.pdf_layout import crowded
from tests.reports.pdf_structure import faults
from tests.reports.stressing import NAMES, stressed

NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+( \([-+]?[\d.]+ to [-+]?[\d.]+\))?")

MADE = {kind: kinds.samples(kind) for kind in kinds.names()}
SAMPLES = [(kind, name, sample) for kind, samples in MADE.items() for name, sample in samples.items()]
PAGES = [
    pytest.param(page, id=f"{kind}-{name}-{page.path}") for kind, name, sample in SAMPLES for page in sample.pages[:3]
]
HARD_PAGES = [
    pytest.param(sample.pages[0], id=f"{kind}-{name}")
    for kind, name, sample in SAMPLES
    if name in kinds.REQUIRED_SAMPLES and name != "none"
]
"""The pages that get hard names: those of a kind's own samples differ in numbers more than in words."""


def blocks(parts: Sequence[Block]) -> Iterator[Block]:
    for part in parts:
        yield part
        if isinstance(part, Fold):
            yield from blocks(part.blocks)
        if isinstance(part, Chart):
            yield part.table


def all_blocks(page: Page) -> list[Block]:
    return [block for section in page.report.sections for block in blocks(section.blocks)]


@pytest.mark.parametrize("kind", kinds.names())
def test_a_kind_brings_every_required_sample(kind: str) -> None:
    assert set(kinds.REQUIRED_SAMPLES) <= set(MADE[kind])


@pytest.mark.parametrize("kind", kinds.names())
def test_a_kind_says_what_it_shows(kind: str) -> None:
    assert kinds.load(kind).about


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_written_as_html_and_as_text(page: Page) -> None:
    assert "".join(page.report.title.split()) in "".join(text.render(page).split())  # long ones are broken
    assert "<h1>" in html.render(page)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in kinds.names() for name in ("many", "none")])
def test_a_report_as_pdf_is_structurally_sound_and_laid_out(kind: str, name: str) -> None:
    made = pdf.render(MADE[kind][name].pages[0])
    assert faults(made) == []
    assert crowded(made) == []


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_made_up_page_is_structurally_sound_and_laid_out(page: Page) -> None:
    made = pdf.render(page)
    assert faults(made) == []
    assert crowded(made) == []


@pytest.mark.parametrize("kind", kinds.names())
def test_a_name_without_a_break_leaves_no_column(kind: str) -> None:
    page = stressed(MADE[kind]["one"].pages[0], NAMES["80 letters without a break"])
    assert crowded(pdf.render(page)) == []
    assert max(map(len, text.render(page).splitlines())) <= text.WIDTH


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("page", HARD_PAGES)
def test_no_name_breaks_a_page(page: Page, name: str) -> None:
    made = pdf.render(stressed(page, NAMES[name]))
    assert faults(made) == []
    assert crowded(made) == []


@pytest.mark.parametrize("kind", kinds.names())
def test_a_report_on_many_people_brings_five_thousand(kind: str) -> None:
    if getattr(kinds.load(kind), "subject", "learner") in kinds.ON_MANY:
        assert max(sample.trials for sample in MADE[kind].values()) >= kinds.MANY


@pytest.mark.parametrize("kind", kinds.names())
def test_the_numbers_leave_as_csv_json_and_xlsx(kind: str, tmp_path: Path) -> None:
    pages = MADE[kind]["many"].pages[:1]
    tables = list(tables_in(pages[0].report))
    written = csv_files.write(pages, tmp_path)
    assert len(list(written.iterdir())) == len(tables)
    assert json.loads(json_file.write(pages, tmp_path).read_text(encoding="utf-8"))["sections"]
    assert len(openpyxl.load_workbook(xlsx.write(pages, tmp_path)).sheetnames) == 1 + len(tables)


@pytest.mark.parametrize("page", PAGES)
def test_no_line_of_text_is_wider_than_a_terminal(page: Page) -> None:
    assert max(map(len, text.render(page).splitlines())) <= text.WIDTH


@pytest.mark.parametrize("page", PAGES)
def test_every_number_in_a_table_has_a_unit(page: Page) -> None:
    tables = [block for block in all_blocks(page) if isinstance(block, Table) and not block.quoted]
    bare = [
        (table.id, column.title, cell.text)
        for table in tables
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if NUMBER.fullmatch(cell.text) and not column.unit
    ]
    assert not bare


@pytest.mark.parametrize("page", PAGES)
def test_no_fact_is_a_bare_number(page: Page) -> None:
    facts: list[Fact] = [fact for block in all_blocks(page) if isinstance(block, Facts) for fact in block.items]
    assert not [fact for fact in facts if NUMBER.fullmatch(fact.text) and fact.name != "Seeds of the cases"]


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_names_the_unit_of_its_axes(page: Page) -> None:
    for block in all_blocks(page):
        if isinstance(block, Chart):
            figure = charts.draw(block.name, block.rows)
            axes = [axis for name, axis in figure["layout"].items() if name.startswith("xaxis")]
            assert axes
            assert all(axis["title"]["text"] for axis in axes)


@pytest.mark.parametrize("page", PAGES)
def test_ids_on_a_page_are_unique(page: Page) -> None:
    ids = re.findall(r'\bid="([^"]+)"', html.render(page))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", PAGES)
def test_evidence_stands_at_every_table_and_chart(page: Page) -> None:
    written = html.render(page)
    shown = [block for block in all_blocks(page) if isinstance(block, Table | Chart)]
    assert written.count("<caption>") == sum(isinstance(block, Table) for block in shown)
    assert written.count(f"{escape(page.report.evidence_label)}</small>") == len(shown)


@pytest.mark.parametrize(("kind", "name", "sample"), SAMPLES)
def test_trials_left_out_are_counted(kind: str, name: str, sample: kinds.Sample) -> None:
    assert kind
    assert name
    one, more = sample.counted
    counted = f"{sample.left_out} of {sample.trials} {one if sample.trials == 1 else more} left out"
    assert not sample.left_out or counted in text.render(sample.pages[0])


@pytest.mark.parametrize("kind", kinds.names())
def test_a_sample_leaves_trials_out(kind: str) -> None:
    assert MADE[kind]["left-out"].left_out > 0
