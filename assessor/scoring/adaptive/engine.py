"""What is known of a person during a test, and the bank in tables that make a step cheap.

Everything that a step needs is computed once: the log-probability of each category on the 61 nodes, so that an answer
adds one row to the posterior; information and expected score on a fine grid, so that a choice reads four rows. Between
the rows stands the cubic through them (Lagrange), which is exact to about 1e-8: the item of the highest information at
the EAP itself is found, not that at a node nearby.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.ability.answers import Curves, Flags
from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.posterior import NODES, POPULATION, Prior
from assessor.scoring.pool import NOT_ADMINISTERED, Floats

_PER_UNIT = 50
"""Rows of the fine grid in one unit of theta."""
_APART = float(NODES[1] - NODES[0])
_LOW = float(NODES[0])


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """How able a person is after the answers so far."""

    theta: float
    """EAP."""
    se: float
    """Standard deviation of the posterior."""
    asked: tuple[int, ...]
    """The places of the items in the bank, in the order asked."""
    given: tuple[int, ...]
    """The category of each answer; `NOT_ADMINISTERED` for one that says nothing yet."""
    weights: Floats
    """The posterior on `NODES`, adding up to 1."""
    log_weights: Floats
    """Its logarithm, up to a constant."""
    unasked: Flags
    """(items,)."""


class Adaptive:
    """A bank ready for adaptive tests (the field: CAT engine); one serves many persons at a time.

    `items` is a `Pool`, or an `UncertainPool`, whose standing and choices then hold the doubt of its parameters.
    """

    def __init__(self, items: Curves, prior: Prior = POPULATION) -> None:
        self.items = items
        self.prior = prior
        rows = np.linspace(_LOW, float(NODES[-1]), round((NODES[-1] - NODES[0]) * _PER_UNIT) + 1)
        self._steps: Floats = np.ascontiguousarray(items.log_probabilities(NODES).transpose(1, 2, 0))
        self._information = items.information(rows)
        self._share: Floats = items.expected(rows) / items.top

    def start(self) -> Standing:
        """Return what is known before the first answer."""
        return self._standing(self.prior.log_density(NODES), (), (), np.ones(len(self.items), dtype=np.bool_))

    def record(self, standing: Standing, item: int, category: int) -> Standing:
        """Return what is known after one more answer. Raises ValueError for an item or a category that is not there."""
        unasked = self._without(standing.unasked, item)
        log_weights = standing.log_weights + self._told(item, category)
        return self._standing(log_weights, (*standing.asked, item), (*standing.given, category), unasked)

    def after(self, asked: tuple[int, ...], given: tuple[int, ...]) -> Standing:
        """Return what is known after answers in this order, all at once: a category for each item asked.

        `NOT_ADMINISTERED` stands for an item without a category, such as one that waits for marks: it tells nothing.
        Raises ValueError for an item that is not there or stands twice, and for a category that is not there.
        """
        log_weights, unasked = self.prior.log_density(NODES), np.ones(len(self.items), dtype=np.bool_)
        for item, category in zip(asked, given, strict=True):
            unasked = self._without(unasked, item)
            if category != NOT_ADMINISTERED:
                log_weights = log_weights + self._told(item, category)
        return self._standing(log_weights, asked, given, unasked)

    def _without(self, unasked: Flags, item: int) -> Flags:
        if not 0 <= item < len(self.items) or not unasked[item]:
            raise ValueError(f"item {item} is not in the bank, or was asked before")
        left = unasked.copy()
        left[item] = False
        return left

    def _told(self, item: int, category: int) -> Floats:
        """Return the log-probability of a category at each node."""
        if not 0 <= category <= self.items.top[item]:
            raise ValueError(
                f"item '{self.items.names[item]}' has the categories 0 to {self.items.top[item]}, not {category}"
            )
        return np.asarray(self._steps[item, category])

    def information(self, theta: float) -> Floats:
        """Return the information of each item at one ability within the nodes, (items,)."""
        return _between(self._information, theta)

    def expected_share(self, theta: float) -> Floats:
        """Return the score expected of each item at one ability as a share of its highest, (items,)."""
        return _between(self._share, theta)

    def _standing(
        self, log_weights: Floats, asked: tuple[int, ...], given: tuple[int, ...], unasked: Flags
    ) -> Standing:
        log_weights = log_weights - log_weights.max()
        weights = np.exp(log_weights)
        weights /= weights.sum()
        theta = float(weights @ NODES)
        se = float(np.sqrt(weights @ (NODES - theta) ** 2))
        if se < _APART:  # too narrow for the nodes
            row = np.full(len(self.items), NOT_ADMINISTERED)
            row[list(asked)] = given
            found = eap(self.items, row, self.prior)
            theta, se = float(found.theta[0]), float(found.se[0])
        return Standing(theta, se, asked, given, weights, log_weights, unasked)


def _between(table: Floats, theta: float) -> Floats:
    """Return the row at theta: the cubic through the four rows around it."""
    place = (theta - _LOW) * _PER_UNIT
    row = min(max(int(place), 1), len(table) - 3)
    t = place - row
    weights = np.array(
        [
            -t * (t - 1) * (t - 2) / 6,
            (t + 1) * (t - 1) * (t - 2) / 2,
            -(t + 1) * t * (t - 2) / 2,
            (t + 1) * t * (t - 1) / 6,
        ]
    )
    return np.asarray(weights @ table[row - 1 : row + 3])
