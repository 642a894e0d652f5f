"""What a second sitting gains by itself, from people who took two parallel forms in either order by chance.

Who took A then B gained practice plus how much easier B is; who took B then A, practice less the same: half the sum is
practice, half the difference the forms (the two-period crossover; Grizzle 1965, Biometrics 21, 467-480).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from assessor.scoring.growth.change import Effect

FEWEST = 2
"""People of each order that a variance needs."""


@dataclass(frozen=True, slots=True)
class Practice:
    """The two effects apart."""

    practice: Effect
    """Gain of the second sitting, whichever form it was."""
    easier: Effect
    """How much higher form B scores than form A; for forms on one scale about 0."""


def practice_effect(a_then_b: ArrayLike, b_then_a: ArrayLike) -> Practice:
    """Estimate from gains (second less first sitting, soon after) of people by order, (persons,) each.

    Raises ValueError for fewer than two people of an order or a gain that is not finite.
    """
    one, other = np.asarray(a_then_b, dtype=np.float64), np.asarray(b_then_a, dtype=np.float64)
    if min(one.size, other.size) < FEWEST:
        raise ValueError(f"{one.size} and {other.size} people by order; two or more of each are needed")
    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        raise ValueError("a gain is not finite")
    se = float(np.sqrt(one.var(ddof=1) / one.size + other.var(ddof=1) / other.size)) / 2
    first, second = float(one.mean()), float(other.mean())
    return Practice(Effect((first + second) / 2, se), Effect((first - second) / 2, se))
