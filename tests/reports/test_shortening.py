"""Long tables: pages set the first rows, files for programs hold all."""

import csv
from pathlib import Path

from reports.data import Cell, Chart, Column, Fold, Note, Page, Report, Row, Section, Table
from reports.groups.rows import LevelShare, Share
from reports.render import csv_files, text
from reports.shortening import shortened


def table(page_rows: int | None, rows: int = 5) -> Table:
    lines = tuple(Row((Cell(f"person {number}"),)) for number in range(rows))
    return Table("people", "People", (Column("Who"),), lines, note="By name.", page_rows=page_rows)


def report(*blocks: Table | Chart | Fold) -> Report:
    return Report("", "A list", "", Note("", ""), "made up", (Section("s", "S", blocks),))


def test_a_page_sets_the_first_rows_and_says_where_the_others_are() -> None:
    said = text.render(Page("index", report(table(2))))
    assert "person 1" in said
    assert "person 2" not in said
    assert "The first 2 of 5 rows; the CSV, XLSX and JSON files hold all. By name." in said


def test_a_file_holds_every_row(tmp_path: Path) -> None:
    folder = csv_files.write([Page("index", report(table(2)))], tmp_path)
    with (folder / "people.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 6


def test_a_table_that_fits_stays_as_it_is() -> None:
    whole = report(table(5), table(None))
    assert shortened(whole) == whole


def test_tables_of_charts_and_folds_are_shortened_too() -> None:
    drawn = Chart("group_levels", "C", "", [LevelShare("a", Share(0.1, 0.0, 0.2))], table(1))
    chart, fold = shortened(report(drawn, Fold("F", (table(1),)))).sections[0].blocks
    assert isinstance(chart, Chart)
    assert len(chart.table.rows) == 1
    assert isinstance(fold, Fold)
    assert [len(each.rows) for each in fold.blocks if isinstance(each, Table)] == [1]
