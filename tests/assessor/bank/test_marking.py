"""How a dealt item is marked, by kind."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.bank.dealing import deal
from assessor.bank.item import Author, Item, Kind, Number, Option
from assessor.bank.marking import Response, mark

WHY = "Because it is so, and nothing else."


def item(kind: Kind, **more: Any) -> Item:  # noqa: ANN401 - fields of an item
    options: dict[Kind, list[dict[str, Any]]] = {
        "single": [{"correct": place == 2} for place in range(5)],
        "multiple": [{"correct": place in {0, 3, 4}} for place in range(6)],
        "order": [{} for _ in range(4)],
        "judgement": [{"credit": credit} for credit in (0, 0.5, 1, 0, 0.5)],
        "numeric": [],
    }
    described = options[kind]
    number = Number(answer="a * 2", tolerance=0.5, unit="minutes", why=WHY) if kind == "numeric" else None
    fields = {
        "option": tuple(Option(text=f"Option {place}", why=WHY, **each) for place, each in enumerate(described)),
        "number": number,
        "vary": {"a": (10.0, 20.0)} if kind == "numeric" else {},
        "level": 2,
    }
    return Item(
        id="checking-2-001",
        version=1,
        area="checking",
        kind=kind,
        form="knowledge",
        stem="What is to be done about {a} things?" if kind == "numeric" else "What is to be done about it?",
        key=WHY,
        author=Author(difficulty=0, confidence="low", by="a test"),
        reading_age=12,
        status="draft",
        review=dt.date(2027, 1, 1),
        **(fields | more),
    )


def shown(made: Item, places: Sequence[int], seed: str = "s") -> list[int]:
    """Return where these options of the file stand in the form that is shown."""
    order = deal(made, seed).order
    return [order.index(place) for place in places]


def marked(made: Item, places: Sequence[int]) -> int:
    return mark(made, deal(made, "s"), shown(made, places))


def test_one_option_is_the_key() -> None:
    assert [marked(item("single"), [place]) for place in range(5)] == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("ticked", "category"),
    [([0, 3, 4], 2), ([0, 3], 1), ([0, 3, 4, 1], 1), ([0], 0), ([0, 1, 2, 3, 4, 5], 0), ([], 0), ([1, 2], 0)],
)
def test_several_options_are_marked_by_right_ones_less_wrong_ones(ticked: list[int], category: int) -> None:
    assert marked(item("multiple"), ticked) == category


@pytest.mark.parametrize(
    ("order", "category"),
    [([0, 1, 2, 3], 2), ([1, 0, 2, 3], 1), ([1, 0, 3, 2], 1), ([2, 1, 0, 3], 0), ([3, 2, 1, 0], 0)],
)
def test_an_order_is_marked_by_pairs(order: list[int], category: int) -> None:
    assert marked(item("order"), order) == category


def test_a_judgement_has_a_category_for_each_credit() -> None:
    made = item("judgement")
    assert made.top == 2
    assert [marked(made, [place]) for place in range(5)] == [0, 1, 2, 0, 1]


def test_a_number_counts_within_its_tolerance_in_the_form_that_was_dealt() -> None:
    made = item("numeric")
    for seed in "abcdef":
        dealt = deal(made, seed)
        right = 20 if "10" in dealt.stem else 40
        assert [mark(made, dealt, right + off) for off in (-0.6, -0.5, 0, 0.5, 0.6)] == [0, 1, 1, 1, 0]


@pytest.mark.parametrize("kind", ["single", "multiple", "order", "judgement", "numeric"])
def test_not_knowing_is_an_answer_and_the_lowest_category(kind: Kind) -> None:
    assert mark(item(kind), deal(item(kind), "s"), None) == 0


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("single", [0, 1]),
        ("single", [9]),
        ("single", 1.0),
        ("multiple", [1, 1]),
        ("order", [0, 1, 2]),
        ("judgement", []),
        ("numeric", [1]),
    ],
)
def test_a_response_that_the_item_does_not_allow_is_refused(kind: Kind, response: Response) -> None:
    with pytest.raises(ValueError, match="item checking-2-001"):
        mark(item(kind), deal(item(kind), "s"), response)


@given(st.text(max_size=8))
def test_the_same_seed_deals_the_same_form_and_every_option_once(seed: str) -> None:
    made = item("multiple")
    assert deal(made, seed) == deal(made, seed)
    assert sorted(deal(made, seed).order) == list(range(6))


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("single", {"option": ()}, "at least 5 options"),
        ("numeric", {"number": None}, "has \\[number\\]"),
        ("single", {"level": 3}, "does not begin with"),
        ("single", {"vary": {"a": (1.0,)}}, "two values"),
    ],
)
def test_an_item_that_contradicts_itself_is_refused(kind: Kind, change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        item(kind, **change)
