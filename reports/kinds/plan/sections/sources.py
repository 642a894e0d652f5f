"""What the plan rests on: the dated figures of the rules, and what is said of programmes, each with its source."""

from collections.abc import Iterator

from reports import words
from reports.data import Cell, Column, Fold, Row, Section, Table
from reports.kinds.plan.rows import Money, Plan, Said
from reports.kinds.plan.wording import sourced

TITLE = "Rules, programmes and their sources"
_SOURCE = (Column("Kind of source"), Column("Source"), Column("As of"))


def build(plan: Plan) -> Section:
    """List the figures, and behind them what is said of programmes."""
    said = _table(
        "said",
        "What is said of programmes",
        ("Programme", "What is said"),
        [(one.code, said) for one in plan.offers for said in one.said],
    )
    return Section("sources", TITLE, (*_rests(plan.money), _figures(plan), Fold("What is said of programmes", (said,))))


def _rests(money: Money | None) -> Iterator[Table]:
    """Give what the employer's part rests on, each figure once with the situations that ask for it."""
    situations: dict[Said, list[str]] = {}
    for side in money.sides if money else ():
        for said in side.rests_on:
            situations.setdefault(said, []).append(side.situation)
    if situations:
        rows = [("; ".join(names), said) for said, names in situations.items()]
        yield _table("rests", "What the employer's part rests on", ("If the employer", "Figure"), rows)


def _figures(plan: Plan) -> Table:
    return Table(
        "figures",
        f"Figures of the funding rules that hold on {words.day(plan.made_on)}",
        (Column("Figure"), *_SOURCE),
        tuple(Row((Cell(said.text), *sourced(said))) for said in plan.figures),
        note="Each was read on the day that stands beside it. Where sources disagree, it says so.",
        stacks=True,
    )


def _table(name: str, caption: str, heads: tuple[str, str], rows: list[tuple[str, Said]]) -> Table:
    first, second = heads
    return Table(
        name,
        caption,
        (Column(first), Column(second), *_SOURCE),
        tuple(Row((Cell(of), Cell(said.text), *sourced(said))) for of, said in rows),
        stacks=True,
    )
