"""An answer as it comes in: what is kept of it, its category by the rules, and what is refused."""

import math
from typing import Any

from assessor.bank.item import Item
from assessor.sittings.dealing import Given, as_kept, category_of
from assessor.sittings.refusals import BadSitting


def received(item: Item, seed: str, answer: Given, *, in_words: bool) -> tuple[dict[str, Any], int | None]:
    """Return an answer as it is kept, and its category where the rules give one. Raises BadSitting."""
    try:
        kept = {"given": as_kept(item, answer, in_words=in_words)}
        return kept, category_of(item, seed, answer, in_words=in_words)
    except ValueError as error:
        raise BadSitting(str(error)) from error


def check_numbers(seconds: float, confidence: int | None) -> None:
    """Refuse numbers that cannot be. Raises BadSitting."""
    if not (math.isfinite(seconds) and seconds >= 0):
        raise BadSitting(f"an answer takes a number of seconds from 0, not {seconds}")
    if confidence is not None and not 0 <= confidence <= 100:  # noqa: PLR2004 - percent
        raise BadSitting(f"how sure one is lies between 0 and 100 percent, not at {confidence}")
