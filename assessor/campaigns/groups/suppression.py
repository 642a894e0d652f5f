"""Which groups may be shown, so that no figure of a smaller group follows from those that are.

The field calls it complementary cell suppression (statistical disclosure control). Plain sets and numbers; no store.

All that is told of a group is made of sums over its people. Whoever adds, subtracts and weighs what is shown can so
learn sums in which each person has a weight, and nothing else: the span of the groups' indicator vectors. The rule is
that every such vector but zero gives weight to at least `minimum` people. It covers a total less its teams, cohorts
that overlap, a group told of twice with one person more, and any longer calculation.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

Group = frozenset[int]
"""People by number."""
Candidate = tuple[str, Collection[Group]]
"""A name, and the groups whose sums are made known with it; a share with several thresholds makes several known."""
_Numbers = NDArray[np.int64]
_PRIME = 2**31 - 1
"""Sums are exact modulo this: no determinant of up to 22 groups reaches it (Hadamard), and a product of two residues
fits into 64 bits."""
_MOST_STEPS = 3000
"""What has not been found safe after so many steps is not shown."""
_MOST_CELLS = 400_000
"""Groups by patterns of people: beyond, fewer groups are shown."""


class _TooLong(Exception):
    """The search has taken all its steps."""


def chosen(candidates: Sequence[Candidate], minimum: int) -> set[str]:
    """Return the names of those that are shown together. An earlier one is shown rather than a later one."""
    waiting = [(name, own) for name, groups in candidates if (own := [group for group in groups if group])]
    names: set[str] = set()
    shown: list[Group] = []
    while waiting:
        taken = _safe_beginning(shown, [own for _, own in waiting], minimum)
        for name, own in waiting[:taken]:
            names.add(name)
            shown += own
        waiting = waiting[taken + 1 :]  # the one after them is not safe beside them
    return names


def _safe_beginning(shown: Sequence[Group], waiting: Sequence[Collection[Group]], minimum: int) -> int:
    """Return how many of those that wait, from the first on, are safe beside what is shown: fewer of them are, too."""

    def safe(count: int) -> bool:
        return is_safe([*shown, *(group for own in waiting[:count] for group in own)], minimum)

    if safe(len(waiting)):
        return len(waiting)
    low, high = 0, len(waiting)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if safe(middle) else (low, middle)
    return low


def is_safe(groups: Sequence[Group], minimum: int) -> bool:
    """Say whether sums over these groups, however combined, never come down to fewer than `minimum` people."""
    people = sorted(frozenset[int]().union(*groups))
    if not people:
        return True
    places = {person: place for place, person in enumerate(people)}
    is_in = np.zeros((len(groups), len(people)), dtype=np.int8)
    for row, group in enumerate(groups):
        is_in[row, [places[person] for person in group]] = 1
    # Whoever is in the same groups has the same weight in everything that can be worked out. The many come first.
    packed = np.ascontiguousarray(np.packbits(is_in, axis=0).T)  # compared as bytes: a sort of columns takes long
    _, first, sizes = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_index=True, return_counts=True)
    patterns = is_in[:, first]
    if patterns.size > _MOST_CELLS:
        return False
    order = np.argsort(-sizes, kind="stable")
    weights = sizes[order].astype(np.int64)
    rows, pivots = _reduced(patterns[:, order].astype(np.int64))
    # A vector that gives weight to a class of `minimum` people is no danger; all others are zero on all such classes.
    many = int((weights >= minimum).sum())
    left = [pivot - many for pivot in pivots if pivot >= many]
    try:
        return not _Search().finds(rows[len(pivots) - len(left) :, many:], left, weights[many:], minimum - 1)
    except _TooLong:
        return False


class _Search:
    """Looks in a span for a vector that gives weight to few people."""

    def __init__(self) -> None:
        self._steps = 0

    def finds(self, rows: _Numbers, pivots: Sequence[int], weights: _Numbers, budget: int) -> bool:
        """Say whether some vector of the span but zero is set in columns that weigh `budget` or less together.

        Each row is 1 in its pivot, where the others are 0. A row that is zero stands for a vector that is set only in
        columns which were left out before.
        """
        if not len(rows):
            return False
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _TooLong
        is_set = rows != 0
        if bool((is_set @ weights <= budget).any()):
            return True
        # A vector that is set in one of these columns alone is a row, and all rows were just looked at.
        least = int(weights.min())
        if budget < 2 * least:
            return False
        for place, pivot in enumerate(pivots):
            weight = int(weights[pivot])
            if weight > budget - least:
                continue  # so it is zero there, and the rows after this one span what is left
            rest = np.delete(rows[place:], pivot, axis=1)
            moved = [other - (other > pivot) for other in pivots[place:]]
            found = np.flatnonzero(rest[0])
            if len(found):
                moved[0] = int(found[0])
                rest = _cleared(rest, 0, moved[0])
            if self.finds(rest, moved, np.delete(weights, pivot), budget - weight):
                return True
        return False


def _reduced(matrix: _Numbers) -> tuple[_Numbers, list[int]]:
    """Return the reduced row echelon form without its zero rows, and its pivots."""
    rows = matrix % _PRIME
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        done = len(pivots)
        if done == len(rows):
            break
        found = np.flatnonzero(rows[done:, column])
        if len(found):
            first = done + int(found[0])
            rows[[done, first]] = rows[[first, done]]
            rows = _cleared(rows, done, column)
            pivots.append(column)
    return rows[: len(pivots)], pivots


def _cleared(rows: _Numbers, row: int, column: int) -> _Numbers:
    """Return the rows with 1 in this row and column and 0 in the rest of the column."""
    own = rows[row] * pow(int(rows[row, column]), -1, _PRIME) % _PRIME
    others = rows[:, column].copy()
    others[row] = 0
    cleared: _Numbers = rows.copy()
    touched = np.flatnonzero(others)  # few: most groups have nobody in common
    cleared[touched] = (rows[touched] - others[touched, None] * own % _PRIME) % _PRIME
    cleared[row] = own
    return cleared
