"""Concerns and changes of circumstance: what was raised last time, and room for today."""

from reports.data import Block, Cell, Column, Fact, Facts, Paragraph, Row, Section, Table
from reports.kinds.review.rows import Review
from reports.words import day

TITLE = "Concerns and changes"
_ASKED = (
    "Concerns of the learner, of the employer",
    "Changes: work, hours, manager, support that is needed",
    "Safety, wellbeing, anything else",
)


def build(review: Review) -> Section:
    """Say what was raised and noted at the last review, and ask again."""
    held = review.programme.last if review.programme else None
    rows = tuple(Row((Cell(asked), Cell(""))) for asked in _ASKED)
    today = Table("concerns-today", "Today", (Column("Asked"), Column("Said")), rows, by_hand=True)
    before: Block = Paragraph("No review has been held, so nothing was raised before.")
    if held is not None:
        facts = [Fact(f"Raised on {day(held.on)}", held.concerns or "no concern was written down")]
        facts += [Fact("Noted", held.notes)] if held.notes else []
        before = Facts(tuple(facts))
    return Section("concerns", TITLE, (before, today))
