"""What a person should look at before a result is relied on. A flag is never a fail, and changes no figure."""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.ability.effort import FLAG_BELOW, response_time_effort, surface_thresholds
from assessor.scoring.ability.person_fit import lz_star
from assessor.scoring.pool import ItemParameters, Pool

FEWEST = 10
"""Answers before anything is flagged."""
MISFIT_BELOW = -1.645
"""Five of a hundred people lie below it whose answers are those of the items (standard normal)."""
UNKNOWN_ABOVE = 1 / 3
"""Of the answers: more "I don't know" than this is looked at. A rule of thumb of ours."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to look."""

    flag: str
    """Which: person_fit, effort or do_not_know."""
    value: float
    limit: float
    """Beyond which it is raised."""
    says: str
    """What was seen, and what else it may mean."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that counts."""

    item: ItemParameters
    category: int
    seconds: float
    characters: int | None
    """How long the item is as shown; unknown for one that is no longer in the bank."""
    unknown: bool
    """True for "I don't know"."""


def flags(answers: list[Given], theta: float) -> tuple[Flag, ...]:
    """Return the flags of a sitting whose ability was found as theta."""
    if len(answers) < FEWEST:
        return ()
    found = (_misfit(answers, theta), _effort(answers), _unknown(answers))
    return tuple(flag for flag in found if flag is not None)


def _misfit(answers: list[Given], theta: float) -> Flag | None:
    pool = Pool([one.item for one in answers])
    given = np.array([one.category for one in answers])
    (fit,) = lz_star(pool, given, np.array([theta]))
    if fit is None or fit >= MISFIT_BELOW:
        return None
    says = (
        "hard questions right and easy ones wrong more often than one ability explains (lz*). Where difficulties are "
        "judged, not estimated, the questions may be the reason"
    )
    return Flag("person_fit", fit, MISFIT_BELOW, says)


def _effort(answers: list[Given]) -> Flag | None:
    timed = [(one.seconds, one.characters) for one in answers if one.characters is not None]
    if len(timed) < FEWEST:
        return None
    seconds, characters = zip(*timed, strict=True)
    (share,) = response_time_effort(np.array(seconds), surface_thresholds(characters))
    if share is None or share >= FLAG_BELOW:
        return None
    says = "answers that came faster than the question can be read (response-time effort); a known question does so too"
    return Flag("effort", share, FLAG_BELOW, says)


def _unknown(answers: list[Given]) -> Flag | None:
    share = sum(one.unknown for one in answers) / len(answers)
    if share <= UNKNOWN_ABOVE:
        return None
    says = (
        'many answers were "I don\'t know"; they count as wrong, and a person who guesses instead may come out higher'
    )
    return Flag("do_not_know", share, UNKNOWN_ABOVE, says)
