"""What the learner has shown in practice: work that somebody saw and marked."""

from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.learner.rows import Learner
from reports.kinds.learner.wording import day_cell

TITLE = "Shown in practice"


def build(learner: Learner) -> Section:
    """List the evidence, the newest first."""
    if not learner.work:
        text = (
            "No practical work has been attested yet. The two highest levels need it: questions show what somebody "
            "knows, not what she has built."
        )
        return Section("work", TITLE, (Paragraph(text),))
    table = Table(
        "evidence",
        "Practical work, the newest first",
        (
            Column("What"),
            Column("Date"),
            Column("Met the rubric?"),
            Column("About"),
            Column("Attested by"),
            Column("Rubric"),
        ),
        tuple(
            Row(
                (
                    Cell(work.what),
                    day_cell(work.on),
                    Cell("yes" if work.passed else "no"),
                    Cell(work.about or "nothing said"),
                    Cell(work.by),
                    Cell(work.rubric),
                )
            )
            for work in sorted(learner.work, key=lambda work: work.on, reverse=True)
        ),
        quoted=True,
        note="Of work of one kind the newest counts.",
    )
    return Section("work", TITLE, (table,))
