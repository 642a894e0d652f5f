from decimal import Decimal

import pytest

from tasks_bank.checks.totals import add_up, totals_check

TRUE = {"travel": Decimal("60.00"), "meals": Decimal("12.50")}
RIGHT = [("travel", Decimal("60.00")), ("meals", Decimal("12.50"))]


def test_true_totals_that_the_lines_bear_out_earn_all() -> None:
    assert totals_check("totals", 15, TRUE, RIGHT, TRUE).earned == 15


def test_a_true_total_that_the_lines_do_not_bear_out_earns_nothing() -> None:
    check = totals_check("totals", 15, TRUE, RIGHT, {"travel": Decimal("60.00"), "meals": Decimal("9.00")})
    assert check.earned == pytest.approx(7.5)
    assert check.details == ("meals: 12.50 is true, but the answer's own lines add up to 9.00",)


def test_a_total_that_the_lines_bear_out_and_that_is_not_true_earns_nothing() -> None:
    wrong = {"travel": Decimal("61.00"), "meals": Decimal("12.50")}
    assert totals_check("totals", 15, TRUE, list(wrong.items()), wrong).earned == pytest.approx(7.5)


def test_a_zero_for_a_group_without_spending_does_no_harm() -> None:
    assert totals_check("totals", 15, TRUE, [*RIGHT, ("office", Decimal(0))], TRUE).earned == 15


def test_a_made_up_group_costs_precision() -> None:
    assert totals_check("totals", 15, TRUE, [*RIGHT, ("office", Decimal(5))], TRUE).earned == pytest.approx(10)


def test_two_amounts_for_one_group_are_both_wrong() -> None:
    check = totals_check("totals", 15, TRUE, [*RIGHT, ("meals", Decimal(13))], TRUE)
    assert check.earned == pytest.approx(15 * 1 / 2 * 2 / 3)
    assert "meals: stated twice" in check.details


def test_a_repeated_total_counts_once() -> None:
    assert totals_check("totals", 15, TRUE, [*RIGHT, *RIGHT], TRUE).earned == 15


def test_an_amount_that_cannot_be_read_earns_nothing() -> None:
    assert totals_check("totals", 15, TRUE, [("travel", None), RIGHT[1]], TRUE).earned == pytest.approx(7.5)


def test_lines_are_added_up_by_group_and_refunds_deducted() -> None:
    amounts = {"C1": Decimal("80.00"), "C2": Decimal("-20.00"), "C3": Decimal("12.50")}
    assert add_up({"C1": "travel", "C2": "travel", "C3": "meals", "C9": "meals"}, amounts) == TRUE
