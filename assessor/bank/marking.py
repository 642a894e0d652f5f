"""Marks a response to a dealt item as a category from 0 to the item's `top`; "I don't know" is category 0.

Spelling is never marked: a number is a number, and everything else is a choice.
"""

import itertools
from collections.abc import Sequence

from assessor.bank.arithmetic import reckon
from assessor.bank.dealing import Dealt, numbers_in, values_of
from assessor.bank.item import Item

Response = Sequence[int] | float | None
"""Places among the options as shown (one, several, or all in order), a number, or None for "I don't know"."""


def mark(item: Item, dealt: Dealt, response: Response) -> int:
    """Return the category. Raises ValueError for a response that the item does not allow."""
    if response is None:
        return 0
    if isinstance(response, int | float) != (item.number is not None):
        raise ValueError(f"item {item.id} wants {'a number' if item.number else 'places among its options'}")
    if item.number is not None and isinstance(response, int | float):
        right = reckon(item.number.answer, numbers_in(values_of(item, dealt.seed)))
        return int(abs(float(response) - right) <= item.number.tolerance + 1e-9)
    places = response if isinstance(response, Sequence) else ()
    return _mark_choice(item, [dealt.order[place] for place in _checked(item, places)])


def _checked(item: Item, response: Sequence[int]) -> Sequence[int]:
    if len(set(response)) < len(response) or not all(0 <= place < len(item.option) for place in response):
        raise ValueError(f"item {item.id} has the options 0 to {len(item.option) - 1}, each at most once: {response}")
    if item.kind in {"single", "judgement"} and len(response) != 1:
        raise ValueError(f"item {item.id} wants one option, not {len(response)}")
    if item.kind == "order" and len(response) != len(item.option):
        raise ValueError(f"item {item.id} wants all {len(item.option)} options in order")
    return response


def _mark_choice(item: Item, chosen: Sequence[int]) -> int:
    if item.kind == "single":
        return int(item.option[chosen[0]].correct)
    if item.kind == "judgement":
        steps = sorted({option.credit for option in item.option})
        return steps.index(item.option[chosen[0]].credit)
    if item.kind == "order":
        pairs = list(itertools.combinations(chosen, 2))
        return _in_thirds(sum(first < second for first, second in pairs), len(pairs))
    right = {place for place, option in enumerate(item.option) if option.correct}
    return _in_thirds(len(right & set(chosen)) - len(set(chosen) - right), len(right))


def _in_thirds(got: int, most: int) -> int:
    """Return 2 for all of it, 1 for at least two thirds, else 0."""
    return 2 if got == most else int(3 * got >= 2 * most)
