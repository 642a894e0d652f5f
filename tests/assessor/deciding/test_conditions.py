"""What a result is evidence of."""

import pytest

from assessor.deciding.conditions import Taken, conditions

PLAIN = {
    "stage": "author-judged",
    "statuses": ("draft", "pilot", "live"),
    "open_items": 12,
    "private_items": 0,
    "supervised": False,
    "ai_allowed": False,
    "families": False,
    "in_words": False,
}


def said(**changes: object) -> tuple[str, ...]:
    return conditions(Taken(**(PLAIN | changes)))  # type: ignore[arg-type]


def test_items_are_named_by_the_least_tried() -> None:
    assert said() == ("author-judged", "draft items", "open bank", "not supervised", "AI not allowed")
    assert said(stage="calibrated", statuses=("live",))[:2] == ("calibrated", "live items")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"private_items": 1}, "open and private banks"),
        ({"private_items": 12, "open_items": 0}, "private bank"),
        ({"supervised": True}, "supervised"),
        ({"ai_allowed": True}, "AI allowed"),
        ({"families": True}, "forms dealt from the organisation's secret"),
        ({"in_words": True}, "answers in words, marked by a person"),
        ({"not_judged": ("Responsible use",)}, "responsible use not judged"),
    ],
)
def test_how_it_was_taken_is_said(changes: dict[str, object], word: str) -> None:
    assert word in said(**changes)
