"""Holm's adjustment of p-values for several comparisons."""

from collections.abc import Sequence

from harness.stats.checking import BadNumbers


def holm(ps: Sequence[float | None], m: int | None = None) -> list[float | None]:
    """Return the step-down adjusted p-values in the order given (Holm 1979).

    `m` is the number of comparisons that were planned; without it, all that are given. A comparison without a p (None)
    stays without one, and still counts as planned. Raises BadNumbers.
    """
    planned = len(ps) if m is None else m
    if planned < len(ps):
        raise BadNumbers(f"{len(ps)} comparisons are more than the {planned} that were planned")
    for p in ps:
        if p is not None and not 0 <= p <= 1:
            raise BadNumbers(f"p is {p}; it lies between 0 and 1")
    adjusted: list[float | None] = [None] * len(ps)
    highest = 0.0
    order = sorted((p, place) for place, p in enumerate(ps) if p is not None)
    for rank, (p, place) in enumerate(order):
        highest = max(highest, min(1.0, (planned - rank) * p))
        adjusted[place] = highest
    return adjusted
