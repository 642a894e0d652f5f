"""The work of the team, piece by piece: how often, what is counted and what is not, and what a year comes to."""

from harness.api.rows import Verdict
from reports import words
from reports.data import Block, Cell, Chart, Column, Paragraph, Row, Section, Table
from reports.kinds.business_case import wording
from reports.kinds.business_case.reckoning import Counted, worth
from reports.kinds.business_case.rows import Case, Said, Work
from reports.kinds.business_case.verdict import Verdict as Judged
from reports.rows import PairedDifference

TITLE = "The work, piece by piece"
WORK_COLUMNS = (
    Column("Work"),
    Column("How often", "times a month"),
    Column("Measured on"),
    Column("Run"),
)
YEAR_COLUMNS = (
    Column("Work"),
    Column("Now done by"),
    Column("Hours of people freed", "hours a year"),
    Column("Fewer jobs with a defect", "jobs a year"),
    Column("Counted"),
)
NOT_IN = "not in the sum"


def build(case: Case, found: Judged) -> Section:
    """List the work; what a year comes to only where there is a headline."""
    if not case.works:
        return Section("work", TITLE, (Paragraph("No piece of work was named."),))
    rows = tuple(map(_work, case.works))
    table = Table("pieces", "What the team does, and what stands for it", WORK_COLUMNS, rows, stacks=True)
    blocks: list[Block] = [table]
    if case.said and found.steps:
        blocks.append(_year(case.said, found))
    return Section("work", TITLE, tuple(blocks))


def _work(work: Work) -> Row:
    measured = work.measured
    task = measured.task if measured else f"not measured: {work.why_not}"
    often = Cell(f"{work.times_a_month:g}", work.times_a_month)
    return Row((Cell(work.name), often, Cell(task), Cell(f"run {work.run}" if work.run else "none named")))


def _year(said: Said, found: Judged) -> Block:
    rows = tuple(_line(said, one, is_told=found.worth is not None) for one in found.steps)
    table = Table(
        "year",
        "A year of each step, the share of the team that takes it included",
        YEAR_COLUMNS,
        rows,
        "95 % intervals. Below nought a year takes more hours, or lets more defects out.",
        stacks=True,
    )
    if found.worth is None:
        return table
    counted = [one for one in found.steps if not one.why_not]
    drawn = [_drawn(said, one) for one in counted]
    sentence = (
        f"{words.count(len(drawn), 'step')} counted. A triangle to the right: people's hours are freed; to the left: it"
        " takes more of them. A bar is the 95 % interval."
    )
    return Chart("paired_differences", "Hours of people freed in a year", sentence, drawn, table, table_open=True)


def _name(one: Counted) -> str:
    return f"{one.work.name}, from {words.LEVELS[one.left].lower()}"


def _drawn(said: Said, one: Counted) -> PairedDifference:
    year = worth(said, [one])
    assert year is not None, "a step that counts is worth something, for better or worse"
    hours = wording.rounded(year.hours)
    verdict: Verdict = "better" if hours.value > 0 else "worse"
    return PairedDifference(_name(one), hours.value, hours.low, hours.high, verdict, "hours freed a year")


def _line(said: Said, one: Counted, *, is_told: bool) -> Row:
    year = worth(said, [one]) if is_told else None
    hours = wording.cell(year.hours if year else None, NOT_IN)
    defects = wording.cell(year.defects if year else None, "not measured" if year else NOT_IN)
    why = (
        words.sentence(one.why_not) if one.why_not else ("Yes" if is_told else "No: the case does not stand, see above")
    )
    return Row((Cell(one.work.name), Cell(words.LEVELS[one.left]), hours, defects, Cell(why)))
