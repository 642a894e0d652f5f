"""What every estimate asks of items and of responses."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses

Flags = NDArray[np.bool_]


class Curves(Protocol):
    """Items as what they give at an ability: a `Pool`, or an `UncertainPool`."""

    names: tuple[str, ...]
    top: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of items."""
        ...

    def log_probabilities(self, theta: Floats) -> Floats:
        """Return (abilities, items, categories); -inf for categories that an item does not have."""
        ...

    def expected(self, theta: Floats) -> Floats:
        """Return the expected category, (abilities, items)."""
        ...

    def information(self, theta: Floats) -> Floats:
        """Return Fisher's information about theta, (abilities, items)."""
        ...


def checked(items: Curves, responses: Responses) -> Responses:
    """Return the responses as (persons, items); those of one person may come as (items,).

    Raises ValueError where they do not fit the items.
    """
    rows = np.atleast_2d(np.asarray(responses, dtype=np.int64))
    if rows.ndim != 2 or rows.shape[1] != len(items):  # noqa: PLR2004 persons by items
        raise ValueError(f"responses of the shape {rows.shape} do not fit {len(items)} items")
    wrong = (rows < NOT_ADMINISTERED) | (rows > items.top)
    if wrong.any():
        person, item = np.argwhere(wrong)[0]
        raise ValueError(
            f"item '{items.names[item]}' has the categories 0 to {items.top[item]}; "
            f"row {person + 1} answered {rows[person, item]}"
        )
    return rows
