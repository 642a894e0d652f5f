import datetime as dt
from decimal import Decimal

from tasks_bank.tasks.bookkeeping.vat import Coded, treatments, vat_boxes


def boxes(*entries: Coded) -> dict[str, str]:
    return {box: str(amount) for box, amount in vat_boxes(entries).items() if amount}


def test_every_treatment_names_its_law_and_since_when_it_holds() -> None:
    for treatment in treatments().values():
        assert "Value Added Tax" in treatment.source
        assert dt.date.fromisoformat(treatment.since) < dt.date(2025, 1, 1)


def test_a_reverse_charge_cancels_out_in_box_5_and_shows_in_the_others() -> None:
    bought = Coded("purchase", "RC", Decimal("100.00"), Decimal("20.00"))
    assert boxes(bought) == {"1": "20.00", "3": "20.00", "4": "20.00", "6": "100", "7": "100"}


def test_vat_that_is_not_reclaimed_is_in_no_box_and_its_net_in_box_7() -> None:
    assert boxes(Coded("purchase", "NR", Decimal("50.00"), Decimal("10.00"))) == {"7": "50"}


def test_an_exempt_sale_is_in_box_6_only() -> None:
    assert boxes(Coded("sale", "E", Decimal("300.00"), Decimal(0))) == {"6": "300"}


def test_what_is_outside_the_scope_is_in_no_box() -> None:
    assert boxes(Coded("purchase", "OS", Decimal("300.00"), Decimal(0))) == {}


def test_pence_are_dropped_after_adding_up() -> None:
    half = Coded("purchase", "Z", Decimal("10.60"), Decimal(0))
    assert boxes(half, half) == {"7": "21"}


def test_a_month_with_more_purchases_than_sales_has_a_negative_box_5() -> None:
    bought = Coded("purchase", "S20", Decimal("100.00"), Decimal("20.00"))
    assert boxes(bought)["5"] == "-20.00"


def test_a_code_that_nobody_knows_counts_nowhere() -> None:
    assert boxes(Coded("sale", "T9", Decimal("100.00"), Decimal("20.00"))) == {}
