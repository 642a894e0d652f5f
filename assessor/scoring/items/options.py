"""Who chooses which answer of a choice item: the option (distractor) table.

Interval of a share: Wilson 1927, Journal of the American Statistical Association 22, 209-212.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.pool import NOT_ADMINISTERED, Floats

Ints = NDArray[np.int64]
_Z = 1.959963984540054
"""Standard normal quantile of .975."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that could be chosen."""

    n: int
    """People who chose it."""
    share: float
    """Of those who were given the item."""
    low: float
    """The ends of the share's 95 % interval (Wilson)."""
    high: float
    mean_theta: float | None
    """Mean ability of those who chose it; None for nobody."""
    theta_se: float | None
    """Its standard error; None below two people."""
    attracts_the_able: bool
    """A wrong answer chosen by people abler than those who chose the key, by more than two standard errors."""


def option_table(chosen: Ints, theta: Floats, options: int, key: int) -> tuple[Option, ...]:
    """Return a row for each of an item's options.

    Args:
        chosen: the option from 0 that each person chose, (persons,); -1 for not administered.
        theta: their abilities, best from the other items, (persons,).
        options: how many there were.
        key: the right one.

    Raises ValueError for an option or key that there is not, or nobody who answered.
    """
    there = chosen != NOT_ADMINISTERED
    if not there.any():
        raise ValueError("nobody was given the item")
    if not 0 <= key < options or chosen.max() >= options:
        raise ValueError(f"the item has options 0 to {options - 1}; {max(key, int(chosen.max()))} is none of them")
    by_option = [theta[there & (chosen == option)] for option in range(options)]
    return tuple(_row(able, by_option[key], int(there.sum())) for able in by_option)


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Return the ends of the 95 % score interval of a share. Raises ValueError for what is no share."""
    if not 0 <= successes <= n or n < 1:
        raise ValueError(f"{successes} of {n} is not a share")
    part = successes / n
    centre = (part + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
    half = _Z / (1 + _Z * _Z / n) * float(np.sqrt(part * (1 - part) / n + _Z * _Z / (4 * n * n)))
    return (0.0 if successes == 0 else centre - half), (1.0 if successes == n else centre + half)


def _row(able: Floats, of_key: Floats, n: int) -> Option:
    mean, se = _mean(able)
    key_mean, key_se = _mean(of_key)
    attracts = False
    if able is not of_key and mean is not None and se is not None and key_mean is not None and key_se is not None:
        attracts = mean - key_mean > 2 * float(np.hypot(se, key_se))
    return Option(len(able), len(able) / n, *wilson(len(able), n), mean, se, attracts)


def _mean(values: Floats) -> tuple[float | None, float | None]:
    if not len(values):
        return None, None
    mean = float(values.mean())
    return mean, float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else None
