"""Who pays: with the levy and without it, side by side."""

from reports import words
from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.plan.rows import Plan, Side
from reports.kinds.plan.wording import POUNDS, between

TITLE = "Who pays, with the levy and without"
_SAID = {
    "yes": "The employer pays the levy, as was typed in.",
    "no": "The employer pays no levy, as was typed in.",
    "not known": "Whether the employer pays the levy was not typed in.",
}


def build(plan: Plan) -> Section:
    """Tell the employer's part in each situation."""
    return Section("paying", TITLE, (Paragraph(_SAID[plan.pays_levy]), _sides(plan)))


def _sides(plan: Plan) -> Block:
    if plan.money is None or not any(seats.cost_pence is not None for seats in plan.seats):
        return Paragraph("No seat has a known price and known months, so no part of anybody can be reckoned.")
    return Table(
        "sides",
        f"What the employer pays of the seats whose cost is known (rules as of {words.day(plan.made_on)})",
        (
            Column("If the employer"),
            Column("Is that so here?"),
            Column("The employer pays", POUNDS),
            Column("By which rule"),
        ),
        tuple(_side(plan, side) for side in plan.money.sides),
        note="The rest is paid by the levy account or the government. Pay for the time of training is not in it. The "
        "figures that it rests on stand with their sources at the end.",
        stacks=True,
    )


def _side(plan: Plan, side: Side) -> Row:
    here = "not known" if plan.pays_levy == "not known" else "yes" if side.is_own else "no"
    said = between(side.low, side.high).replace("£", "")
    if side.low is None or side.high is None:
        paid = Cell(said)
    elif side.low == side.high:
        paid = Cell(said, side.low / 100)
    else:
        paid = Cell(said, None, side.low / 100, side.high / 100)
    return Row((Cell(side.situation), Cell(here), paid, Cell(side.why)))
