"""Responses, checked and laid out as the cycles of the estimation need them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses

MOST_CATEGORIES = 50


@dataclass(frozen=True, slots=True)
class Answers:
    """Everybody's answers; persons without any are left out."""

    names: tuple[str, ...]
    category: Floats
    """(persons, items), 0 where not administered."""
    given: Floats | None
    """(persons, items), 1 where administered, else 0; None when every item was."""
    top: NDArray[np.int64]
    """The highest category of each item, (items,)."""
    counts: Floats
    """Persons in each category above 0, (highest category of all, items)."""
    asked: NDArray[np.int64]
    """Persons who answered each item, (items,)."""

    @property
    def persons(self) -> int:
        """How many persons answered anything."""
        return len(self.category)

    def lowest(self) -> Floats:
        """Return the persons in category 0, (items,)."""
        return np.asarray(self.asked - self.counts.sum(axis=0))

    def some_empty(self) -> NDArray[np.bool_]:
        """Say which items have a category that nobody is in, (items,)."""
        rank = np.arange(1, len(self.counts) + 1)[:, None]
        return np.asarray((self.lowest() == 0) | ((self.counts == 0) & (rank <= self.top)).any(axis=0))

    def check_all_used(self, which: NDArray[np.bool_]) -> None:
        """Raise ValueError for the first of these items in which a category is empty, or all persons are in one."""
        for place in np.flatnonzero(which & self.some_empty()):
            name, top, asked = self.names[place], int(self.top[place]), self.asked[place]
            counts = [self.lowest()[place], *self.counts[:top, place]]
            if not asked:
                raise ValueError(f"item '{name}' was answered by nobody; leave it out, or use priors")
            if max(counts) == asked:
                raise ValueError(
                    f"item '{name}' has the same answer from all {asked} persons who were asked; "
                    "leave it out, or use priors"
                )
            raise ValueError(
                f"item '{name}' has categories 0 to {top}, but nobody is in category {counts.index(0)}; "
                "number the categories that are used from 0 on, or use priors"
            )


def lay_out(responses: Responses, names: Sequence[str] | None = None, tops: Sequence[int] | None = None) -> Answers:
    """Check responses (persons, items) and lay them out.

    ``tops`` are the items' highest categories, where known; else the highest that anybody reached. Raises ValueError.
    """
    if responses.ndim != 2 or not responses.size:  # noqa: PLR2004 a table has two dimensions
        raise ValueError("responses have to be a table of at least one person and one item")
    if not np.issubdtype(responses.dtype, np.integer):
        raise ValueError(f"responses have to be whole numbers, not {responses.dtype}")
    if responses.min() < NOT_ADMINISTERED:
        raise ValueError(f"{responses.min()} is no category; {NOT_ADMINISTERED} says that an item was not administered")
    known = _names(responses, names)
    there = responses != NOT_ADMINISTERED
    is_complete = bool(there.all())
    if not is_complete:
        some = there.any(axis=1)
        responses, there = responses[some], there[some]
    if not len(responses):
        raise ValueError("there is no answer in the responses")
    top = _tops(responses, known, tops)
    counts = np.array([(responses == category).sum(axis=0) for category in range(1, int(top.max()) + 1)], dtype=float)
    category = np.maximum(responses, 0).astype(np.float64)
    return Answers(known, category, None if is_complete else there.astype(np.float64), top, counts, there.sum(axis=0))


def _names(responses: Responses, names: Sequence[str] | None) -> tuple[str, ...]:
    if names is None:
        return tuple(f"item{place}" for place in range(1, responses.shape[1] + 1))
    if len(names) != responses.shape[1]:
        raise ValueError(f"{len(names)} names were given for {responses.shape[1]} items")
    if len(set(names)) < len(names):
        raise ValueError(f"item '{next(name for name in names if names.count(name) > 1)}' stands twice")
    return tuple(names)


def _tops(responses: Responses, names: tuple[str, ...], tops: Sequence[int] | None) -> NDArray[np.int64]:
    reached = responses.max(axis=0)
    top = np.maximum(reached, 1) if tops is None else np.asarray(tops, dtype=np.int64)
    if top.shape != reached.shape:
        raise ValueError(f"{len(top)} highest categories were given for {len(names)} items")
    for name, highest, allowed in zip(names, reached, top, strict=True):
        if highest > allowed:
            raise ValueError(f"item '{name}' has the answer {highest}, but its highest category is {allowed}")
        if not 1 <= allowed < MOST_CATEGORIES:
            raise ValueError(f"item '{name}' has categories up to {allowed}; 1 to {MOST_CATEGORIES - 1} can be fitted")
    return top
