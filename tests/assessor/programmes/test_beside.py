"""Who pays, with the levy and without, worked by hand under the rules from 1 August 2026. Money in pence."""

import datetime as dt

from assessor.programmes.paying.beside import Wanted, due_by_month, units_part, with_account, with_levy, without_levy
from assessor.programmes.paying.levy import Account, Lot, project

D = dt.date
JAN = D(2027, 1, 1)
POUND = 100


def seats(code: str = "ST1512", people: int = 4, from_25: int | None = 3, price: int | None = 18_000) -> Wanted:
    return Wanted(code, JAN, people, from_25, 18, None if price is None else price * POUND)


def test_without_the_levy_five_per_cent_is_paid_for_those_of_25_and_nothing_for_the_younger() -> None:
    # 3 of 4 are 25 or more: 3 · 18,000 · 5 % = 2,700 pounds.
    part = without_levy([seats()])
    assert (part.low, part.high) == (2_700 * POUND, 2_700 * POUND)


def test_where_ages_are_not_known_the_part_is_a_range() -> None:
    # None of 4 to all of 4: 0 to 4 · 18,000 · 5 % = 3,600 pounds.
    part = without_levy([seats(from_25=None)])
    assert (part.low, part.high) == (0, 3_600 * POUND)
    assert "ages are not known" in part.why


def test_what_lies_above_the_band_is_the_employers() -> None:
    # The band is 18,000: of 20,000, 2,000 · 4 = 8,000 pounds lie above; 3 · 18,000 · 5 % = 2,700 below it.
    dear = seats(price=20_000)
    assert dear.above == 8_000 * POUND
    assert without_levy([dear]).low == 10_700 * POUND


def test_a_band_that_is_not_known_is_not_made_up() -> None:
    assert seats("ST0795").above is None


def test_without_the_levy_who_pays_for_units_is_not_known() -> None:
    part = without_levy([seats(), seats("AU0010")])
    assert (part.low, part.high) == (None, None)
    assert "AU0010" in part.why


def test_with_the_levy_it_is_nothing_to_a_quarter() -> None:
    # Used up: 4 · 18,000 · 25 % = 18,000 pounds.
    part = with_levy([seats()])
    assert (part.low, part.high) == (0, 18_000 * POUND)


def test_an_account_that_pays_all_leaves_nothing_to_the_employer() -> None:
    part, rows = with_account(Account((), 4_000 * POUND, 0), [seats()], JAN)
    assert part.low == part.high == 0
    assert len(rows) == 18
    assert all(row.spent == row.cost == 4_000 * POUND for row in rows)


def test_an_account_that_is_short_leaves_a_quarter_of_what_it_cannot_pay() -> None:
    # 4,000 a month for 18 months and 1,000 a month come in: 3,000 short, of which 750, 18 times: 13,500 pounds.
    part, _ = with_account(Account((), 1_000 * POUND, 0), [seats()], JAN)
    assert part.low == 13_500 * POUND


def test_what_earlier_commitments_cost_the_employer_is_not_the_seats() -> None:
    # 1,000 in and 1,500 committed: 500 short, 125 a month without any seat; with them 4,500 short, 1,125 a month.
    part, rows = with_account(Account((), 1_000 * POUND, 1_500 * POUND), [seats()], JAN)
    assert part.low == 18 * 1_000 * POUND
    assert rows[0].employer_pays == 1_125 * POUND


def test_seats_without_a_price_are_in_no_money() -> None:
    unpriced = seats(price=None)
    assert unpriced.cost is None
    assert without_levy([unpriced, seats()]).low == 2_700 * POUND
    assert due_by_month([unpriced]) == []


def test_what_falls_due_adds_up_to_what_lies_within_the_band() -> None:
    rows = due_by_month([seats(price=20_000)])
    assert len(rows) == 18
    assert sum(pence for _, pence in rows) == 72_000 * POUND


def test_commitments_end_and_typed_expiry_holds() -> None:
    account = Account((Lot(D(2026, 3, 1), 500, D(2027, 3, 1)),), 0, 100, D(2027, 1, 1))
    rows = project(account, [], JAN, 3)
    # 100 are spent in January, none in February, and as March begins the 400 that are left expire.
    assert [(row.spent, row.expired, row.left) for row in rows] == [(100, 0, 400), (0, 0, 400), (0, 400, 0)]


def test_units_are_held_against_what_is_in_the_account_and_to_come() -> None:
    account = Account((Lot(D(2026, 11, 1), 1_000),), 100, 0)
    units = Wanted("AU0010", JAN, 2, None, 1, 400)
    _, rows = with_account(account, [units], JAN)
    assert units_part([units, seats()], account, rows) == (800, 1_000 + 12 * 100)
