import pytest

from harness.errors import LimitReached
from harness.messages import Usage
from harness.meter.budget import Budget, Limits

USED = Usage(input=60, cache_read=20, cache_write=10, output=10)


def test_without_limits_nothing_is_refused() -> None:
    budget = Budget()
    for _ in range(50):
        budget.open_call()
        budget.close_call(USED, 7)
    assert (budget.calls, budget.tokens, budget.nano_usd) == (50, 5000, 350)


@pytest.mark.parametrize(
    ("limits", "calls", "sentence"),
    [
        (Limits(calls=3), 3, "the budget of 3 calls is used up"),
        (Limits(tokens=200), 2, "the budget of 200 tokens is used up"),
        (Limits(tokens=201), 3, "the budget of 201 tokens is used up"),
        (Limits(nano_usd=14_000_000), 2, "the budget of $0.014 is used up"),
        (Limits(nano_usd=14_000_001), 3, "the budget of $0.014 is used up"),
    ],
)
def test_one_after_the_other_a_limit_is_overshot_by_less_than_one_call(
    limits: Limits, calls: int, sentence: str
) -> None:
    budget = Budget(limits)
    for _ in range(calls):
        budget.open_call()
        budget.close_call(USED, 7_000_000)
    with pytest.raises(LimitReached) as caught:
        budget.open_call()
    assert str(caught.value) == sentence
    assert budget.calls == calls


def test_twenty_at_once_never_make_more_calls_than_allowed() -> None:
    budget, refused = Budget(Limits(calls=5)), 0
    for _ in range(20):
        try:
            budget.open_call()
        except LimitReached:
            refused += 1
    assert (budget.calls, refused) == (5, 15)


def test_twenty_at_once_overshoot_tokens_by_no_more_than_what_is_under_way() -> None:
    budget = Budget(Limits(tokens=100))
    for _ in range(20):
        budget.open_call()
    for _ in range(20):
        budget.close_call(USED, 0)
    with pytest.raises(LimitReached):
        budget.open_call()
    assert budget.tokens == 20 * USED.total


def test_an_unknown_price_is_remembered_and_adds_nothing() -> None:
    budget = Budget()
    budget.close_call(USED, 5)
    assert not budget.price_unknown
    budget.close_call(USED, None)
    budget.close_call(USED, 5)
    assert (budget.nano_usd, budget.price_unknown) == (10, True)
