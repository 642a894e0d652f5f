"""The figures of a company's rule book in both issues, how days are counted, and how grave a breach is."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Literal

from tasks_bank.world.month import Month, is_working_day, next_working_day

Severity = Literal["low", "medium", "high"]
SEND_BACK_DAYS = 2
"""Working days within which a gift that is worth too much has to be sent back."""
SPLIT_DAYS = 7
"""Purchases of one buyer from one supplier within so many days count as one."""
_MUCH_TOO_HIGH = Decimal("1.5")
_MUCH_TOO_LATE = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What an issue of the rule book changed."""

    issue: int
    discount: int
    """Per cent; an offer above it needs approval."""
    gift: int
    """Pounds; a gift from that value on is registered."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The figures of one company. The two issues differ in discounts and in gifts."""

    old: Limits
    new: Limits
    changed_on: dt.date
    """The first day of the new issue, in the middle of the month."""
    cooling_days: int
    """Calendar days between signing and the start of work."""
    gift_days: int
    """Working days for registering a gift."""
    gift_most: int
    """Pounds; a gift above it is not kept."""
    purchase: int
    """Pounds; a purchase above it needs approval."""
    complaint_days: int
    """Working days for acknowledging a complaint."""

    def on(self, day: dt.date) -> Limits:
        """Return the limits of the issue in force on a day."""
        return self.new if day >= self.changed_on else self.old


def some_rule_book(rng: Random, month: Month) -> RuleBook:
    """Draw the figures: the new issue allows smaller discounts and lets more small gifts pass."""
    issue, discount, gift = rng.randint(3, 8), rng.choice((8, 10, 12)), rng.choice((40, 45, 50))
    days = month.working_days
    return RuleBook(
        old=Limits(issue, discount + 5, gift - 20),
        new=Limits(issue + 1, discount, gift),
        changed_on=days[rng.randint(len(days) // 2, len(days) // 2 + 2)],
        cooling_days=rng.choice((10, 12, 14)),
        gift_days=rng.choice((3, 4, 5)),
        gift_most=rng.choice((90, 100, 110)),
        purchase=rng.choice((400, 500, 600)),
        complaint_days=rng.choice((2, 3, 4)),
    )


def working_days_later(day: dt.date, days: int) -> dt.date:
    """Return the day that many working days after a day; the counting starts the day after."""
    for _ in range(days):
        day = next_working_day(day)
    return day


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Count the working days after the first day, up to the last, which is included."""
    return sum(is_working_day(first + dt.timedelta(days=n)) for n in range(1, (last - first).days + 1))


def by_amount(amount: Decimal | int, limit: int) -> Severity:
    """Say how grave it is to be above a limit."""
    return "medium" if Decimal(amount) >= limit * _MUCH_TOO_HIGH else "low"


def by_days(days: int | None) -> Severity:
    """Say how grave it is to be late, or early, by so many days; None is never."""
    return "medium" if days is None or days > _MUCH_TOO_LATE else "low"
