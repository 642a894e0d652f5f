"""A levy account month by month: what comes in, is spent, expires, and what the employer pays beside it.

Money is spent from what came in first, and expires after as many months as the rule says of the day when it came in.
How money of before a change of the rule is treated is not known: that is the assumption. Costs are spread evenly over
the months of a programme, which is another. Whole pence, so that sums are exact.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessor.errors import AssessorError
from assessor.programmes.course import WHOLE
from assessor.programmes.paying.figures import figure_on

MOST_MONTHS = 60
_MONTHS = 12


class NoFigure(AssessorError):
    """A figure that is needed is not known for a day."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Money that came into the account in a month."""

    month: dt.date
    """By its first day."""
    pence: int
    expires: dt.date | None = None
    """The first month in which it is not there any more, where that is known; else the rule of its month says."""


@dataclass(frozen=True, slots=True)
class Seats:
    """People who start a programme together."""

    programme: str
    starts: dt.date
    """The month, by its first day."""
    people: int
    price_pence: int
    """Of one of them, for training and assessment."""
    months: int

    def cost(self, month: dt.date) -> int:
        """Return what falls due in a month, in pence; the last month has what does not divide."""
        place = _months_between(self.starts, month)
        if not 0 <= place < self.months:
            return 0
        each = self.people * self.price_pence // self.months
        return each if place < self.months - 1 else self.people * self.price_pence - each * (self.months - 1)


@dataclass(frozen=True, slots=True)
class LevyMonth:
    """One month of the account. Pence."""

    month: dt.date
    came_in: int
    """With the top-up of that day, where there is one."""
    committed: int
    """Spent on what was agreed before."""
    cost: int
    """Of the seats."""
    spent: int
    """Out of the account, on both."""
    employer_pays: int
    """The employer's share of what the account could not pay."""
    expired: int
    """At its beginning, before anything came in."""
    left: int
    """In the account at the end."""


@dataclass(frozen=True, slots=True)
class Account:
    """What an employer types in."""

    lots: Sequence[Lot]
    """What is in the account, by the month in which it came in."""
    inflow_pence: int
    """A month, before any top-up."""
    committed_pence: int
    """A month."""
    committed_until: dt.date | None = None
    """The last month of that, by its first day; none where no end is known."""

    def committed(self, month: dt.date) -> int:
        """Return what was agreed before and falls due in a month."""
        return 0 if self.committed_until and month > self.committed_until else self.committed_pence


def project(account: Account, seats: Sequence[Seats], first: dt.date, months: int) -> list[LevyMonth]:
    """Return the account from a month on. Raises NoFigure, and ValueError for more months than can be told."""
    if not 1 <= months <= MOST_MONTHS:
        raise ValueError(f"{months} months were asked for; 1 to {MOST_MONTHS} can be told")
    lots = sorted(account.lots, key=lambda lot: lot.month)
    rows = []
    for place in range(months):
        month = later(first, place)
        came_in = round(account.inflow_pence * (1 + _figure("top_up_percent", month) / WHOLE))
        there = [lot for lot in lots if _expires(lot) > month]
        expired = sum(lot.pence for lot in lots) - sum(lot.pence for lot in there)
        cost, committed = sum(one.cost(month) for one in seats), account.committed(month)
        due = committed + cost
        lots, spent = _spend([*there, Lot(month, came_in)], due)
        share = _figure("levy_payer_exhausted_percent", month) if spent < due else 0.0
        rows.append(
            LevyMonth(
                month=month,
                came_in=came_in,
                committed=committed,
                cost=cost,
                spent=spent,
                employer_pays=round((due - spent) * share / WHOLE),
                expired=expired,
                left=sum(lot.pence for lot in lots),
            )
        )
    return rows


def _spend(lots: Sequence[Lot], due: int) -> tuple[list[Lot], int]:
    """Return what is left of lots, the oldest spent first, and what was spent."""
    left, spent = [], 0
    for lot in lots:
        taken = min(lot.pence, due - spent)
        spent += taken
        if lot.pence > taken:
            left.append(replace(lot, pence=lot.pence - taken))
    return left, spent


def _expires(lot: Lot) -> dt.date:
    """Return the first month in which a lot is not there any more."""
    if lot.expires is not None:
        return lot.expires
    return later(lot.month, round(_figure("funds_expire_after_months", lot.month)))


def _figure(key: str, day: dt.date) -> float:
    found = figure_on(key, day)
    if found is None:
        raise NoFigure(f"no figure '{key}' is kept for {day}")
    return found.value


def later(month: dt.date, months: int) -> dt.date:
    """Return the month so many months on, by its first day."""
    years, place = divmod(month.month - 1 + months, _MONTHS)
    return dt.date(month.year + years, place + 1, 1)


def _months_between(first: dt.date, month: dt.date) -> int:
    return (month.year - first.year) * _MONTHS + month.month - first.month
