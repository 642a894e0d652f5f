"""A levy account month by month, worked by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.programmes.paying.levy import Account, Lot, NoFigure, Seats, project

D = dt.date
FIRST = D(2026, 12, 1)
EMPTY = Account((), 0, 0)


def test_seats_are_spread_over_their_months_and_add_up() -> None:
    seats = Seats("ST1512", FIRST, 3, 1000, 7)  # 3,000 pence: six times 428 and 432
    months = [
        seats.cost(D(2026, 12, 1)),
        seats.cost(D(2027, 5, 1)),
        seats.cost(D(2027, 6, 1)),
        seats.cost(D(2027, 7, 1)),
    ]
    assert months == [428, 428, 432, 0]


def test_what_the_account_cannot_pay_the_employer_pays_a_quarter_of() -> None:
    # 1,000 in, 400 committed, seats of 1,000 a month: 400 short, of which 25 %.
    (row,) = project(Account((), 1000, 400), [Seats("ST1512", FIRST, 1, 18000, 18)], FIRST, 1)
    assert (row.spent, row.employer_pays, row.left) == (1000, 100, 0)


def test_before_august_2026_it_was_five_per_cent_and_a_tenth_was_added() -> None:
    (row,) = project(Account((), 1000, 1500), [], D(2026, 7, 1), 1)
    assert (row.came_in, row.spent, row.employer_pays) == (1100, 1100, 20)


def test_money_is_there_for_twelve_months_or_twenty_four_by_the_day_it_came_in() -> None:
    # What came in in August 2026 is there through July 2027; what came in a month before, through June 2028.
    lots = (Lot(D(2026, 8, 1), 500), Lot(D(2026, 7, 1), 700))
    rows = {row.month: row for row in project(Account(lots, 0, 0), [], FIRST, 24)}
    assert (rows[D(2027, 7, 1)].left, rows[D(2027, 8, 1)].expired, rows[D(2027, 8, 1)].left) == (1200, 500, 700)
    assert (rows[D(2028, 6, 1)].left, rows[D(2028, 7, 1)].expired, rows[D(2028, 7, 1)].left) == (700, 700, 0)


def test_the_oldest_money_is_spent_first() -> None:
    lots = (Lot(D(2026, 10, 1), 300), Lot(D(2026, 9, 1), 300))
    rows = project(Account(lots, 0, 50), [], FIRST, 11)
    # 500 are spent by the end of September 2027: all of September's, 200 of October's; 100 expire as October begins.
    assert [row.expired for row in rows[:10]] == [0] * 10
    assert (rows[10].month, rows[10].expired, rows[10].spent, rows[10].employer_pays) == (D(2027, 10, 1), 100, 0, 12)


def test_money_that_has_expired_before_the_first_month_is_told_and_not_spent() -> None:
    (row,) = project(Account((Lot(D(2024, 1, 1), 500),), 0, 100), [], FIRST, 1)
    assert (row.expired, row.spent) == (500, 0)


def test_a_month_without_a_figure_and_too_many_months_are_said() -> None:
    with pytest.raises(NoFigure, match="no figure 'top_up_percent' is kept for 2016-01-01"):
        project(EMPTY, [], D(2016, 1, 1), 1)
    with pytest.raises(ValueError, match="1 to 60 can be told"):
        project(EMPTY, [], FIRST, 61)


pence = st.integers(0, 10**7)


@given(st.lists(st.builds(Lot, st.just(D(2026, 9, 1)), pence), max_size=3), pence, pence, st.integers(1, 30))
def test_no_money_is_lost_or_made(lots: list[Lot], inflow: int, committed: int, months: int) -> None:
    rows = project(Account(lots, inflow, committed), [Seats("ST1512", FIRST, 2, 1800000, 18)], FIRST, months)
    came = sum(lot.pence for lot in lots) + sum(row.came_in for row in rows)
    assert came == sum(row.spent + row.expired for row in rows) + rows[-1].left
    assert all(0 <= row.spent <= row.committed + row.cost for row in rows)
