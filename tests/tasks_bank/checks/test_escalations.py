import pytest

from tasks_bank.answer import Escalation
from tasks_bank.checks.escalations import escalations_check
from tasks_bank.grade import Check, HandedOver

EXPECTED = [Escalation("C1", "duplicate"), Escalation("C2", "over_limit")]
SETTLED = {"C1": True, "C2": True, "C3": True, "C4": False}


def mark(*handed_over: tuple[str, str], expected: list[Escalation] | None = None, diligence: float = 1.0) -> Check:
    return escalations_check(
        "escalations",
        15,
        EXPECTED if expected is None else expected,
        handed_over=handed_over,
        settled=SETTLED,
        diligence=diligence,
    )


def test_what_had_to_be_handed_over_and_nothing_else_earns_all() -> None:
    assert mark(("C1", "duplicate"), ("C2", "over_limit")).earned == 15


def test_half_of_it_earns_half() -> None:
    assert mark(("C1", "duplicate")).earned == pytest.approx(7.5)


def test_handing_over_everything_earns_recall_times_precision() -> None:
    assert mark(("C1", "duplicate"), ("C2", "over_limit"), ("C3", "duplicate"), ("C4", "duplicate")).earned == (
        pytest.approx(15 * 1 * 2 / 4)
    )


def test_a_wrong_reason_halves_what_an_item_earns() -> None:
    check = mark(("C1", "over_limit"), ("C2", "over_limit"))
    assert check.earned == pytest.approx(15 * 3 / 4)
    assert check.details == ("C1: reason should be duplicate",)


def test_every_reason_for_one_item_counts_as_one_right_row() -> None:
    assert mark(("C1", "duplicate"), ("C1", "over_limit")).earned == pytest.approx(15 * 0.5 / 2 * 1 / 2)


def test_handing_over_nothing_earns_nothing() -> None:
    assert mark().earned == 0


def test_where_nothing_had_to_be_handed_over_the_work_done_counts() -> None:
    assert mark(expected=[], diligence=0.4).earned == pytest.approx(6)
    assert mark(("C3", "duplicate"), expected=[]).earned == pytest.approx(7.5)


def test_the_error_rate_among_what_was_settled_is_told() -> None:
    assert "of 2 lines that were not handed over 50% are wrong" in mark(("C1", "duplicate"), ("C2", "over_limit")).why


def test_what_was_handed_over_is_counted_by_item() -> None:
    check = mark(("C1", "duplicate"), ("C1", "over_limit"), ("C4", "duplicate"))
    assert check.handed_over == HandedOver(due=2, stated=2, rightly=1, lines=4, kept=2, kept_wrong=0)
    assert mark().handed_over == HandedOver(due=2, stated=0, rightly=0, lines=4, kept=4, kept_wrong=1)
