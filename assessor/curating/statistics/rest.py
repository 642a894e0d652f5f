"""Answers as a table of sittings by items, and each sitting's ability without one item.

An item's own mark would go with an ability that it is part of (Henrysson 1963, Psychometrika 28, 211-218). In an
adaptive sitting the sum of the other marks says nothing of ability, since whoever is abler is asked harder questions,
so that the ability stands in its place.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from assessor.bank.item import Item
from assessor.curating.statistics.stored import Answer
from assessor.scoring.ability.answers import Flags
from assessor.scoring.ability.eap import mean_and_sd
from assessor.scoring.ability.posterior import NODES, POPULATION, log_likelihood
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses
from assessor.sittings.calibration import Calibration


class Table:
    """Answers of sittings to items, by what is known of the items."""

    def __init__(self, answers: Sequence[Answer], known: Calibration) -> None:
        asked = {answer.item.name: answer.item for answer in answers if answer.item.name in known.places}
        self.items: tuple[Item, ...] = tuple(asked[name] for name in sorted(asked))
        self.places = {item.name: place for place, item in enumerate(self.items)}
        sittings = {answer.sat.number for answer in answers}
        self.rows = {sitting: row for row, sitting in enumerate(sorted(sittings))}
        self.responses: Responses = np.full((len(self.rows), len(self.items)), NOT_ADMINISTERED, dtype=np.int64)
        """(sittings, items), -1 where an item was not asked."""
        for answer in answers:
            if answer.item.name in self.places:
                self.responses[self.rows[answer.sat.number], self.places[answer.item.name]] = answer.category
        self._known = known

    def asked(self, item: Item) -> Flags:
        """Return which sittings answered an item, (sittings,)."""
        return np.asarray(self.responses[:, self.places[item.name]] != NOT_ADMINISTERED)

    def rest_ability(self, item: Item) -> Floats:
        """Return the ability of each sitting that answered an item, from its other answers (EAP)."""
        there, place = self.asked(item), self.places[item.name]
        own = log_likelihood(self._known.pool_of([self._known.places[item.name]]), self.responses[there][:, [place]])
        weights = self._all[there] - own + POPULATION.log_density(NODES)
        weights = np.exp(weights - weights.max(axis=1, keepdims=True))
        theta, _ = mean_and_sd(weights / weights.sum(axis=1, keepdims=True), NODES)
        return theta

    @cached_property
    def _all(self) -> Floats:
        places = [self._known.places[item.name] for item in self.items]
        return log_likelihood(self._known.pool_of(places), self.responses)
