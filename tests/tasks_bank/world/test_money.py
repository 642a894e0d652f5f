from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks_bank.world.money import NO_VAT, STANDARD_VAT, swap_digits, to_pence, vat_on, vat_within


def test_half_a_penny_is_rounded_up() -> None:
    assert to_pence(Decimal("1.005")) == Decimal("1.01")


def test_vat_within_a_gross_amount_is_a_sixth_at_the_standard_rate() -> None:
    assert vat_within(Decimal("120.00"), STANDARD_VAT) == Decimal("20.00")


def test_zero_rated_amounts_hold_no_vat() -> None:
    assert vat_within(Decimal("64.30"), NO_VAT) == 0


@given(st.integers(min_value=1, max_value=10_000_000))
def test_vat_taken_out_is_the_vat_that_was_put_on(pence: int) -> None:
    net = Decimal(pence) / 100
    vat = vat_on(net, STANDARD_VAT)
    assert vat_within(net + vat, STANDARD_VAT) == vat


@pytest.mark.parametrize(
    ("at", "swapped"),
    [(0, "2183.40"), (1, "1823.40"), (2, "1238.40"), (3, None), (4, None), (5, "1283.04"), (6, None)],
)
def test_two_neighbouring_digits_change_places(at: int, swapped: str | None) -> None:
    assert swap_digits(Decimal("1283.40"), at) == (Decimal(swapped) if swapped else None)


def test_equal_digits_and_a_leading_zero_are_not_swapped() -> None:
    assert swap_digits(Decimal("220.00"), 0) is None
    assert swap_digits(Decimal("30.00"), 0) is None


@given(st.integers(min_value=1000, max_value=999_999), st.integers(min_value=0, max_value=6))
def test_a_swap_changes_an_amount_by_a_multiple_of_nine_pence(pence: int, at: int) -> None:
    # The bookkeeper's rule: a transposition makes a difference that nine divides.
    amount = Decimal(pence) / 100
    swapped = swap_digits(amount, at)
    assert swapped is None or (swapped != amount and int((swapped - amount) * 100) % 9 == 0)
