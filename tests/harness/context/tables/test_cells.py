"""What a cell is compared by."""

from decimal import Decimal

import pytest

from harness.context.tables.cells import is_blank, key_of, number_of, number_text


@pytest.mark.parametrize(("one", "other"), [("12", "£12.00"), ("(3.20)", "-3.2"), ("1,234.50", "1234.5 GBP")])
def test_amounts_are_compared_as_numbers(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("text", ["14/09/2026", "14 September 2026", "14 Sep 26"])
def test_dates_are_compared_as_dates(text: str) -> None:
    assert key_of(text) == key_of("2026-09-14")


def test_text_is_compared_without_case_and_spaces() -> None:
    assert key_of(" Acme   Ltd ") == key_of("ACME ltd")


def test_a_reference_with_a_leading_nought_is_no_number() -> None:
    assert key_of("0042") != key_of("42")
    assert number_of("0.42") == Decimal("0.42")


def test_a_date_is_no_number() -> None:
    assert number_of("14/09/2026") is None


def test_a_number_is_written_without_an_exponent() -> None:
    assert number_text(Decimal("1E+3")) == "1000"


def test_spaces_are_blank() -> None:
    assert is_blank(" \t")
