"""When the next review is, and three signatures."""

from reports.data import Cell, Column, Row, Section, Table
from reports.kinds.review.rows import Review
from reports.kinds.review.wording import due_rule, next_review

TITLE = "Next review, and signatures"


def build(review: Review) -> Section:
    """Leave room to sign; a signature that counts for funding is given in the training provider's own system."""
    told = review.programme
    trainers = ", ".join(told.enrolled.trainers) if told else ""
    employer = Cell("Employer", aside=told.enrolled.employer if told else "")
    who = ((Cell("Learner"), review.name), (employer, ""), (Cell("Trainer"), trainers))
    agreed = Table(
        "next-day",
        "Agreed today",
        (Column("Next review on"), Column("At what time"), Column("Where")),
        (Row((Cell(""), Cell(""), Cell(""))),),
        by_hand=True,
        note=f"{next_review(told.due)} {due_rule(told.due)}" if told else "",
    )
    names = Table(
        "signatures",
        "Signatures",
        (Column("Who"), Column("Name"), Column("Signature"), Column("Date")),
        tuple(Row((each, Cell(name), Cell(""), Cell(""))) for each, name in who),
        by_hand=True,
        note="For the record of these three. What counts for funding is signed in the training provider's own system.",
    )
    return Section("signing", TITLE, (agreed, names))
