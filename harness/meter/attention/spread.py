"""How far the formula's results could be off, given how sure its measured terms are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.meter.attention.formula import Work
from harness.meter.attention.terms import Term

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Result = Callable[[Work[npt.NDArray[np.float64]]], npt.NDArray[np.float64]]

DRAWS = 2000
_TAIL = 0.025
_SEED = 72


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle 95 % of what a result could be."""

    low: float
    high: float


def spreads(terms: Sequence[Term], results: Mapping[str, "Result"]) -> dict[str, Spread]:
    """Return the middle 95 % of each result, by drawing every unsure term anew many times (JCGM 101:2008).

    Terms are drawn independently, by a fixed seed, so that the same ledger gives the same interval. What was entered
    or assumed is taken as it is: the interval says nothing about it.
    """
    import numpy as np  # noqa: PLC0415 heavy: start-up must not pay for it

    rng = np.random.default_rng(_SEED)
    work = Work.of(
        {term.key: term.unsure.draw(rng, DRAWS) if term.unsure else np.full(DRAWS, term.value) for term in terms}
    )
    return {name: _middle(np.sort(result(work))) for name, result in results.items()}


def _middle(values: "npt.NDArray[np.float64]") -> Spread:
    cut = round(_TAIL * len(values))
    return Spread(float(values[cut]), float(values[-cut - 1]))
