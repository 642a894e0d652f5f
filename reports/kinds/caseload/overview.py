"""Puts the report on a caseload together: how many are what, who is waited for, how everybody stands."""

import datetime as dt
from collections.abc import Sequence

from reports import words
from reports.data import Block, Cell, Column, Headline, Paragraph, Report, Row, Section, Table
from reports.kinds.caseload.rows import WAITS, Caseload, Learner, Wait

_WORDS: dict[Wait, str] = {
    "overdue": "review overdue",
    "due": "review due",
    "red": "red",
    "not started": "not started",
}
_NONE = "none"
_PAGE_ROWS = 200


def build(caseload: Caseload) -> Report:
    """Return the report on one caseload."""
    return Report(
        kicker="Caseload",
        title=caseload.trainer,
        lead=f"{words.count(len(caseload.learners), 'learner')} on programmes, of {_cohorts(caseload)}, "
        f"{caseload.organisation}. As of {words.day(caseload.made_on)}.",
        evidence=caseload.evidence,
        evidence_label=caseload.evidence_label,
        sections=(_waiting(caseload), _standing(caseload), _reading(caseload)),
    )


def _cohorts(caseload: Caseload) -> str:
    if not caseload.cohorts:
        return "no cohort"
    return f"{'cohort' if len(caseload.cohorts) == 1 else 'cohorts'} {words.listed(caseload.cohorts)}"


def _waiting(caseload: Caseload) -> Section:
    waited = [one for one in caseload.learners if one.waits]
    counts = [f"{sum(wait in one.waits for one in waited):,} {_WORDS[wait]}" for wait in WAITS]
    blocks: list[Block] = [
        Headline(
            (f"Of {words.count(len(caseload.learners), 'learner')}: {words.listed(counts)}.", *_left_out(caseload))
        )
    ]
    if waited:
        blocks.append(
            Table(
                "waiting",
                f"Who is waited for, on {words.day(caseload.made_on)}",
                (
                    Column("Learner"),
                    Column("Cohort"),
                    Column("Waited for"),
                    Column("Next review by"),
                    Column("Planned for"),
                    Column("Last held"),
                ),
                tuple(map(_wait_row, waited)),
                note="A review is due from 28 days before its day. One that is overdue is due too.",
                stacks=True,
                page_rows=_PAGE_ROWS,
            )
        )
    elif caseload.learners:
        blocks.append(Paragraph("Nobody is waited for."))
    else:
        blocks.append(Paragraph("Nobody of these cohorts is on a programme that is kept here."))
    return Section("waiting-for", "Who is waited for", tuple(blocks))


def _left_out(caseload: Caseload) -> tuple[str, ...]:
    if not caseload.without:
        return ()
    people = caseload.without + len({one.id for one in caseload.learners})
    noun = "person" if people == 1 else "people"
    return (f"{caseload.without} of {people} {noun} left out: on no programme, or done with theirs.",)


def _wait_row(one: Learner) -> Row:
    return Row(
        (
            Cell(one.name),
            Cell(words.listed(one.cohorts)),
            Cell(words.listed([_WORDS[wait] for wait in one.waits if wait != "due" or "overdue" not in one.waits])),
            _day(one.due_on, one.review),
            _day(one.planned_on, "not planned"),
            _day(one.held_on, _NONE),
        )
    )


def _standing(caseload: Caseload) -> Section:
    if not caseload.learners:
        return Section("standing", "How everybody stands", (Paragraph("There is nobody yet."),))
    standing = Table(
        "standing-table",
        f"All learners, those first who are waited for, on {words.day(caseload.made_on)}",
        (
            Column("Learner"),
            Column("Standing"),
            Column("Points before or behind", "points"),
            Column("Progress", "%"),
            Column("Time that had passed", "%"),
            Column("Progress counted on"),
            Column("Counted by"),
        ),
        tuple(map(_standing_row, caseload.learners)),
        note="Progress stands with its day: what the learner's own system counted, else hours off the job as a share "
        "of the plan. The word counts; the colour repeats it.",
        stacks=True,
        page_rows=_PAGE_ROWS,
    )
    judged = [one for one in caseload.learners if one.own]
    own = (_own(judged),) if judged else ()
    return Section("standing", "How everybody stands", (standing, *own, _hours(caseload)))


def _hours(caseload: Caseload) -> Table:
    return Table(
        "hours",
        f"Programmes, and hours off the job by {words.day(caseload.made_on)}",
        (
            Column("Learner"),
            Column("Programme"),
            Column("First day"),
            Column("Planned end"),
            Column("Off the job", "hours"),
            Column("Planned by today", "hours"),
        ),
        tuple(map(_hours_row, caseload.learners)),
        stacks=True,
        page_rows=_PAGE_ROWS,
    )


def _own(learners: Sequence[Learner]) -> Table:
    return Table(
        "own-judgements",
        "Where a trainer judged otherwise than the formula",
        (Column("Learner"), Column("The formula says"), Column("The trainer says"), Column("Since"), Column("Why")),
        tuple(
            Row((Cell(one.name), Cell(_word(one)), Cell(one.own.colour), _day(one.own.on, _NONE), Cell(one.own.reason)))
            for one in learners
            if one.own
        ),
        note="A trainer's own judgement counts until the next review.",
        stacks=True,
    )


def _standing_row(one: Learner) -> Row:
    progress, counted = Cell("not known"), Cell("not known")
    if one.progress_percent is not None and one.progress_on is not None:
        progress = Cell(f"{one.progress_percent:.0f}", round(one.progress_percent, 1))
        counted = _day(one.progress_on, "not known")
    return Row(
        (
            Cell(one.name),
            Cell(_word(one), aside=f"the trainer says {one.own.colour}" if one.own else ""),
            _number(one.points, "+.1f"),
            progress,
            _number(one.elapsed_percent, ".0f"),
            counted,
            Cell(one.basis or "not known"),
        )
    )


def _hours_row(one: Learner) -> Row:
    return Row(
        (
            Cell(one.name),
            Cell(one.programme),
            _day(one.starts_on, _NONE),
            _day(one.planned_end_on, _NONE),
            _number(one.actual_h, ".0f"),
            _number(one.planned_h, ".0f", "no plan"),
        )
    )


def _reading(caseload: Caseload) -> Section:
    return Section(
        "reading",
        "How to read it",
        (
            Paragraph(caseload.formula),
            Paragraph(
                "Not started: the first day is to come, or no time off the job is logged and no review was held. "
                "Nothing here is a measured ability, and none of it is a result of a sitting."
            ),
        ),
    )


def _word(one: Learner) -> str:
    return f"{one.word} ({one.colour})" if one.colour else one.word


def _day(on: dt.date | None, instead: str) -> Cell:
    return Cell(instead) if on is None else Cell(words.day(on), day=on)


def _number(value: float | None, form: str, instead: str = "not known") -> Cell:
    return Cell(instead) if value is None else Cell(format(value, form), round(value, 1))
