import pytest

from tasks_bank.world.accounts import ACCOUNT_OF_TRADE, CHART, account_code
from tasks_bank.world.trades import TRADES


def test_every_account_has_four_digits_and_stands_once() -> None:
    codes = [account.code for account in CHART]
    assert all(len(code) == 4 and code.isdecimal() for code in codes)
    assert len(set(codes)) == len(codes)


def test_every_trade_that_a_company_pays_for_has_an_account_of_the_chart() -> None:
    assert set(ACCOUNT_OF_TRADE) == {trade.key for trade in TRADES if trade.category != "personal"}
    assert set(ACCOUNT_OF_TRADE.values()) <= {account.code for account in CHART}


@pytest.mark.parametrize("cell", ["0030", "30", "30.0", "0030 Office equipment", "Office equipment (0030)"])
def test_a_code_is_read_without_its_noughts_and_with_its_name(cell: str) -> None:
    assert account_code(cell) == "0030"


def test_a_cell_without_a_number_stays_as_it_is() -> None:
    assert account_code("Rent") == "Rent"
