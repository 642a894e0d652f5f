"""The measuring instrument as pages use it: one bank for the service, and for each organisation its sittings."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app

from assessor.bank.item import Item
from assessor.bank.reading import read_banked, read_loose_item
from assessor.db import Store
from assessor.sittings.ending.results import Results
from assessor.sittings.sitting import Sittings
from assessor.web.service import service, viewer

EXTENSION = "toprung-instruments"
PRACTICE = Path(__file__).parent.parent / "practice"
_ORGANISATIONS_AT_HAND = 64
_MAKING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Instrument:
    """What one organisation measures with."""

    sittings: Sittings
    results: Results


class Instruments:
    """Makes an organisation's instrument when it is first asked for, and keeps those that were asked for last."""

    def __init__(self, store: Store, bank: Iterable[Item], private: Collection[str] = ()) -> None:
        self._store = store
        self._bank = tuple(bank)
        self._private = frozenset(private)
        self._made: OrderedDict[str, Instrument] = OrderedDict()
        self._lock = threading.Lock()

    @classmethod
    def of_installation(cls, store: Store) -> "Instruments":
        """Return the instruments with the installation's bank. Raises BrokenItem."""
        banked = list(read_banked())
        private = [one.item.name for one in banked if one.private]
        return cls(store, [one.item for one in banked], private)

    @property
    def bank(self) -> tuple[Item, ...]:
        """The installation's questions."""
        return self._bank

    def of(self, organisation_id: str) -> Instrument:
        """Return the instrument of an organisation."""
        with self._lock:
            made = self._made.pop(organisation_id, None) or self._make(organisation_id)
            self._made[organisation_id] = made
            while len(self._made) > _ORGANISATIONS_AT_HAND:
                self._made.popitem(last=False)
            return made

    def _make(self, organisation_id: str) -> Instrument:
        return Instrument(
            Sittings(self._store, self._bank, organisation_id=organisation_id, private=self._private),
            Results(self._store, self._bank, organisation_id=organisation_id, private=self._private),
        )


def instrument() -> Instrument:
    """Return the instrument of the viewer's organisation."""
    organisation_id = viewer().organisation_id
    assert organisation_id is not None, "a route that measures is for people of an organisation"
    return _all().of(organisation_id)


def bank() -> tuple[Item, ...]:
    """Return the installation's questions, which are the same for all organisations."""
    return _all().bank


def _all() -> Instruments:
    if EXTENSION not in current_app.extensions:
        with _MAKING:  # what comes at once after a start waits for the first, rather than each reading the bank
            if EXTENSION not in current_app.extensions:
                current_app.extensions[EXTENSION] = Instruments.of_installation(service().store)
    return cast("Instruments", current_app.extensions[EXTENSION])


def practice_items() -> dict[str, Item]:
    """Return the questions to practise on, by their kind; no sitting asks them."""
    return {item.kind: item for item in map(read_loose_item, sorted(PRACTICE.glob("*.toml")))}
