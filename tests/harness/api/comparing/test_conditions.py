"""Conditions on a comparison: what they mean, and what is no condition."""

import pytest

from harness.api.comparing.conditions import parse, rule
from harness.api.comparing.pairs import Compared, compare_pairs
from harness.errors import BadPlan
from harness.plan.level import Level

UP = [0.50, 0.52, 0.48, 0.51, 0.49, 0.50, 0.53, 0.47]


def design(scores: list[float], tokens: float, nano_usd: float = 0) -> Compared:
    cases = range(len(scores))
    return Compared(
        "later",
        Level.CONTEXT,
        {case: [scores[case]] for case in cases},
        {case: [nano_usd] for case in cases},
        {case: [tokens + case] for case in cases},
        {case: [2.0 + case / 10] for case in cases},
    )


def held(text: str, later: list[float], tokens: float = 100, nano_usd: float = 0) -> bool | None:
    """Hold a later design against one that scored around a half on 100 tokens."""
    first, second = design(later, tokens, nano_usd), design(UP[: len(later)], 100, 10 if nano_usd else 0)
    (pair,) = compare_pairs([(first, second)])
    return rule(parse(text), pair, first, second, needed=6).holds


@pytest.mark.parametrize(
    ("text", "shift", "tokens", "holds"),
    [
        ("quality drops", -0.2, 100, True),
        ("quality drops", 0.2, 100, False),
        ("quality drops", 0.0, 100, False),
        ("Quality  drops by more than 0.05", -0.04, 100, False),
        ("quality drops by more than .05", -0.05, 100, True),
        ("quality drops by more than 0.05", 0.2, 100, False),
        ("tokens rise by more than 20 %", 0.0, 150, True),
        ("tokens rise by more than 20%", 0.0, 110, False),
        ("time rises by more than 0.5 %", 0.0, 100, False),
        ("cost rises by more than 20 %", 0.0, 100, None),
        ("not resolved", 0.0, 100, False),
    ],
)
def test_a_condition_means_what_the_page_of_commands_says(
    text: str, shift: float, tokens: float, *, holds: bool | None
) -> None:
    assert held(text, [score + shift for score in UP], tokens) is holds


def test_a_cost_that_rises_is_seen_where_money_is_known() -> None:
    assert held("cost rises by more than 20 %", UP, nano_usd=13) is True
    assert held("cost rises by more than 30 %", UP, nano_usd=13) is False


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("quality drops", None),
        ("quality drops by more than 0.05", None),
        ("tokens rise by more than 20 %", None),
        ("not resolved", True),
    ],
)
def test_three_cases_test_nothing_and_are_not_resolved(text: str, *, holds: bool | None) -> None:
    assert held(text, [0.1, 0.1, 0.1], tokens=900) is holds


def test_a_doubt_counts_as_a_drop_by_more_than_the_margin() -> None:
    """Differences of -0.4 to +0.4 around nothing: no verdict, and no proof that quality held."""
    scattered = [score + shift for score, shift in zip(UP, [-0.4, 0.4, -0.3, 0.3, -0.4, 0.4, -0.3, 0.3], strict=True)]
    assert held("quality drops", scattered) is False
    assert held("quality drops by more than 0.05", scattered) is True


@pytest.mark.parametrize(
    "text",
    [
        "quality rises",
        "cost rises",
        "cost rises by more than 20",
        "quality drops by more than 5 %",
        "__import__('os')",
        "",
    ],
)
def test_what_is_no_condition_is_told_with_those_that_there_are(text: str) -> None:
    with pytest.raises(BadPlan, match="is not a condition that is known; write one of 'quality drops'"):
        parse(text)


def test_a_margin_is_a_difference_in_quality() -> None:
    with pytest.raises(BadPlan, match="the margin lies between them"):
        parse("quality drops by more than 5")
