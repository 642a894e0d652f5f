"""Words that several parts of the plan share: money, months, weeks, days."""

import datetime as dt

from reports import words
from reports.data import Cell
from reports.kinds.plan.rows import Said

POUNDS = "pounds"
"""The unit of money."""
_PENCE = 100


def month(on: dt.date) -> str:
    """Say a month: ``October 2026``."""
    return f"{on:%B %Y}"


def pounds(pence: int) -> str:
    """Say money: ``£1,200``, with pence where there are any."""
    return f"£{pence / _PENCE:,.2f}" if pence % _PENCE else f"£{pence // _PENCE:,}"


def money_cell(pence: int | None) -> Cell:
    """Return money as a cell in pounds."""
    if pence is None:
        return Cell("not known")
    return Cell(pounds(pence).removeprefix("£"), pence / _PENCE)


def rounded(pence: int) -> str:
    """Say money to the pound: ``£1,200``."""
    return f"£{round(pence / _PENCE):,}"


def rounded_cell(pence: int) -> Cell:
    """Return money to the pound as a cell; its number has the pence."""
    return Cell(rounded(pence).removeprefix("£"), pence / _PENCE)


def between(low: int | None, high: int | None) -> str:
    """Say what is paid at least and at most."""
    if low is None or high is None:
        return "not known"
    return pounds(low) if low == high else f"{pounds(low)} to {pounds(high)}"


def weeks_cell(weeks: float | None) -> Cell:
    """Return weeks as a cell."""
    return Cell("never at this pace") if weeks is None else Cell(words.number(weeks), round(weeks))


def within(weeks: float | None) -> str:
    """Say by when: ``within 52 weeks``."""
    return "never at this pace" if weeks is None else f"within {words.count(round(weeks), 'week')}"


def sourced(said: Said) -> tuple[Cell, Cell, Cell]:
    """Return whose word something is, its source and its date, as cells."""
    by = f"{said.by}; conflict: {said.conflict}" if said.conflict else said.by
    return Cell(by), Cell(said.source), Cell(words.day(said.as_of), day=said.as_of)
