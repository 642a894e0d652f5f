"""What `Sittings.next_item` costs at a bank of 500 items, in processor time: ``python -m benchmarks.next_item``.

The shipped items are repeated under other ids until there are 500. Waiting for the disk is no processor time.
"""

import statistics
import tempfile
import time
from pathlib import Path
from random import Random

from assessor.bank.item import Item
from assessor.bank.reading import read_bank
from assessor.db import open_store
from assessor.sittings.sitting import Ended, Sittings
from benchmarks.speed_table import table

ITEMS = 500
SITTINGS = 40
ALLOWED_MS = 3.0
_MOST_OF_A_LEVEL = 999


def main() -> None:
    """Measure and print."""
    print(page())


def page() -> str:
    """Measure, and return the table with a sentence."""
    took = sorted(processor_ms())
    cells = (statistics.fmean(took), took[int(0.95 * len(took))], took[-1])
    told = table(
        ("`Sittings.next_item` at 500 items", "mean, ms", "95 % below, ms", "longest, ms", "demanded, ms", "met"),
        [
            (
                f"{len(took)} calls",
                *(f"{one:.2f}" for one in cells),
                f"{ALLOWED_MS:g}",
                "yes" if cells[1] <= ALLOWED_MS else "**no**",
            )
        ],
    )
    return f"{told}\n\nThe first call of a process, which also reads the calibration, is left out. Met is said of 95 %."


def processor_ms() -> list[float]:
    """Take sittings with answers by lot, and return what each next item took."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 's.db'}")
        sittings = Sittings(store, bank())
        for seed in range(SITTINGS):
            sitting, dice = sittings.start(seed=str(seed)), Random(seed)
            while True:
                begun = time.process_time_ns()
                question = sittings.next_item(sitting.id)
                took.append((time.process_time_ns() - begun) / 1e6)
                if isinstance(question, Ended):
                    break
                answer = (
                    [dice.randrange(len(question.dealt.options))] if question.kind in {"single", "judgement"} else None
                )
                sittings.record(question.asked_id, answer, seconds=20)
        store.close()
    return took[1:]


def bank() -> list[Item]:
    """Return 500 items: those that are shipped, and as many again under other numbers."""
    shipped = list(read_bank())
    whole = [
        item.model_copy(
            update={"id": f"{item.area}-{item.level}-{_MOST_OF_A_LEVEL - place // len(shipped) * 100 - place % 100:03}"}
        )
        if place >= len(shipped)
        else item
        for place, item in enumerate((shipped * 3)[:ITEMS])
    ]
    return list({item.id: item for item in whole}.values())


if __name__ == "__main__":
    main()
