"""How far the formula's results could be off, given how sure its measured terms are."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from harness.meter.attention.formula import Work
from harness.meter.attention.terms import Term

DRAWS = 2000
_TAIL = 0.025
_SEED = 72


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle 95 % of what a result could be."""

    low: float
    high: float


def spreads(terms: Sequence[Term], results: Mapping[str, Callable[[Work], float]]) -> dict[str, Spread]:
    """Return the middle 95 % of each result, by drawing every unsure term anew many times (JCGM 101:2008).

    Terms are drawn independently, by a fixed seed, so that the same ledger gives the same interval. What was entered
    or assumed is taken as it is: the interval says nothing about it.
    """
    rng = random.Random(_SEED)
    drawn: dict[str, list[float]] = {name: [] for name in results}
    for _ in range(DRAWS):
        work = Work.of({term.key: term.unsure.draw(rng) if term.unsure else term.value for term in terms})
        for name, result in results.items():
            drawn[name].append(result(work))
    return {name: _middle(sorted(values)) for name, values in drawn.items()}


def _middle(values: Sequence[float]) -> Spread:
    cut = round(_TAIL * len(values))
    return Spread(values[cut], values[-cut - 1])
