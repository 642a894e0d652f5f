"""Who chooses which option: counts by thirds of ability beside the table of `assessor.scoring.items.options`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessor.bank.item import Item
from assessor.curating.checking.wording import is_key
from assessor.curating.statistics.stored import Given
from assessor.scoring.items.options import option_table, wilson
from assessor.scoring.pool import Floats

FEWEST = 30
"""Answers below which no option is said to attract the able: ten in each third."""
_FEWEST_OF_OPTION = 10
"""People who chose an option, below which their mean ability is chance."""
DO_NOT_KNOW = "I don't know"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option, or "I don't know"."""

    option: str
    """As it stands in the item's file."""
    key: bool
    n: int
    """Who chose it; of several options each counts by itself."""
    share: float
    low: float
    """The ends of the share's 95 % interval (Wilson)."""
    high: float
    lowest_third: int
    """Of them, by ability from the other answers."""
    middle_third: int
    highest_third: int
    attracts_the_able: bool
    """A wrong option chosen by people abler than those who chose the key, by more than two standard errors;
    ten or more of them."""


def choices(item: Item, given: Sequence[Given], theta: Floats) -> tuple[Choice, ...]:
    """Return a row for each option of an item that has options to choose; none for numbers and orders.

    `theta` is the ability of whoever gave each answer, (answers,).
    """
    if item.kind not in {"single", "judgement", "multiple"} or not given:
        return ()
    thirds = np.searchsorted(np.quantile(theta, [1 / 3, 2 / 3]), theta, side="left")
    attracting = _attracting(item, given, theta)
    names = [option.text for option in item.option] + [DO_NOT_KNOW]
    found = []
    for place, name in enumerate(names):
        chose = np.array([_chose(each, place, len(item.option)) for each in given])
        lowest, middle, highest = (int(count) for count in np.bincount(thirds[chose], minlength=3))
        n = lowest + middle + highest
        low, high = wilson(n, len(given))
        found.append(
            Choice(
                option=name,
                key=place < len(item.option) and is_key(item.option[place]),
                n=n,
                share=n / len(given),
                low=low,
                high=high,
                lowest_third=lowest,
                middle_third=middle,
                highest_third=highest,
                attracts_the_able=place in attracting,
            )
        )
    return tuple(found)


def _attracting(item: Item, given: Sequence[Given], theta: Floats) -> set[int]:
    if item.kind == "multiple" or len(given) < FEWEST:
        return set()
    none = len(item.option)
    chosen = np.array([each[0] if isinstance(each, tuple) else none for each in given], dtype=np.int64)
    keys = [place for place, option in enumerate(item.option) if is_key(option)]
    # Where two options of a judgement earn all, each is a key beside the other.
    tables = [option_table(chosen, theta, none + 1, key) for key in keys]
    return {
        place
        for place in range(none + 1)
        if place not in keys
        and all(table[place].attracts_the_able and table[place].n >= _FEWEST_OF_OPTION for table in tables)
    }


def _chose(given: Given, place: int, options: int) -> bool:
    return given is None if place == options else isinstance(given, tuple) and place in given
