"""What the plan is given: where people are, what is claimed and measured of the way, seats, money, rules. No store.

Money is in whole pence. What is not known is None and stays so.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reports.data import Note
from reports.groups.rows import LevelShare, Share, When
from reports.money_rows import MoneyMonth

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Said:
    """Something that somebody says, and where."""

    text: str
    by: str
    """Whose word it is: a name, or what kind of source."""
    source: str
    as_of: dt.date
    conflict: str = ""
    """What another source says instead."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the people are, by the figures that were published when a campaign was closed."""

    when: When
    levels: tuple[LevelShare, ...]
    """From the lowest."""
    arrived: tuple[str, ...]
    """Names of the levels that orchestration belongs to."""
    there: Share | None
    """At one of these; None in figures that were made before it was told of."""


@dataclass(frozen=True, slots=True)
class Step:
    """How long one way takes at the pace that was measured."""

    begins: str
    """The level from whose beginning."""
    ends: str
    """The level to whose beginning."""
    weeks: tuple[float | None, float | None, float | None]
    """Within which 10, 50 and 90 of 100 people have gone it; None where they never do at this pace."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The growth of people who sat again."""

    retested: int
    needed: int
    """People from whom on it is told."""
    first: dt.date | None
    """The day of the earliest sitting; None where nobody sat again."""
    last: dt.date | None
    steps: tuple[Step, ...]
    """Empty where it is not told."""
    why_not: str
    """Why it is not told; empty where it is."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme that can be started."""

    code: str
    title: str
    what: str
    """Level 4 apprenticeship, or unit at the level of a Level 5 apprenticeship."""
    version: str
    """For starts from today on."""
    since: dt.date
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats on one programme, as they were typed."""

    code: str
    what: str
    version: str
    people: int
    from_25: int | None
    """Of them, of 25 years or more."""
    starts: dt.date
    """The month, by its first day."""
    months: int | None
    price_pence: int | None
    """Of one seat."""
    cost_pence: int | None
    """Of all of them; None where price or months are not known."""
    above_pence: int | None
    """Of that, above the funding band; None where no band is known."""

    @property
    def ends(self) -> dt.date | None:
        """The last month, by its first day; None where how long it takes is not known."""
        if self.months is None:
            return None
        years, place = divmod(self.starts.month + self.months - 2, _MONTHS)
        return dt.date(self.starts.year + years, place + 1, 1)


@dataclass(frozen=True, slots=True)
class Account:
    """The levy account, as it was typed."""

    on: dt.date
    balance_pence: int
    inflow_pence: int
    """A month."""
    committed_pence: int
    """A month."""
    committed_until: dt.date | None
    """The last month, by its first day; None where no end was typed."""
    expiring: tuple[tuple[dt.date, int], ...]
    """By which month how much of the balance is gone unless it is spent before."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the levy account. Pence."""

    month: dt.date
    came_in: int
    committed: int
    cost: int
    """Of the seats."""
    spent: int
    employer_pays: int
    expired: int
    left: int


@dataclass(frozen=True, slots=True)
class Side:
    """Who pays for the seats whose cost is known, in one situation of the employer. Pence."""

    situation: str
    is_own: bool
    """Whether the employer said that it is hers."""
    low: int | None
    """What the employer pays at least; None where it is not known."""
    high: int | None
    """At most."""
    why: str
    rests_on: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """Who pays, side by side, and month by month."""

    sides: tuple[Side, ...]
    account: Account | None
    months: tuple[Month, ...]
    """Of the account; empty without one."""
    drawn: tuple[MoneyMonth, ...]
    """The same in pounds, or what falls due by month where no levy is paid."""
    cautions: tuple[str, ...]
    """What does not go together, such as more spent than there is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the plan tells."""

    organisation: str
    about: str
    """Everybody, or the name of a team or cohort."""
    made_on: dt.date
    pays_levy: Literal["yes", "no", "not known"]
    typed_by: str
    """Who typed the figures; empty where nobody did."""
    typed_on: dt.date | None
    standing: Standing | None
    why_no_standing: str
    claims: tuple[tuple[str, Said], ...]
    """By the rung of use, what is claimed of how long it takes."""
    routes: tuple[tuple[str, Said], ...]
    """By the code of a programme, which rungs it is claimed to lead to."""
    pace: Pace
    offers: tuple[Offer, ...]
    gone: tuple[str, ...]
    """Programmes that nobody starts any more, with what replaced them."""
    seats: tuple[Seats, ...]
    money: Money | None
    """None where no seats and no account were typed."""
    figures: tuple[Said, ...]
    """The figures of the funding rules that hold today."""
    unknown: tuple[str, ...]
    assumptions: tuple[str, ...]
    guidance: str
    """What this is not."""
    evidence: Note
    evidence_label: str

    @property
    def all_seats(self) -> int:
        """How many seats were typed."""
        return sum(seats.people for seats in self.seats)

    @property
    def left_out(self) -> int:
        """Seats that no money is reckoned for, since their price or months are not known."""
        return sum(seats.people for seats in self.seats if seats.cost_pence is None)
