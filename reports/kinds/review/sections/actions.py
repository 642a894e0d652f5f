"""What was agreed and what is agreed today: who does what by when, and how all three will know."""

import datetime as dt
from collections.abc import Sequence

from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.review.rows import Action, Review
from reports.programme.said import day_cell
from reports.words import day

TITLE = "Actions"
_NEW = 3
"""Lines for new ones."""


def build(review: Review) -> Section:
    """Tell of open actions and of those done since the last review, with room for new ones."""
    last = review.programme.last if review.programme else None
    told = [one for one in review.actions if one.done_on is None or last is None or one.done_on >= last.on]
    before: Block = _agreed(told, review.made_on) if told else Paragraph("No action is open.")
    return Section("actions", TITLE, (before, _new()))


def _agreed(actions: Sequence[Action], today: dt.date) -> Table:
    return Table(
        "agreed-actions",
        "Agreed before: what is open, and what was done since the last review",
        (Column("What"), Column("Who"), Column("By when"), Column("Agreed on"), Column("State")),
        tuple(
            Row(
                (
                    Cell(one.what),
                    Cell(one.who),
                    day_cell(one.due_on, "no day"),
                    day_cell(one.agreed_on),
                    Cell(_state(one, today)),
                )
            )
            for one in actions
        ),
        stacks=True,
    )


def _state(action: Action, today: dt.date) -> str:
    if action.done_on is not None:
        return f"done on {day(action.done_on)}"
    return "past its day" if action.due_on is not None and action.due_on < today else "open"


def _new() -> Table:
    empty = Row((Cell(""), Cell(""), Cell(""), Cell("")))
    return Table(
        "new-actions",
        "New: one thing each, that can be done by its day and seen to be done",
        (Column("What exactly"), Column("How we shall know"), Column("Who"), Column("By when")),
        (empty,) * _NEW,
        by_hand=True,
    )
