"""Levels in words."""

import pytest

from assessor.deciding.decision import conditions, decide
from assessor.framework import read_framework

FRAMEWORK = read_framework()


@pytest.mark.parametrize(
    ("chances", "level", "issued", "said"),
    [
        ((0.1, 0.7, 0.2, 0, 0), 2, 2, "AI User"),
        ((0.1, 0.4, 0.4, 0.1, 0), None, 2, "between AI User and AI Applier"),
        ((0, 0.1, 0.5, 0.3, 0.1), 3, 3, "AI Applier"),
        ((0, 0, 0.3, 0.6, 0.1), 4, 3, "AI Applier; answers point to AI Builder, practical evidence needed"),
        (
            (0, 0.1, 0.4, 0.4, 0.1),
            None,
            3,
            "AI Applier; answers point between AI Applier and AI Builder, practical evidence needed",
        ),
        (
            (0, 0, 0.2, 0.4, 0.4),
            None,
            3,
            "AI Applier; answers point between AI Builder and AI Strategist, practical evidence needed",
        ),
    ],
)
def test_a_level_needs_half_and_a_gate_holds_back_what_only_practice_shows(
    chances: tuple[float, ...], level: int | None, issued: int, said: str
) -> None:
    found = decide(chances, FRAMEWORK, enough=True)
    assert (found.level, found.issued, found.said) == (level, issued, said)
    assert bool(found.missing) == ("practical evidence needed" in said)


def test_items_are_named_by_the_least_tried() -> None:
    assert conditions("author-judged", ("draft", "pilot", "live"))[1] == "draft items"
    assert conditions("calibrated", ("live",))[:2] == ("calibrated", "live items")
