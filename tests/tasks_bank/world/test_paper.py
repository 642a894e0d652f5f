import datetime as dt
from decimal import Decimal

import pytest

from tasks_bank.reading.values import amount, day
from tasks_bank.world.paper import amount_as_written, date_as_written


@pytest.mark.parametrize(
    ("style", "written"),
    [("numbers", "09/03/2026"), ("words", "9 March 2026"), ("short", "9 Mar 26"), ("iso", "2026-03-09")],
)
def test_dates_are_written_as_their_sender_does(style: str, written: str) -> None:
    assert date_as_written(dt.date(2026, 3, 9), style) == written
    assert day(written) == dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("currency", "style", "written"),
    [("GBP", "comma", "£1,234.50"), ("GBP", "plain", "£1234.50"), ("EUR", "continental", "€1.234,50")],
)
def test_amounts_are_written_as_their_sender_does(currency: str, style: str, written: str) -> None:
    assert amount_as_written(Decimal("1234.50"), currency, style) == written
    assert amount(written) == Decimal("1234.50")
