"""What charts about people are given: plain rows, made from the same numbers as the table beside them.

Abilities lie on the scale of the measurement: 0 is the middle of the population that it is set by, 1 its spread.
"""

from dataclasses import dataclass
from typing import Literal

ABILITY = "ability, in standard deviations"
"""What an axis of abilities says."""
SPREADS = "standard deviations"
"""The unit of an ability."""
Change = Literal["gain", "loss", "not certain", "first"]
State = Literal["issued", "pointed to", ""]
When = Literal["at the start", "the time before", "at the last review", "now"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder, from the lowest up."""

    name: str
    begins: float | None
    """At which ability; none for the lowest."""
    chance: float
    """That the person is there, by answers alone, 0 to 1."""
    state: State
    """Whether it is the level issued, or the one that answers point to and something else holds back."""


@dataclass(frozen=True, slots=True)
class Band:
    """An ability with its interval."""

    theta: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """What one sitting found."""

    day: int
    """Days since the first sitting."""
    label: str
    """Its date."""
    band: Band
    change: Change
    """Since the first sitting, beyond chance or not."""


@dataclass(frozen=True, slots=True)
class Zone:
    """The part of the scale that a level takes."""

    name: str
    begins: float | None
    """None for the lowest."""


@dataclass(frozen=True, slots=True)
class AreaPoint:
    """The ability in one area at one time."""

    area: str
    when: When
    band: Band | None
    """None where the area cannot be told apart from the whole."""


@dataclass(frozen=True, slots=True)
class AreaGap:
    """How answers in one area compare with what the ability found in the whole sitting lets one expect."""

    area: str
    points: float
    """In 100 questions, above what was expected."""
    low: float
    high: float
    answers: int


@dataclass(frozen=True, slots=True)
class SurePoint:
    """Answers that were given with like words on how sure somebody was."""

    said: float
    """The mean of these words, 0 to 1."""
    right: float
    """The share of them that was right, 0 to 1."""
    low: float
    high: float
    answers: int
