"""Programmes that can be started, and the seats that were typed in: months and cost."""

from collections.abc import Iterator

from reports import words
from reports.data import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.plan.rows import Offer, Plan, Seats
from reports.kinds.plan.wording import POUNDS, money_cell, month

TITLE = "Programmes and seats"


def build(plan: Plan) -> Section:
    """Tell what can be started and what is planned."""
    return Section("seats", TITLE, (*_planned(plan), *_offered(plan)))


def _planned(plan: Plan) -> tuple[Block, ...]:
    if not plan.seats:
        return (Paragraph("No seats were typed in."),)
    return (
        Table(
            "planned",
            f"Seats as they were typed in by {plan.typed_by}, {_typed_on(plan)}",
            (
                Column("Programme"),
                Column("Seats", "people"),
                Column("Of 25 or more", "people"),
                Column("From"),
                Column("Takes", "months"),
                Column("Last month"),
                Column("Price of a seat", POUNDS),
                Column("Cost", POUNDS),
                Column("Above the band", POUNDS),
            ),
            (*map(_row, plan.seats), _sum(plan)),
            note=_note(plan),
            stacks=True,
        ),
    )


def _typed_on(plan: Plan) -> str:
    return words.day(plan.typed_on) if plan.typed_on else "no date"


def _note(plan: Plan) -> str:
    left = plan.left_out
    said = (
        f"{left} of {words.count(plan.all_seats, 'seat')} left out of the sum: no price or no months. " if left else ""
    )
    return f"{said}The version is the one that holds for the month in which the seats begin."


def _row(seats: Seats) -> Row:
    return Row(
        (
            Cell(seats.code, aside=f"{seats.what}, version {seats.version}"),
            _count(seats.people),
            _count(seats.from_25),
            Cell(month(seats.starts), day=seats.starts),
            _count(seats.months),
            Cell(month(seats.ends), day=seats.ends) if seats.ends else Cell("not known"),
            money_cell(seats.price_pence),
            money_cell(seats.cost_pence),
            money_cell(seats.above_pence),
        )
    )


def _count(many: int | None) -> Cell:
    return Cell("not known") if many is None else Cell(f"{many:,}", many)


def _sum(plan: Plan) -> Row:
    costs = [seats.cost_pence for seats in plan.seats if seats.cost_pence is not None]
    name = "Sum of what is known" if plan.left_out else "Sum"
    blank = Cell("")
    people = _count(plan.all_seats)
    cost = money_cell(sum(costs) if costs else None)
    return Row((Cell(name), people, blank, blank, blank, blank, blank, cost, blank))


def _offered(plan: Plan) -> Iterator[Block]:
    yield Table(
        "offers",
        f"What can be started on {words.day(plan.made_on)}",
        (Column("Programme"), Column("Title"), Column("What it is"), Column("Version"), Column("For starts from")),
        tuple(map(_offer, plan.offers)),
        stacks=True,
    )
    if plan.gone:
        yield Bullets(plan.gone)


def _offer(one: Offer) -> Row:
    version = Cell(f"version {one.version}")
    return Row((Cell(one.code), Cell(one.title), Cell(one.what), version, Cell(words.day(one.since), day=one.since)))
