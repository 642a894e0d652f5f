"""Who pays: with the levy and without it, side by side, and the dated figures that it rests on."""

from reports import words
from reports.data import Block, Cell, Column, Fold, Paragraph, Row, Section, Table
from reports.kinds.plan.rows import Money, Plan, Side
from reports.kinds.plan.wording import POUNDS, between, sourced

TITLE = "Who pays, with the levy and without"
_SAID = {
    "yes": "The employer pays the levy, as was typed in.",
    "no": "The employer pays no levy, as was typed in.",
    "not known": "Whether the employer pays the levy was not typed in.",
}


def build(plan: Plan) -> Section:
    """Tell the employer's part in each situation, and the figures."""
    return Section("paying", TITLE, (Paragraph(_SAID[plan.pays_levy]), *_sides(plan), _figures(plan)))


def _sides(plan: Plan) -> tuple[Block, ...]:
    if plan.money is None or not any(seats.cost_pence is not None for seats in plan.seats):
        return (Paragraph("No seat has a known price and known months, so no part of anybody can be reckoned."),)
    return (
        Table(
            "sides",
            f"What the employer pays of the seats whose cost is known (rules as of {words.day(plan.made_on)})",
            (
                Column("If the employer"),
                Column("Is that so here?"),
                Column("The employer pays", POUNDS),
                Column("By which rule"),
            ),
            tuple(_side(plan, side) for side in plan.money.sides),
            note="The rest is paid by the levy account or the government. Pay for the time of training is not in it.",
            stacks=True,
        ),
        Fold("What these parts rest on", (_rests(plan.money),)),
    )


def _rests(money: Money) -> Table:
    return Table(
        "rests",
        "What the employer's part rests on",
        (Column("If the employer"), Column("Figure"), Column("Kind of source"), Column("Source"), Column("As of")),
        tuple(
            Row((Cell(side.situation), Cell(said.text), *sourced(said)))
            for side in money.sides
            for said in side.rests_on
        ),
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


def _figures(plan: Plan) -> Table:
    return Table(
        "figures",
        f"Figures of the funding rules that hold on {words.day(plan.made_on)}",
        (Column("Figure"), Column("Kind of source"), Column("Source"), Column("As of")),
        tuple(Row((Cell(said.text), *sourced(said))) for said in plan.figures),
        note="Each was read on the day that stands beside it. Where sources disagree, it says so.",
        stacks=True,
    )
