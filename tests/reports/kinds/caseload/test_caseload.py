"""The report on a caseload: the worst word once, counts by state, a colour never without its word."""

from dataclasses import replace

from reports.data import Report, Table
from reports.kinds import samples
from reports.kinds.caseload.overview import build
from reports.kinds.caseload.samples import made
from reports.render import text


def _table(report: Report, name: str) -> Table:
    tables = [block for section in report.sections for block in section.blocks if isinstance(block, Table)]
    return next(table for table in tables if table.id == name)


def test_who_is_overdue_is_not_called_due_too() -> None:
    waiting = _table(samples("caseload")["many"].pages[0].report, "waiting")
    assert waiting.rows[0].cells[2].text == "review overdue and red"


def test_learners_are_counted_by_what_they_are_waited_for() -> None:
    said = text.render(samples("caseload")["many"].pages[0])
    assert "Of 24 learners: 4 review overdue, 8 review due, 8 red and 4 not started." in said


def test_the_word_stands_beside_every_colour() -> None:
    standing = _table(samples("caseload")["many"].pages[0].report, "standing-table")
    assert {row.cells[1].text for row in standing.rows} == {
        "behind (red)",
        "a little behind (amber)",
        "on track (green)",
        "ahead (green)",
        "new starter",
    }


def test_hours_without_a_plan_are_no_slippage() -> None:
    caseload = made(1, 0, planned_h=None)
    assert _table(build(caseload), "hours").rows[0].cells[-1].text == "no plan"


def test_one_learner_on_two_programmes_is_one_person() -> None:
    caseload = made(2, 1)
    twice = replace(caseload, learners=(caseload.learners[0], caseload.learners[0]))
    headline = build(twice).sections[0].blocks[0]
    assert "1 of 2 people left out" in str(headline)
