"""Items as their parameters, and what follows from them at an ability: probabilities, expected score, information.

One model serves all: the generalised partial credit model, in which an item of two categories is the two-parameter
logistic model, and slopes that are all one make the (partial credit) Rasch model. Muraki 1992, Applied Psychological
Measurement 16, 159-176: P_k is proportional to exp(sum over j <= k of a (theta - step_j)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Responses = NDArray[np.int64]
"""Persons by items: the category from 0, or `NOT_ADMINISTERED`."""
NOT_ADMINISTERED = -1


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """What is known of one item."""

    name: str
    a: float
    """Slope (discrimination), above 0."""
    steps: tuple[float, ...]
    """Where each category becomes likelier than the one below, in theta; a single one is the difficulty b."""

    @property
    def difficulty(self) -> float:
        """The mean of the steps, in theta."""
        return sum(self.steps) / len(self.steps)


class Pool:
    """Items by their parameters, as arrays.

    Raises ValueError for no items, a name that stands twice, an item without steps, or a parameter that is not finite
    or a slope that is not above 0.
    """

    def __init__(self, items: Sequence[ItemParameters]) -> None:
        _check(items)
        self.items = tuple(items)
        self.names = tuple(item.name for item in items)
        self.a: Floats = np.array([item.a for item in items], dtype=np.float64)
        """Slopes, (items,)."""
        self.top: NDArray[np.int64] = np.array([len(item.steps) for item in items], dtype=np.int64)
        """The highest category of each item, (items,)."""
        self.steps: Floats = np.full((len(items), int(self.top.max())), np.nan)
        """Steps, (items, highest category of all); NaN beyond an item's own."""
        for place, item in enumerate(items):
            self.steps[place, : len(item.steps)] = item.steps

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def _intercepts(self) -> Floats:
        """Minus a times the running sum of the steps, with 0 for category 0; -inf beyond an item's categories."""
        sums = np.nancumsum(self.steps, axis=1) * -self.a[:, None]
        sums[np.isnan(self.steps)] = -np.inf
        return np.concatenate([np.zeros((len(self), 1)), sums], axis=1)

    def log_probabilities(self, theta: Floats) -> Floats:
        """Return (abilities, items, categories); -inf for categories that an item does not have."""
        ranks = np.arange(self._intercepts.shape[1])
        logits = self.a[None, :, None] * ranks * np.asarray(theta, dtype=np.float64)[:, None, None] + self._intercepts
        logits -= logits.max(axis=2, keepdims=True)
        return np.asarray(logits - np.log(np.exp(logits).sum(axis=2, keepdims=True)))

    def probabilities(self, theta: Floats) -> Floats:
        """Return (abilities, items, categories); 0 for categories that an item does not have."""
        return np.exp(self.log_probabilities(theta))

    def expected(self, theta: Floats) -> Floats:
        """Return the expected category, (abilities, items)."""
        return np.asarray(self.probabilities(theta) @ np.arange(self._intercepts.shape[1], dtype=np.float64))

    def information(self, theta: Floats) -> Floats:
        """Return Fisher's information about theta, (abilities, items): a squared times the variance of the category."""
        chances = self.probabilities(theta)
        ranks = np.arange(chances.shape[2], dtype=np.float64)
        mean = chances @ ranks
        return np.asarray(self.a**2 * (chances @ ranks**2 - mean**2))


def _check(items: Sequence[ItemParameters]) -> None:
    if not items:
        raise ValueError("a pool needs at least one item")
    seen: set[str] = set()
    for item in items:
        if item.name in seen:
            raise ValueError(f"item '{item.name}' stands twice")
        seen.add(item.name)
        if not item.steps:
            raise ValueError(f"item '{item.name}' has no step; an item of two categories has one, its difficulty")
        if not (np.isfinite(item.a) and item.a > 0):
            raise ValueError(f"item '{item.name}' has the slope {item.a}; it has to be above 0")
        if not np.all(np.isfinite(item.steps)):
            raise ValueError(f"item '{item.name}' has a step that is not finite")
