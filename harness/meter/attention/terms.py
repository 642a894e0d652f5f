"""What goes into the formula: each term with its value, where it comes from, and how sure it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # heavy: start-up must not pay for it
    import numpy as np
    import numpy.typing as npt

Mark = Literal["measured", "entered", "assumed"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a term is."""

    letter: str
    """As it stands in the formula."""
    about: str
    unit: str
    is_share: bool = False
    """True for a number from 0 to 1."""
    is_divisor: bool = False
    """True for a number that something is shared out over: it is at least 1."""


KINDS: dict[str, Kind] = {
    "setup_min": Kind("S", "setting the design up, once", "min"),
    "jobs": Kind("N", "jobs that the set-up serves", "jobs", is_divisor=True),
    "upkeep_min": Kind("M", "keeping the design up, each month", "min a month"),
    "jobs_month": Kind("n", "jobs in a month", "jobs", is_divisor=True),
    "attended_min": Kind("A", "attended before there is an answer: briefing, gathering, answering agents", "min"),
    "open_min": Kind("r", "opening the answer, whatever is in it", "min"),
    "rows": Kind("u", "rows that the reviewer looks at", "rows"),
    "row_min": Kind("v", "looking at one of them", "min a row"),
    "escalations": Kind("k", "things that the answer hands over", "items"),
    "escalation_min": Kind("e", "deciding one of them", "min an item"),
    "acceptable": Kind("p", "share of answers that are acceptable as they are", "0 to 1", is_share=True),
    "tau_min": Kind("tau", "how long it takes to find what is wrong: 63 % is found in that time", "min a row"),
    "caught": Kind("s", "chance that the reviewer catches a bad answer", "0 to 1", is_share=True),
    "false_alarm": Kind("f0", "chance that a good answer is rejected", "0 to 1", is_share=True),
    "rework_min": Kind("F", "putting a rejected answer right", "min"),
    "missed_min": Kind("D", "what a defect costs later that nobody caught", "min"),
    "unaided_min": Kind("H0", "the job without AI", "min"),
}
"""Every term by its key, in the order of the formula."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share that was counted: Jeffreys' posterior, Beta(k + 1/2, n - k + 1/2) (Brown, Cai and DasGupta 2001)."""

    successes: float
    """May be broken where repeats of a case were averaged."""
    n: float

    def draw(self, rng: "np.random.Generator", size: int) -> "npt.NDArray[np.float64]":
        """Draw values that the counts leave possible."""
        return rng.beta(self.successes + 0.5, self.n - self.successes + 0.5, size)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over independent values: mean + standard error times Student's t, not below 0."""

    mean: float
    standard_error: float
    freedom: int

    def draw(self, rng: "np.random.Generator", size: int) -> "npt.NDArray[np.float64]":
        """Draw values that the sample leaves possible."""
        return (self.mean + self.standard_error * rng.standard_t(self.freedom, size)).clip(min=0)


@dataclass(frozen=True, slots=True)
class Pace:
    """A mean time to find something, from censored times: total time over a chi square with 2k + 1 degrees, halved."""

    total_min: float
    found: int

    def draw(self, rng: "np.random.Generator", size: int) -> "npt.NDArray[np.float64]":
        """Draw values that the times leave possible."""
        return self.total_min / rng.gamma(self.found + 0.5, 1, size)


Unsure = Share | Mean | Pace


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the formula."""

    key: str
    value: float
    mark: Mark
    source: str
    """Where it comes from, in words."""
    unsure: Unsure | None = None
    """How far a measured value could be off; None for what is taken as it is."""
