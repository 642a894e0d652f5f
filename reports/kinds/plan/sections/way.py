"""The way: what a training provider claims of it, and what was measured here once enough people sat again."""

from reports import words
from reports.data import Block, Cell, Column, Fold, Paragraph, Row, Section, Table
from reports.kinds.plan.rows import Pace, Plan
from reports.kinds.plan.wording import sourced, weeks_cell

TITLE = "How long the way takes"
_WEEKS = "weeks"


def build(plan: Plan) -> Section:
    """Quote the claims, and tell the pace measured here, or why there is none."""
    claims: Block = _claims(plan)
    if plan.pace.steps:
        claims = Fold("What was claimed of the way before it was measured here", (claims,))
    return Section("way", TITLE, (*_measured(plan.pace), claims, *_routes(plan)))


def _measured(pace: Pace) -> tuple[Block, ...]:
    rule = (
        f"Growth measured here is told from {words.count(pace.needed, 'person', 'people')} on who sat again at least "
        f"once after their first sitting. So far there are {pace.retested}."
    )
    if not pace.steps or pace.first is None or pace.last is None:
        return (Paragraph(f"{rule} {pace.why_not}".strip()),)
    people, dates = words.count(pace.retested, "person", "people"), f"{words.day(pace.first)} to {words.day(pace.last)}"
    based = f"{people} who sat again, {dates}, everybody of the organisation together"
    table = Table(
        "pace",
        f"Weeks that a way takes at the pace measured ({based})",
        (
            Column("From the beginning of"),
            Column("To the beginning of"),
            Column("10 of 100 people within", _WEEKS),
            Column("50 of 100 within", _WEEKS),
            Column("90 of 100 within", _WEEKS),
        ),
        tuple(Row((Cell(step.begins), Cell(step.ends), *map(weeks_cell, step.weeks))) for step in pace.steps),
        note="Each person's growth is a line through her sittings, drawn towards the others as far as its own errors "
        "ask; how much the lines differ, and the doubt about their mean, make the spread. It holds if growth goes on "
        "as it did, and nobody promises that. What a second sitting gains by practice alone is not taken off, so it "
        "may be a little too fast.",
        stacks=True,
    )
    return Paragraph(rule), table


def _claims(plan: Plan) -> Table:
    return Table(
        "claims",
        "What is claimed of the way: not measured here",
        (Column("Way of using AI"), Column("Claim"), Column("By"), Column("Source"), Column("As of")),
        tuple(Row((Cell(rung), Cell(said.text), *sourced(said))) for rung, said in plan.claims),
        note="A claim is somebody's word. It is replaced by what is measured here, once enough people sat again.",
        stacks=True,
    )


def _routes(plan: Plan) -> tuple[Table, ...]:
    if not plan.routes:
        return ()
    return (
        Table(
            "routes",
            "Which programme is said to lead where",
            (Column("Programme"), Column("What is said of it"), Column("By"), Column("Source"), Column("As of")),
            tuple(Row((Cell(code), Cell(said.text), *sourced(said))) for code, said in plan.routes),
            note="Whether a programme moves people so far is what sittings before and after it show.",
            stacks=True,
        ),
    )
