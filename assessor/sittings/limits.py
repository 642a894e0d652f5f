"""What a sitting may ask, decided once at its start: status, cooldown, exposure, and which items are pilots."""

from collections.abc import Collection, Mapping, Sequence
from random import Random

import numpy as np

from assessor.bank.item import Item, Status
from assessor.scoring.adaptive.exposure import Exposure
from assessor.sittings.choosing import Limits
from assessor.sittings.form import Form

_UNTIL_LIVE: tuple[Status, ...] = ("draft", "pilot", "live")
_ENOUGH_OTHERS = 2
"""Pilots are asked without counting where so many times the longest sitting's items do count."""


def statuses_of(items: Sequence[Item], form: Form) -> tuple[Status, ...]:
    """Return of which status items count: as the form says, else live ones where there are enough, else all."""
    if form.statuses:
        return form.statuses
    live = sum(item.status == "live" for item in items)
    return ("live",) if live >= _ENOUGH_OTHERS * form.most else _UNTIL_LIVE


def limits_of(
    items: Sequence[Item],
    form: Form,
    seed: str,
    seen: Collection[str],
    exposures: Mapping[str, tuple[int, int, int]],
) -> Limits:
    """Return the limits. `seen` are ids that the person knows; `exposures` hold tests, eligible, asked by id."""
    statuses, pilots = statuses_of(items, form), _pilots(items, form)
    chances = _chances(items, exposures, form.ceiling)
    lot = Random(f"eligible {seed}")
    return Limits(
        left_out=frozenset(
            _name(item)
            for item in items
            if item.id in seen or (item.status not in statuses and _name(item) not in pilots)
        ),
        held_back=frozenset(_name(item) for item in items if lot.random() >= chances[item.id]),
        pilots=pilots,
    )


def _pilots(items: Sequence[Item], form: Form) -> frozenset[str]:
    counting = set(statuses_of(items, form)) - {"pilot"}
    enough = sum(item.status in counting for item in items) >= _ENOUGH_OTHERS * form.most
    return frozenset(_name(item) for item in items if item.status == "pilot" and enough)


def _chances(items: Sequence[Item], exposures: Mapping[str, tuple[int, int, int]], ceiling: float) -> dict[str, float]:
    counts = np.array([exposures.get(item.id, (0, 0, 0)) for item in items], dtype=np.int64)
    chances = Exposure(eligible=counts[:, 1], asked=counts[:, 2], tests=counts[:, 0]).chances(ceiling)
    return {item.id: float(chance) for item, chance in zip(items, chances, strict=True)}


def _name(item: Item) -> str:
    return f"{item.id}@{item.version}"
