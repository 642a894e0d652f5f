"""Made-up plans, for the samples: every name, number and source is invented."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from reports.data import Note
from reports.groups.rows import LevelShare, Share, When
from reports.kinds.plan.rows import (
    Account,
    Money,
    Month,
    Offer,
    Pace,
    Plan,
    Said,
    Seats,
    Side,
    Standing,
    Step,
)
from reports.money_rows import MoneyMonth

TODAY = dt.date(2026, 11, 23)
LEVELS = ("First steps", "Asking", "Supplying", "Building", "Steering")
ABOVE = 100_000
_PENCE = 100


def said(text: str, conflict: str = "") -> Said:
    """Invent a word of somebody's."""
    return Said(text, "a made-up trainer", "https://example.org/made-up-source", dt.date(2026, 10, 31), conflict)


def nothing() -> Plan:
    """Return a plan for which nothing was typed and nobody was measured."""
    offers = ("X0001", "X0002")
    return Plan(
        organisation="A make-believe firm",
        about="Everybody",
        made_on=TODAY,
        pays_levy="not known",
        typed_by="",
        typed_on=None,
        standing=None,
        why_no_standing="No campaign has ended with figures yet.",
        claims=tuple((rung, said(f"takes some {unit}")) for rung, unit in (("Asking", "weeks"), ("Leading", "months"))),
        routes=tuple((code, said("some months; leads some way")) for code in offers),
        pace=Pace(0, 30, None, None, (), "Nobody has sat again."),
        offers=tuple(
            Offer(code, "A made-up programme", "Level 4 apprenticeship", "1.0", TODAY, (said("takes its time"),))
            for code in offers
        ),
        gone=("X0000 is not offered: X0001 replaced it.",),
        seats=(),
        money=None,
        figures=(said("5 %: somebody's part", "another page says nothing at all"), said("12 months: how long")),
        unknown=("Whether the employer pays the levy.", "Any seats and their prices."),
        assumptions=("Whatever is made up stays as it is.",),
        guidance="Guidance, not advice: look at the rules yourself.",
        evidence=Note("What this is evidence of", "Nothing: every number here is made up."),
        evidence_label="Made-up numbers.",
    )


def standing(people: int) -> Standing:
    """Invent published figures."""
    parts = (0.2, 0.35, 0.25, 0.15, 0.05)
    shares = [Share(part, max(part - 0.1, 0.0), min(part + 0.12, 1.0)) for part in parts]
    return Standing(
        when=When("Spring check", dt.date(2026, 9, 30), people + 4, people),
        levels=tuple(LevelShare(level, share) for level, share in zip(LEVELS, shares, strict=True)),
        arrived=LEVELS[3:],
        there=Share(0.2, 0.11, 0.33),
    )


def seats(number: int, people: int, price: int | None = 1_600_000, months: int | None = 15) -> Seats:
    """Invent seats on a programme; a price above 15,000 pounds is above the made-up band."""
    cost = None if price is None or months is None else price * people
    above = None if price is None else max(price - 1_500_000, 0) * people
    starts = dt.date(2027, number, 1)
    return Seats(f"X{number:04}", "Level 4 apprenticeship", "1.0", people, None, starts, months, price, cost, above)


def side(situation: str, low: int | None, high: int | None, *, is_own: bool = False) -> Side:
    """Invent who pays."""
    return Side(situation, is_own, low, high, "5 % of it, by a made-up rule", (said("5 %: somebody's part"),))


def account(balance: int, inflow: int, planned: Sequence[Seats], months: int = 24) -> Money:
    """Invent a levy account that pays for seats as far as it can; the employer pays a quarter of the rest."""
    typed = Account(TODAY, balance, inflow, 200_000, None, ((dt.date(2027, 2, 1), balance // 100),))
    left, rows = balance, []
    for place in range(months):
        month = dt.date(2026 + (place + 11) // 12, (place + 11) % 12 + 1, 1)
        cost = sum(_cost(each, month) for each in planned)
        spent = min(left + inflow, 200_000 + cost)
        left += inflow - spent
        rows.append(Month(month, inflow, 200_000, cost, spent, round(0.25 * (200_000 + cost - spent)), 0, left))
    pays = sum(row.employer_pays for row in rows)
    sides = (
        side("pays the levy, with the account that was typed", pays, pays, is_own=True),
        side("pays no levy", 0, 5 * ABOVE),
    )
    short = any(row.spent < row.committed + row.cost for row in rows)
    caution = ("More falls due than is there: the account is over-committed.",) if short else ()
    return Money(sides, typed, tuple(rows), tuple(map(_drawn, rows)), caution)


def no_levy(planned: Sequence[Seats], months: int = 20) -> Money:
    """Invent who pays where there is no levy."""
    drawn = []
    for place in range(months):
        month = dt.date(2027 + place // 12, place % 12 + 1, 1)
        due = sum(_cost(each, month) for each in planned) / _PENCE
        drawn.append(MoneyMonth(f"{month:%b %Y}", None, 0.95 * due, 0.05 * due))
    own = round(5 * sum(each.cost_pence or 0 for each in planned) / _PENCE)
    return Money(
        (side("pays the levy", 0, 5 * own), side("pays no levy", 0, own, is_own=True)), None, (), tuple(drawn), ()
    )


def measured() -> Pace:
    """Invent growth that was measured."""
    ways = (Step("Asking", "Supplying", (21.0, 34.0, 91.0)), Step("Asking", "Building", (44.0, 70.0, None)))
    return Pace(47, 30, dt.date(2025, 12, 1), dt.date(2026, 10, 30), ways, "")


def with_seats(planned: Sequence[Seats], money: Money, **other: object) -> Plan:
    """Return a plan with seats and money; other fields as they are given."""
    typed: dict[str, object] = {
        "seats": tuple(planned),
        "money": money,
        "standing": standing(52),
        "why_no_standing": "",
    }
    who: dict[str, object] = {"typed_by": "Jo Owner", "typed_on": TODAY, "pays_levy": "yes"}
    return replace(nothing(), **(typed | who | other))  # type: ignore[arg-type] # fields by name


def _cost(one: Seats, month: dt.date) -> int:
    if one.cost_pence is None or one.ends is None or one.months is None or not one.starts <= month <= one.ends:
        return 0
    return one.cost_pence // one.months


def _drawn(row: Month) -> MoneyMonth:
    return MoneyMonth(f"{row.month:%b %Y}", row.left / _PENCE, row.spent / _PENCE, row.employer_pays / _PENCE)
