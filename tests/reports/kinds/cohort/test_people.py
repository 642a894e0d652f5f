"""People of a cohort: for its trainers, never in the order of results, all of them in files and the first on pages."""

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

from reports.data import Page
from reports.groups.made_up import group
from reports.kinds.cohort.made_up import cohort
from reports.kinds.cohort.overview import build
from reports.kinds.cohort.rows import Cohort, Judgement
from reports.render import csv_files, text


def said(made: Cohort) -> str:
    return " ".join(text.render(Page("index", build(made))).split())


def test_an_owner_reads_of_nobody() -> None:
    owner = cohort(14, group=group(14, kind="cohort"), learners=None, programmes=None)
    assert "Robin Example" not in said(owner)
    assert "it is not told to this reader" in said(owner)


def test_of_5000_people_a_page_sets_60_and_a_file_all(tmp_path: Path) -> None:
    page = Page("index", build(cohort(5000)))
    assert len(text.render(page).splitlines()) < 1000
    folder = csv_files.write([page], tmp_path)
    for name in ("whereabouts", "moved", "programme-standing"):
        with (folder / f"{name}.csv").open(encoding="utf-8-sig") as file:
            assert len(list(csv.reader(file))) == 5001


def test_how_many_have_moved_is_said_of_those_with_two_open_results() -> None:
    """Of eight people every fourth is higher, every fourth may be, every fourth lower, and every fourth has no two."""
    assert "2 of 6 with two results open to you are higher by more than chance explains, 2 lower" in said(cohort(8))


def test_a_change_that_may_not_be_said_is_not_counted() -> None:
    made = cohort(4)
    assert made.learners is not None
    held = tuple(
        replace(one, moved=replace(one.moved, change="not said")) if one.moved else one for one in made.learners
    )
    shown = said(replace(made, learners=held))
    assert "Since their first result" not in shown
    assert "the questions have not been tried out" in str(build(replace(made, learners=held)))


def test_the_trainers_own_judgement_counts_and_the_formula_stays_beside_it() -> None:
    made = cohort(5)
    assert made.programmes is not None
    assert made.programmes[0].judgement == Judgement("green", dt.date(2026, 11, 2), "Work waits for signing")
    assert made.programmes[0].shown == "green"
    shown = said(made)
    assert "1 amber, 3 green and 1 without a colour" in shown
    assert "behind (red)" in shown


def test_a_colour_never_stands_without_its_word() -> None:
    rows = cohort(5).programmes or ()
    shown = str(build(cohort(5)))
    assert all(f"{row.word} ({row.colour})" in shown for row in rows if row.colour and not row.judgement)
