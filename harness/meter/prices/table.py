"""The prices of one day, by model: what the gateway asks for every call."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from harness.messages import Evidence, Usage
from harness.meter.prices.listed import library, listed
from harness.meter.prices.own import ModelPrice, read_own
from harness.meter.prices.rates import Banded


def _nowhere(_model: str) -> None:
    """List no model."""


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Prices by model at one service on one day. A model is what was asked for: ``provider/name``.

    The id that was asked for counts, and not the one that was served: a limit in money has to know the price before
    anything is sent, and a service may call its model as it likes.
    """

    name: str = "none"
    """Stands in every call that it priced: the list with its version and day, and the user's file with its digest."""
    models: Mapping[str, ModelPrice] = field(default_factory=dict)
    """The user's own, which win."""
    lists: Callable[[str], Banded | None] = field(default=_nowhere, compare=False)
    """Finds what the user did not enter."""
    _found: dict[str, Banded | None] = field(default_factory=dict, init=False, compare=False, repr=False)
    """Each model is looked up once."""

    def nano_usd(self, model: str, evidence: Evidence, usage: Usage) -> int | None:
        """Return what one request cost, or None when nobody knows; a model that is no service costs 0."""
        if evidence != "real":
            return 0
        price = self._find(model)
        return None if price is None else price.nano_usd(usage)

    def knows(self, model: str, evidence: Evidence) -> bool:
        """Say whether the price of a model is known."""
        return evidence != "real" or self._find(model) is not None

    def _find(self, model: str) -> Banded | None:
        try:
            return self._found[model]
        except KeyError:
            own = self.models.get(model)
            found = self._found[model] = own.banded(model) if own else self.lists(model)
            return found


def read_prices(base_url: str | None = None, at: datetime | None = None) -> PriceTable:
    """Return the prices at an address (None: the vendor's own) and an instant (None: now). Raises BadPlan.

    A run keeps the prices of the instant at which it was started or resumed; a price that depends on the hour is that
    hour's.
    """
    instant = at or datetime.now(UTC)
    day = instant.astimezone(UTC).date()
    name, models = f"{library()} at {day}", dict[str, ModelPrice]()
    home = os.environ.get("TOPRUNG_HOME")
    path = Path(home) / "prices.toml" if home else None
    if path and path.is_file():
        own, found = read_own(path, day)
        name, models = f"{name} + {own}", dict(found)
    return PriceTable(name, models, partial(listed, base_url=base_url, at=instant))
