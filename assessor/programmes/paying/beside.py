"""What an employer pays of planned seats with the levy and without it, side by side. Guidance, not advice.

Up to the funding band the rules say who pays; what lies above it the employer pays, since the figures that are kept
name nobody else. Where no band is known the whole price is taken to lie within it. Figures are those of the month in
which seats begin. Whole pence.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessor.programmes.catalogue import programme
from assessor.programmes.course import WHOLE
from assessor.programmes.paying.figures import ADULT, Figure, band_on, employers_share
from assessor.programmes.paying.levy import MOST_MONTHS, Account, LevyMonth, Seats, later, project

_PENCE = 100
_LEAST_MONTHS = 12
"""An account is told for a year at least."""
_YOUNG = ADULT - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Seats as an employer plans them."""

    code: str
    starts: dt.date
    """The month, by its first day."""
    people: int
    from_25: int | None
    """Of them, of 25 years or more; None where it is not known."""
    months: int | None
    price_pence: int | None
    """Of one."""

    @property
    def is_priced(self) -> bool:
        """Whether money can be reckoned for them."""
        return self.months is not None and self.price_pence is not None

    @property
    def cost(self) -> int | None:
        """What all of them cost; None where price or months are not known."""
        return self.people * (self.price_pence or 0) if self.is_priced else None

    @property
    def above(self) -> int | None:
        """What of it lies above the funding band; None where no band is known."""
        band = band_on(self.code, self.starts)
        if band is None or self.price_pence is None:
            return None
        return self.people * max(self.price_pence - round(band.value * _PENCE), 0)

    def within_band(self) -> Seats:
        """Return what is paid by rule, as seats of a levy account."""
        assert self.price_pence is not None, "a price is known"
        assert self.months is not None, "months are known"
        price = self.price_pence - (self.above or 0) // self.people
        return Seats(self.code, self.starts, self.people, price, self.months)


@dataclass(frozen=True, slots=True)
class Part:
    """What the employer pays in one situation."""

    low: int | None
    """At least; None where it is not known."""
    high: int | None
    """At most."""
    why: str
    figures: tuple[Figure, ...]


def with_account(account: Account, seats: Sequence[Wanted], first: dt.date) -> tuple[Part, list[LevyMonth]]:
    """Return the employer's part because of the seats, with a levy account, and the account from a month on.

    The part is what she pays with the seats less what she would pay without them, and what lies above the band.
    Raises NoFigure.
    """
    priced = _priced(seats)
    months = _span(first, priced)
    rows = project(account, [one.within_band() for one in priced], first, months)
    without = project(account, [], first, months)
    own = sum(row.employer_pays for row in rows) - sum(row.employer_pays for row in without)
    total = own + _above(priced)
    why = "what the account cannot pay is shared; what lies above a funding band is the employer's"
    return Part(total, total, why, _shares(priced, pays_levy=True, has_funds=False)), rows


def with_levy(seats: Sequence[Wanted]) -> Part:
    """Return the employer's part where she pays the levy and nothing is known of the account: full, or used up."""
    priced = _priced(seats)
    shares = [employers_share(one.starts, pays_levy=True, has_funds=False, age=ADULT) for one in priced]
    if any(share.percent is None for share in shares):
        return Part(None, None, "no figure is kept for when the seats begin", ())
    most = sum(_of(one, share.percent or 0.0) for one, share in zip(priced, shares, strict=True))
    why = "nothing while the account pays; the larger amount if it is used up"
    above = _above(priced)
    return Part(above, above + most, why, _shares(priced, pays_levy=True, has_funds=False))


def without_levy(seats: Sequence[Wanted]) -> Part:
    """Return the employer's part where she pays no levy; units are not known, since the figures are on apprentices."""
    priced = _priced(seats)
    if units := sorted({one.code for one in priced if programme(one.code).kind == "unit"}):
        return Part(None, None, f"the figures kept are on apprentices, and {', '.join(units)} is none", ())
    low = high = _above(priced)
    for one in priced:
        young, adult = (
            employers_share(one.starts, pays_levy=False, has_funds=False, age=age).percent for age in (_YOUNG, ADULT)
        )
        if young is None or adult is None:
            return Part(None, None, f"no figure is kept for {one.starts:%B %Y}", ())
        counts = (0, one.people) if one.from_25 is None else (one.from_25, one.from_25)
        least, most = (_of(one, young, one.people - adults) + _of(one, adult, adults) for adults in counts)
        low, high = low + min(least, most), high + max(least, most)
    why = "by age: up to 24, and from 25 on" + ("" if low == high else "; ages are not known, so it is a range")
    return Part(low, high, why, _shares(priced, pays_levy=False, has_funds=False))


def due_by_month(seats: Sequence[Wanted]) -> list[tuple[dt.date, int]]:
    """Return what falls due by month within the bands, from the first month of the seats to the last."""
    priced = [one.within_band() for one in _priced(seats)]
    if not priced:
        return []
    first = min(one.starts for one in priced)
    months = [later(first, place) for place in range(_span(first, _priced(seats), least=1))]
    return [(month, sum(one.cost(month) for one in priced)) for month in months]


def units_part(seats: Iterable[Wanted], account: Account, rows: Sequence[LevyMonth]) -> tuple[int, int]:
    """Return what units cost, and what there is in the account over the months: at its beginning and coming in."""
    units = sum(one.cost or 0 for one in seats if programme(one.code).kind == "unit")
    return units, sum(lot.pence for lot in account.lots) + sum(row.came_in for row in rows)


def _priced(seats: Iterable[Wanted]) -> list[Wanted]:
    return [one for one in seats if one.is_priced]


def _above(seats: Iterable[Wanted]) -> int:
    return sum(one.above or 0 for one in seats)


def _of(one: Wanted, percent: float, people: int | None = None) -> int:
    """Return a share of what some of the people cost within the band; of all of them where no number is given."""
    within = one.within_band()
    return round(within.price_pence * (within.people if people is None else people) * percent / WHOLE)


def _shares(seats: Iterable[Wanted], *, pays_levy: bool, has_funds: bool) -> tuple[Figure, ...]:
    """Return the figures that shares and bands of some seats rest on, each once."""
    found: dict[tuple[str, dt.date], Figure] = {}
    for one in seats:
        shares = [
            employers_share(one.starts, pays_levy=pays_levy, has_funds=has_funds, age=age).figure
            for age in (_YOUNG, ADULT)
        ]
        for figure in (*shares, band_on(one.code, one.starts)):
            if figure is not None:
                found[(figure.key, figure.valid_from)] = figure
    return tuple(found.values())


def _span(first: dt.date, seats: Iterable[Wanted], least: int = _LEAST_MONTHS) -> int:
    """Return how many months there are from one to the last of the seats."""
    ends = [later(one.starts, (one.months or 0) - 1) for one in seats]
    reach = [(end.year - first.year) * 12 + end.month - first.month + 1 for end in ends]
    return min(max([least, *reach]), MOST_MONTHS)
