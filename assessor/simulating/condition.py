"""What is simulated: the people, what is wrong with the items, and what the engine is told of that."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessor.scoring.ability.posterior import Prior
from assessor.scoring.levels.cuts import Cuts
from assessor.sittings.calibration import Calibration

Behaviour = Literal["usual", "guessers", "tired", "careless", "cheats", "do not know"]
Section = Literal["difficulties", "populations", "misfit", "subgroups", "gentle"]
STATED = "stated"
"""Key of the main condition: the bank as stated, with its doubt."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One set of circumstances, under which a crowd of simulees sits."""

    key: str
    title: str
    section: Section
    says: str
    """What is simulated, in one sentence."""
    mean: float = 0.0
    """Mean ability of the crowd; its standard deviation is 1."""
    wrong: float | None = None
    """Standard deviation of the error of each difficulty; none: that which the bank states of it."""
    slopes: float = 0.0
    """Standard deviation of the logarithm of the true slopes, around those that the engine takes."""
    doubted: bool = True
    """Whether the engine reckons with the doubt that the bank states; if not, it takes difficulties for known."""
    behaviour: Behaviour = "usual"
    """What half of the people do, where it is not the usual."""
    gentle: bool = False
    harder: float = 0.0
    """So much harder some items are for half of the people than for the others of the same ability (planted DIF)."""
    bound: bool = False
    """Whether coverage is demanded here at every level."""
    flagged: bool = False
    """Whether flags are raised as with a result; it costs time."""
    share: float = 1.0
    """People, as a share of those asked for."""

    @property
    def population(self) -> Prior:
        """The distribution of ability in the crowd."""
        return Prior(self.mean, 1.0)

    @property
    def levelled(self) -> bool:
        """Whether people are added until every level has enough of them for its own coverage."""
        return self.section in {"difficulties", "populations"}

    @property
    def mixed(self) -> bool:
        """Whether half of the people differ from the others."""
        return self.behaviour != "usual" or self.harder > 0


GUESSED = 0.5
"""Share of the questions that a guesser answers at random."""
TIRING = 1.0
"""How far ability falls from the first to the last question that a sitting may have."""
SLIPS = 0.1
"""Share of the questions that a careless person spoils."""
BY_HEART = 30
"""Items that a cheat knows."""
PLANTED = 0.8
"""How much harder the planted items are for the focal group, in theta."""
PLANTED_EVERY = 10
"""One item in so many is planted."""
_SLOPES = 0.3
_ONE = (
    " The authors state the largest doubt of every item, a standard deviation of 1; so it is also the condition in "
    "which every difficulty is wrong by a standard deviation of 1."
)


def conditions_of(known: Calibration, cuts: Cuts) -> tuple[Condition, ...]:
    """Return all conditions for a bank, the main one first."""
    width = float(np.diff(cuts.points).mean())
    return (
        *_difficulties(known),
        Condition(
            "down",
            "One level down",
            "populations",
            f"Ability is N({-width:.2f}, 1): one level's width below the population that the engine reckons with.",
            mean=-width,
            bound=True,
        ),
        Condition(
            "up",
            "One level up",
            "populations",
            f"Ability is N({width:.2f}, 1).",
            mean=width,
            bound=True,
        ),
        *_misfit(),
        Condition(
            "subgroups",
            "Items harder for one group",
            "subgroups",
            f"One item in {PLANTED_EVERY} is {PLANTED} harder for half of the people than for others as able.",
            harder=PLANTED,
        ),
        Condition(
            "gentle",
            "Gentle mode",
            "gentle",
            "As the main condition, with items on which about six tenths of the score are expected.",
            gentle=True,
            share=0.5,
        ),
    )


def _difficulties(known: Calibration) -> list[Condition]:
    all_one = all(sd == 1 for sd in known.sds)
    of_one = Condition(
        "wrong-by-1",
        "Every difficulty wrong by a standard deviation of 1",
        "difficulties",
        "As the main condition, with an error of N(0, 1) for every item, whatever its author said.",
        wrong=1.0,
        bound=True,
    )
    return [
        Condition(
            STATED,
            "As stated, with the doubt that is stated",
            "difficulties",
            "Each true difficulty is its author's plus a normal error with the standard deviation that the bank states "
            f"of it; the engine reckons with that doubt. This is the main condition.{_ONE if all_one else ''}",
            bound=True,
        ),
        *([] if all_one else [of_one]),
        Condition(
            "known",
            "Exactly as stated, and known to be",
            "difficulties",
            "True difficulties are the stated ones and the engine takes them for known, as it does with a calibrated "
            "item.",
            wrong=0.0,
            doubted=False,
            bound=True,
            flagged=True,
        ),
        Condition(
            "right",
            "Exactly as stated, but doubted",
            "difficulties",
            "The authors happened to be right with every item, and the engine doubts them all the same.",
            wrong=0.0,
            bound=True,
        ),
        Condition(
            "over-sure",
            "Wrong as stated, but taken for known",
            "difficulties",
            "What an engine would say that takes the authors' difficulties for known. Ours does not; for comparison.",
            doubted=False,
        ),
        Condition(
            "slopes",
            "Slopes wrong too",
            "difficulties",
            f"As the main condition, and true slopes differ from the assumed one: lognormal, s.d. {_SLOPES}.",
            slopes=_SLOPES,
        ),
    ]


def _misfit() -> list[Condition]:
    told: list[tuple[str, str, Behaviour, str]] = [
        (
            "guessers",
            "Guessers",
            "guessers",
            f"answer {100 * GUESSED:.0f} % of the questions at random, within seconds",
        ),
        ("tired", "Tired people", "tired", f"lose {TIRING:.1f} of ability from the first to the thirtieth question"),
        ("careless", "Careless people", "careless", f"spoil {100 * SLIPS:.0f} % of their answers, in the usual time"),
        ("cheats", "Cheats", "cheats", f"know {BY_HEART} items by heart, chosen at random from the bank"),
        (
            "do-not-know",
            'People who say "I don\'t know"',
            "do not know",
            "never guess; what others get right by guessing they do not get",
        ),
    ]
    return [
        Condition(key, title, "misfit", f"Half of the people {says}.", behaviour=behaviour, flagged=True, share=0.5)
        for key, title, behaviour, says in told
    ]
