"""From what was typed for the plan to money: who pays in each situation, the account by month, what is not known.

Guidance, not advice. What is not known stays so: seats without a price or months are left out of all money.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor.planning.fields import said_pounds
from assessor.planning.plan import AccountSaid, PlanSaid
from assessor.programmes.catalogue import programme
from assessor.programmes.paying.beside import (
    Part,
    Wanted,
    due_by_month,
    units_part,
    with_account,
    with_levy,
    without_levy,
)
from assessor.programmes.paying.figures import band_on, figure_on
from assessor.programmes.paying.levy import Account, LevyMonth, Lot, later

AS_TYPED = "pays the levy, with the account that was typed"
LEVY = "pays the levy, whatever is in the account"
NO_LEVY = "pays no levy"
_RULES = (
    "The figures of the rules hold to the end of the plan as they hold for its months today; a change to come is not "
    "foreseen."
)
_BANDS = (
    "What lies above a funding band is paid by the employer, since the figures kept name nobody else. Where no band is "
    "known the whole price is taken to lie within it."
)
_LOTS = (
    "Of the balance, what was not typed as expiring is taken to have come in in the month of the balance, so it is "
    "there for as long as it can be at most. The oldest money is spent first."
)
_EARLIER = (
    "What the account cannot pay of earlier commitments is shared as new seats are; where they began under earlier "
    "rules, the employer's share may be another."
)
ASSUMED = (
    "The cost of a seat falls due evenly over its months.",
    _RULES,
    _BANDS,
    "Nobody leaves, pauses or finishes early.",
)
ASSUMED_OF_ACCOUNT = (
    "What comes into the levy account a month stays the same, and begins in the month after the day of the balance.",
    _LOTS,
    _EARLIER,
)


@dataclass(frozen=True, slots=True)
class Situation:
    """Who pays if the employer is in this situation."""

    name: str
    is_own: bool
    """Whether it was typed that it is so."""
    part: Part


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What follows from what was typed."""

    seats: tuple[Wanted, ...]
    situations: tuple[Situation, ...]
    months: tuple[LevyMonth, ...]
    """Of the account, where it was typed."""
    due: tuple[tuple[dt.date, int, int], ...]
    """Without a levy: by month what the government pays, and the employer at most; pence."""
    cautions: tuple[str, ...]
    unknown: tuple[str, ...]
    assumed: tuple[str, ...]


def reckon(said: PlanSaid) -> Reckoned:
    """Return who pays what. Raises NoFigure."""
    seats = tuple(
        Wanted(one.code, one.starts, one.people, one.from_25, one.months, one.price_pence) for one in said.seats
    )
    situations: list[Situation] = []
    months: list[LevyMonth] = []
    account = account_of(said.account) if said.account else None
    if account is not None and said.account is not None:
        part, months = with_account(account, seats, later(said.account.on.replace(day=1), 1))
        situations.append(Situation(AS_TYPED, said.pays_levy == "yes", part))
    situations.append(Situation(LEVY, said.pays_levy == "yes" and account is None, with_levy(seats)))
    none = without_levy(seats)
    situations.append(Situation(NO_LEVY, said.pays_levy == "no", none))
    cautions = [*_of_seats(seats), *(_of_account(account, seats, months) if account else ())]
    return Reckoned(
        seats=seats,
        situations=tuple(situations),
        months=tuple(months),
        due=tuple(_due(seats, none)) if said.pays_levy == "no" else (),
        cautions=tuple(cautions),
        unknown=tuple(_unknown(said, seats, none)),
        assumed=ASSUMED + (ASSUMED_OF_ACCOUNT if account else ()),
    )


def account_of(said: AccountSaid) -> Account:
    """Return a typed account: what expires by the month typed, the rest by the rule of the balance's month."""
    month = said.on.replace(day=1)
    lots = [Lot(later(each.month, -12), each.pence, each.month) for each in said.expiring]
    rest = said.balance_pence - sum(lot.pence for lot in lots)
    lots.append(Lot(month, rest))
    return Account(lots, said.inflow_pence, said.committed_pence, said.committed_until)


def _due(seats: Sequence[Wanted], part: Part) -> Iterator[tuple[dt.date, int, int]]:
    """Return what falls due where no levy is paid, by month; nothing where the employer's part is not known."""
    months = due_by_month(seats)
    within = sum(pence for _, pence in months)
    if part.high is None or not within:
        return
    above = sum(one.above or 0 for one in seats if one.is_priced)
    for month, pence in months:
        own = round(pence * (part.high - above) / within)
        yield month, pence - own, own


def _of_seats(seats: Sequence[Wanted]) -> Iterator[str]:
    for one in seats:
        shortest = figure_on("shortest_months", one.starts)
        is_standard = programme(one.code).kind == "standard"
        if is_standard and shortest and one.months is not None and one.months < shortest.value:
            yield (
                f"{one.code}: {one.months} months were typed, and an apprenticeship takes {shortest.value:g} months "
                f"at least ({shortest.source})."
            )
        if one.above:
            band = band_on(one.code, one.starts)
            assert band is not None, "something lies above it"
            conflict = f"; {band.conflict}" if band.conflict else ""
            yield (
                f"{one.code}: the price is above the funding band of £{band.value:,.0f}{conflict}. What lies above is "
                f"{said_pounds(one.above)} in all, and is the employer's."
            )


def _of_account(account: Account, seats: Sequence[Wanted], months: Sequence[LevyMonth]) -> Iterator[str]:
    short = [row for row in months if row.spent < row.committed + row.cost]
    alone = [row for row in short if row.spent < row.committed]
    if alone:
        yield (
            f"The levy account is over-committed: from {alone[0].month:%B %Y} it cannot pay all of what was agreed "
            "before, whatever the seats cost."
        )
    elif short:
        yield f"From {short[0].month:%B %Y} the levy account cannot pay all that falls due."
    if expired := sum(row.expired for row in months):
        yield f"{said_pounds(expired)} of the levy account expires unspent."
    units, funds = units_part(seats, account, months)
    most = figure_on("units_share_of_levy_percent", months[0].month)
    if most and units > funds * most.value / 100:
        yield (
            f"Units take {said_pounds(units)} of {said_pounds(funds)} in the account and to come; at most "
            f"{most.value:g} % of levy funds may go to units. Over which time that is counted is not known."
        )


def _unknown(said: PlanSaid, seats: Sequence[Wanted], none: Part) -> Iterator[str]:
    if said.pays_levy == "not known":
        yield "Whether the employer pays the levy."
    if said.pays_levy == "yes" and said.account is None:
        yield "What is in the levy account, comes in, and is committed: nothing was typed."
    if not seats:
        yield "How many seats are wanted, on which programme, from when, and at what price: nothing was typed."
    for one in seats:
        lacking = [
            what
            for what, value in (("the price of a seat", one.price_pence), ("its months", one.months))
            if value is None
        ]
        if lacking:
            yield f"{one.code}: {' and '.join(lacking)}. Its {one.people} seats are left out of all money."
        if band_on(one.code, one.starts) is None:
            yield f"{one.code}: how much of a seat is funded at most."
        if one.from_25 is None and programme(one.code).kind == "standard":
            yield f"{one.code}: how many are 25 or more, which matters where no levy is paid."
    if none.low is None and any(one.is_priced for one in seats):
        yield f"Who pays where there is no levy: {none.why}."
