"""Which item is next: the most informative one at the ability so far, within what the rules allow.

Maximum information: Lord 1980, Applications of Item Response Theory, chapter 10. One at random among the best few for
the first items, so that not everybody begins alike (the field: randomesque): Kingsbury and Zara 1989. Gentle: among
items on which about six tenths of the score are expected, at the price of a few items more (Bergstrom, Lunz and
Gershon 1992, Applied Measurement in Education 5, 137-149).
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.ability.answers import Flags
from assessor.scoring.adaptive.content import Blueprint
from assessor.scoring.adaptive.engine import Adaptive, Standing
from assessor.scoring.pool import Floats

GENTLE_SHARE = 0.6
_AROUND = 0.05
"""How far from it an expected share may lie."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The rules of choosing. Without any: maximum information, never by chance.

    Raises ValueError for a number of items below 0 or none to choose among.
    """

    random_first: int = 0
    """For so many items at the beginning, one at random among the best is taken."""
    random_best: int = 5
    """Among so many."""
    gentle: bool = False
    """Whether items are chosen on which about .6 of the score are expected."""
    blueprint: Blueprint | None = None

    def __post_init__(self) -> None:
        if self.random_first < 0 or self.random_best < 1:
            raise ValueError(
                f"one of the best {self.random_best} for the first {self.random_first} items cannot be chosen"
            )


def next_item(
    engine: Adaptive,
    standing: Standing,
    choice: Choice,
    *,
    allowed: Flags | None = None,
    eligible: Flags | None = None,
    dice: np.random.Generator | None = None,
) -> int | None:
    """Return the place of the next item in the bank; None where none is left.

    `allowed` leaves out what may not be asked (cooldown, retired), `eligible` what should not (exposure): it gives way
    where nothing else is left, or where a minimum of the blueprint asks for it; both (items,). `dice` is needed where
    the rules choose by chance; ValueError without it.
    """
    open_ = _open(standing, choice.blueprint, allowed, eligible)
    if not open_.any():
        return None
    if choice.gentle:
        open_ = _gentle(engine.expected_share(standing.theta), open_)
    worth = np.where(open_, engine.information(standing.theta), -np.inf)
    if len(standing.asked) >= choice.random_first or choice.random_best == 1:
        return int(worth.argmax())
    if dice is None:
        raise ValueError("to choose at random among the best items, give a random generator")
    best = np.argsort(-worth, kind="stable")[: min(choice.random_best, int(open_.sum()))]
    return int(dice.choice(best))


def _open(standing: Standing, blueprint: Blueprint | None, allowed: Flags | None, eligible: Flags | None) -> Flags:
    open_ = standing.unasked if allowed is None else standing.unasked & allowed
    if blueprint is not None:
        open_ = _preferred(open_, blueprint.short(standing.asked)[blueprint.areas])
    if eligible is not None:
        open_ = _preferred(open_, eligible)
    return open_ if blueprint is None else blueprint.keep_next_area(standing.asked, open_)


def _preferred(open_: Flags, wanted: Flags) -> Flags:
    """Keep what is wanted, or all where nothing open is."""
    kept = open_ & wanted
    return kept if kept.any() else open_


def _gentle(share: Floats, open_: Flags) -> Flags:
    """Keep the items whose expected share is about right, or the nearest where none is."""
    away = np.where(open_, np.abs(share - GENTLE_SHARE), np.inf)
    return np.asarray(away <= max(_AROUND, float(away.min())))
