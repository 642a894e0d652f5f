"""Who is behind on the programme (the RAG list): for the cohort's trainers, the colour never without its word."""

from collections import Counter

from reports import words
from reports.data import Block, Cell, Column, Headline, Paragraph, Row, Section, Table
from reports.kinds.cohort.people import PAGE_ROWS
from reports.kinds.cohort.rows import Cohort, OnProgramme

TITLE = "Who is behind on the programme"
COLOURS = ("red", "amber", "green", "")
PERCENT = "%"
HOURS = "hours"
POINTS = "points"
_NOTE = (
    "Progress is what the learner's own system counted on the day that stands beside it, else time off the job as a "
    "share of the plan. It is no result of a sitting, and no level."
)


def build(cohort: Cohort) -> Section:
    """List the people on a programme, those first who are waited for."""
    if cohort.programmes is None:
        text = "Standing on the programme is for those who train the cohort; it is not told to this reader."
        return Section("programme", TITLE, (Paragraph(text),))
    if not cohort.programmes:
        text = "Nobody of this cohort is on a programme that is kept here."
        return Section("programme", TITLE, (Paragraph(text),))
    lead = Headline((_colours(cohort.programmes), _reviews(cohort.programmes)))
    own = tuple(one for one in cohort.programmes if one.judgement)
    blocks: tuple[Block, ...] = (
        lead,
        _table(cohort.programmes),
        *((_judgements(own),) if own else ()),
        Paragraph(f"The formula: {cohort.formula}"),
    )
    return Section("programme", TITLE, blocks)


def _colours(rows: tuple[OnProgramme, ...]) -> str:
    found = Counter(row.shown for row in rows)
    parts = [f"{found[colour]:,} {colour or 'without a colour'}" for colour in COLOURS if found[colour]]
    return f"{words.count(len(rows), 'person is', 'people are')} on a programme: {words.listed(parts)}."


def _reviews(rows: tuple[OnProgramme, ...]) -> str:
    overdue, due = (sum(row.review_state == state for row in rows) for state in ("overdue", "due"))
    return f"Reviews: {overdue:,} overdue, {due:,} due within four weeks."


def _table(rows: tuple[OnProgramme, ...]) -> Table:
    return Table(
        "programme-standing",
        "People on a programme, those first whose review is overdue, then red ones",
        (
            Column("Name"),
            Column("Programme"),
            Column("Standing"),
            Column("Before or behind", POINTS),
            Column("Progress", PERCENT),
            Column("Time passed", PERCENT),
            Column("Off the job", HOURS),
            Column("Planned by now", HOURS),
            Column("Next review by"),
        ),
        tuple(map(_row, rows)),
        note=f"{_programmes(rows)} {_NOTE}",
        stacks=True,
        page_rows=PAGE_ROWS,
    )


def _row(one: OnProgramme) -> Row:
    due = Cell(one.review_state)
    if one.review_due_on is not None:
        due = Cell(words.day(one.review_due_on), day=one.review_due_on, aside=one.review_state)
    return Row(
        (
            Cell(one.name),
            Cell(one.code),
            _standing(one),
            _number(one.points, sign=True),
            _progress(one),
            _number(one.elapsed_percent),
            _number(one.actual_h),
            _number(one.planned_h),
            due,
        )
    )


def _standing(one: OnProgramme) -> Cell:
    if one.judgement:
        return Cell(one.judgement.colour, aside="own judgement, below")
    return Cell(f"{one.word} ({one.colour})" if one.colour else one.word)


def _judgements(rows: tuple[OnProgramme, ...]) -> Table:
    return Table(
        "judgements",
        "Judged otherwise by the trainer, until the next review",
        (Column("Name"), Column("Colour that counts"), Column("By the formula"), Column("On"), Column("Reason")),
        tuple(
            Row(
                (
                    Cell(one.name),
                    Cell(one.judgement.colour),
                    Cell(f"{one.word} ({one.colour})" if one.colour else one.word),
                    Cell(words.day(one.judgement.on), day=one.judgement.on),
                    Cell(one.judgement.reason),
                )
            )
            for one in rows
            if one.judgement
        ),
        page_rows=PAGE_ROWS,
    )


def _programmes(rows: tuple[OnProgramme, ...]) -> str:
    found = sorted({(row.code, row.programme) for row in rows})
    return " ".join(f"{code} is {title}." for code, title in found)


def _progress(one: OnProgramme) -> Cell:
    if one.progress_percent is None or one.progress_on is None:
        return Cell("not known")
    return Cell(
        f"{one.progress_percent:.0f}", one.progress_percent, day=one.progress_on, aside=words.day(one.progress_on)
    )


def _number(value: float | None, *, sign: bool = False) -> Cell:
    if value is None:
        return Cell("not known")
    return Cell(f"{value:+.1f}" if sign else f"{value:.0f}", round(value, 1))
