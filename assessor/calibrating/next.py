"""The next calibration of a store, from all that is there: for the command, and for the job that a page asks for."""

from collections.abc import Iterable

from assessor.bank.item import Item
from assessor.calibrating.answers import read_answers
from assessor.calibrating.making import Made, make_next
from assessor.db import Store
from assessor.sittings.calibration import calibration_in_use
from assessor.sittings.scale import read_scale
from assessor.sittings.statuses import statuses_in_effect


def in_effect(store: Store, bank: Iterable[Item]) -> list[Item]:
    """Return the items that are not retired, each with its status in effect."""
    items = list(bank)
    statuses = statuses_in_effect(store, items)
    known = [item.model_copy(update={"status": statuses[item.name]}) for item in items]
    return [item for item in known if item.status != "retired"]


def next_of(store: Store, bank: Iterable[Item], *, simulated: bool = False) -> Made:
    """Estimate from the stored answers; nothing is stored. Raises NotCalibrated, NoScale and ValueError."""
    items = in_effect(store, bank)
    with store.reading() as connection:
        used = calibration_in_use(connection, read_scale(), items)
        answers = read_answers(connection, items, simulated=simulated)
    return make_next(answers, items, read_scale(), used)
