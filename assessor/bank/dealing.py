"""Deals an item to a sitting: the form that a seed gives of a family, and the order in which options are shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from assessor.bank.arithmetic import reckon
from assessor.bank.item import Item

_HOLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Dealt:
    """An item as one person sees it. What is right is not in it: `assessor.bank.marking` knows."""

    item: str
    """Id and version: ``checking-2-003@1``."""
    seed: str
    stem: str
    exhibit: str
    options: tuple[str, ...]
    """As shown."""
    order: tuple[int, ...]
    """For each option shown, its place in the item's file."""
    unit: str = ""
    """For a number."""


def deal(item: Item, seed: str) -> Dealt:
    """Deal the form of a seed; the same seed deals the same form. Raises ValueError for a hole that nothing fills."""
    values = values_of(item, seed)
    order = order_of(item, seed)
    return Dealt(
        item=f"{item.id}@{item.version}",
        seed=seed,
        stem=filled(item.stem, values),
        exhibit=filled(item.exhibit, values),
        options=tuple(filled(item.option[place].text, values) for place in order),
        order=order,
        unit=item.number.unit if item.number else "",
    )


def order_of(item: Item, seed: str) -> tuple[int, ...]:
    """Return for each option shown its place in the item's file."""
    order = list(range(len(item.option)))
    Random(f"order {seed} {item.id}").shuffle(order)
    return tuple(order)


def values_of(item: Item, seed: str) -> Mapping[str, float | str]:
    """Return what the names of a family stand for in the form of a seed."""
    rng = Random(f"form {seed} {item.id}@{item.version}")
    return {name: rng.choice(values) for name, values in item.vary.items()}


def filled(text: str, values: Mapping[str, float | str]) -> str:
    """Fill ``{name}`` and ``{=arithmetic}``; whole numbers are written without a point, others with two decimals."""
    return _HOLE.sub(lambda hole: _said(hole[1], values), text)


def numbers_in(values: Mapping[str, float | str]) -> dict[str, float]:
    """Return the values that are numbers."""
    return {name: float(value) for name, value in values.items() if not isinstance(value, str)}


def _said(hole: str, values: Mapping[str, float | str]) -> str:
    if hole.startswith("="):
        return _written(reckon(hole[1:], numbers_in(values)))
    if hole not in values:
        raise ValueError(f"nothing fills {{{hole}}}; there are {', '.join(values) or '(no names)'}")
    value = values[hole]
    return value if isinstance(value, str) else _written(value)


def _written(number: float) -> str:
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}"
