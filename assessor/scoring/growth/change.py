"""Whether one person has changed between two sittings.

The difference over its own standard error, flagged beyond 1.96: Jacobson and Truax 1991, Journal of Consulting and
Clinical Psychology 59, 12-19, with each sitting's own error in place of one for the test (Finkelman, Weiss and
Kim-Kang 2010, Applied Psychological Measurement 34, 238-254, for adaptive tests).
"""

import math
from dataclasses import dataclass
from typing import Literal

from assessor.scoring.ability.estimates import Ability

CERTAIN = 1.96
Verdict = Literal["gain", "loss", "not yet distinguishable"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What holds for a whole cohort, with its standard error."""

    value: float
    se: float


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier to a later sitting, practice taken off."""

    value: float
    se: float
    z: float
    low: float
    """The ends of the 95 % interval."""
    high: float
    verdict: Verdict


def change(first: Ability, second: Ability, practice: Effect | None = None) -> Change:
    """Compare two sittings whose errors are independent.

    ``practice`` is what a second sitting gains by itself (see `practice`), with its error; by default nothing. An
    ability that is shrunken (EAP) understates change; WLE does not. Raises ValueError for a standard error that is not
    above 0.
    """
    if not (first.se > 0 and second.se > 0):
        raise ValueError(f"standard errors are above 0, not {first.se} and {second.se}")
    own = practice or Effect(0.0, 0.0)
    value = second.theta - first.theta - own.value
    se = math.hypot(first.se, second.se, own.se)
    z = value / se
    verdict: Verdict = "not yet distinguishable" if abs(z) < CERTAIN else "gain" if z > 0 else "loss"
    return Change(value, se, z, value - CERTAIN * se, value + CERTAIN * se, verdict)
