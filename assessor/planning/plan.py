"""What an owner types for the plan: whether the levy is paid, the levy account, and seats on programmes.

Money comes in as pounds and is kept in whole pence; months as the first day of each. All mistakes are told at once, one
sentence each. Nothing in here knows what the plan makes of it.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Literal, get_args

from pydantic import Field

from assessor.planning.fields import Fields, NotTaken, typed_month, typed_pounds
from assessor.programmes.catalogue import NoSuchVersion, Programme, programme, programmes
from assessor.programmes.paying.levy import later
from assessor.versioned import Strict

KIND = "plan"
PaysLevy = Literal["yes", "no", "not known"]
MOST_PENCE = 100_000_000_000
"""A billion pounds."""
MOST_PRICE_PENCE = 10_000_000
MOST_PEOPLE = 100_000
MOST_MONTHS = 36
"""That a programme takes."""
LATEST_START = 18
"""Months from now to the last start that can be planned."""
_OLD = dt.timedelta(days=183)
_LINES = 24


class Expiring(Strict):
    """A part of the balance that is gone in a month unless it is spent before."""

    month: dt.date
    pence: int = Field(ge=1, le=MOST_PENCE)


class AccountSaid(Strict):
    """The levy account of a day."""

    on: dt.date
    balance_pence: int = Field(ge=0, le=MOST_PENCE)
    inflow_pence: int = Field(ge=0, le=MOST_PENCE)
    """A month."""
    committed_pence: int = Field(ge=0, le=MOST_PENCE)
    """A month, on what was agreed before."""
    committed_until: dt.date | None = None
    """The last month of that; none where no end is known."""
    expiring: tuple[Expiring, ...] = ()


class SeatsSaid(Strict):
    """Seats on one programme."""

    code: str
    people: int = Field(ge=1, le=MOST_PEOPLE)
    from_25: int | None = Field(default=None, ge=0)
    """Of them, of 25 years or more; none where it is not known."""
    starts: dt.date
    months: int | None = Field(default=None, ge=1, le=MOST_MONTHS)
    price_pence: int | None = Field(default=None, ge=0, le=MOST_PRICE_PENCE)
    """Of one seat; none where it is not known."""


class PlanSaid(Strict):
    """All that was typed."""

    pays_levy: PaysLevy = "not known"
    account: AccountSaid | None = None
    seats: tuple[SeatsSaid, ...] = ()


def offered(day: dt.date) -> list[Programme]:
    """Return the programmes that can be started on a day or later, standards first."""
    there = [one for one in programmes() if one.version[-1].valid_until is None or one.version[-1].valid_until >= day]
    return sorted(there, key=lambda one: (one.kind, one.code))


def read(form: Mapping[str, str], today: dt.date) -> PlanSaid:
    """Return what a form says. Raises NotTaken."""
    fields = Fields(form)
    pays = next((one for one in get_args(PaysLevy) if one == form.get("pays_levy", "not known")), None)
    if pays is None:
        fields.wrong("pays_levy", "Choose whether the levy is paid.")
    account = _account(fields, today)
    if account is not None and pays == "no":
        fields.wrong("pays_levy", "Who pays no levy has no levy account: say that it is paid, or empty the account.")
    seats = [_seats(fields, one.code, today) for one in offered(today)]
    if fields.mistakes or pays is None:
        raise NotTaken(fields.mistakes)
    return PlanSaid(pays_levy=pays, account=account, seats=tuple(one for one in seats if one is not None))


def as_form(said: PlanSaid) -> dict[str, str]:
    """Return what was typed as a form shows it."""
    found: dict[str, str] = {"pays_levy": said.pays_levy}
    if said.account:
        own = said.account
        found |= {"on": own.on.isoformat(), "balance": typed_pounds(own.balance_pence)}
        found |= {"inflow": typed_pounds(own.inflow_pence), "committed": typed_pounds(own.committed_pence)}
        found["committed_until"] = typed_month(own.committed_until)
        lines = [f"{typed_month(each.month)} {typed_pounds(each.pence)}" for each in own.expiring]
        found["expiring"] = "\n".join(lines)
    for one in said.seats:
        typed = {"people": one.people, "from_25": one.from_25, "months": one.months}
        found |= {f"{one.code}-{name}": "" if value is None else str(value) for name, value in typed.items()}
        found[f"{one.code}-starts"] = typed_month(one.starts)
        found[f"{one.code}-price"] = "" if one.price_pence is None else typed_pounds(one.price_pence)
    return found


def _account(fields: Fields, today: dt.date) -> AccountSaid | None:
    names = ("on", "balance", "inflow", "committed")
    if not any(fields.has(name) for name in (*names, "committed_until", "expiring")):
        return None
    on = fields.day("on", "the day of the balance")
    if on is not None and not today - _OLD <= on <= today:
        fields.wrong("on", f"The balance is of {on}; take one of the past half year, not of a day to come.")
    balance = fields.pence("balance", "the balance", MOST_PENCE)
    inflow = fields.pence("inflow", "what comes in a month", MOST_PENCE)
    committed = fields.pence("committed", "what is committed a month", MOST_PENCE)
    for name in names:
        if not fields.has(name):
            fields.wrong(name, f"Fill in {_NEEDED[name]}, or leave all of the levy account empty.")
    until = fields.month("committed_until", "the last month of commitments")
    expiring = _expiring(fields, on, balance)
    if on is None or balance is None or inflow is None or committed is None:
        return None
    return AccountSaid(
        on=on,
        balance_pence=balance,
        inflow_pence=inflow,
        committed_pence=committed,
        committed_until=until,
        expiring=expiring,
    )


_NEEDED = {
    "on": "the day of the balance",
    "balance": "the balance in pounds",
    "inflow": "what comes in a month in pounds, 0 for nothing",
    "committed": "what is committed a month in pounds, 0 for nothing",
}


def _expiring(fields: Fields, on: dt.date | None, balance: int | None) -> tuple[Expiring, ...]:
    """Read a line for each month: ``2027-03 1,200``."""
    found: list[Expiring] = []
    lines = [line for line in fields.text("expiring").splitlines() if line.strip()]
    if len(lines) > _LINES:
        fields.wrong("expiring", f"There are {len(lines)} lines; write {_LINES} months at most.")
        return ()
    for line in lines:
        said, _, pounds = line.strip().partition(" ")
        part = Fields({"month": said, "pounds": pounds.strip()})
        month, pence = part.month("month", "a month"), part.pence("pounds", "what expires", MOST_PENCE)
        if month is None or not pence:
            fields.wrong("expiring", f"'{line.strip()[:40]}' is not a month and pounds above 0, such as 2027-03 1,200.")
            return ()
        if on is not None and month <= on:
            fields.wrong("expiring", f"{said} is not after the day of the balance; write what expires from then on.")
        found.append(Expiring(month=month, pence=pence))
    if balance is not None and sum(each.pence for each in found) > balance:
        fields.wrong("expiring", "More expires than the balance; no more than the balance can.")
    return tuple(sorted(found, key=lambda each: each.month))


def _seats(fields: Fields, code: str, today: dt.date) -> SeatsSaid | None:
    name = {each: f"{code}-{each}" for each in ("people", "from_25", "starts", "months", "price")}
    if not any(fields.has(each) for each in name.values()):
        return None
    people = fields.whole(name["people"], "seats", 1, MOST_PEOPLE)
    from_25 = fields.whole(name["from_25"], "people of 25 or more", 0, MOST_PEOPLE)
    starts = fields.month(name["starts"], "the first month")
    months = fields.whole(name["months"], "months", 1, MOST_MONTHS)
    price = fields.pence(name["price"], "the price of a seat", MOST_PRICE_PENCE)
    if not fields.has(name["people"]):
        fields.wrong(name["people"], f"Fill in how many seats of {code} are planned, or empty its other fields.")
    if not fields.has(name["starts"]):
        fields.wrong(name["starts"], f"Fill in the month in which seats of {code} begin, such as 2027-01.")
    if people is not None and from_25 is not None and from_25 > people:
        fields.wrong(name["from_25"], f"{from_25} of {people} people cannot be; write {people} at most.")
    if starts is not None:
        _check_start(fields, name["starts"], programme(code), (starts, today))
    if people is None or starts is None:
        return None
    return SeatsSaid(code=code, people=people, from_25=from_25, starts=starts, months=months, price_pence=price)


def _check_start(fields: Fields, name: str, of: Programme, when: tuple[dt.date, dt.date]) -> None:
    starts, today = when
    first, last = later(today.replace(day=1), 1), later(today.replace(day=1), LATEST_START)
    if not first <= starts <= last:
        fields.wrong(name, f"{of.code} cannot be planned from {starts:%Y-%m}; write {first:%Y-%m} to {last:%Y-%m}.")
        return
    try:
        of.version_on(starts)
    except NoSuchVersion as error:
        fields.wrong(name, f"{str(error)[0].upper()}{str(error)[1:]}.")
