"""What a person should look at before a result is relied on. A flag is never a fail, and changes no figure.

An area with a floor is looked at where no level is held back either: the sum of its answers beside what the items give
at the person's ability, as a standardised residual.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessor.framework import AreaKey
from assessor.scoring.ability.effort import FLAG_BELOW, response_time_effort, surface_thresholds
from assessor.scoring.ability.person_fit import lz_star
from assessor.scoring.pool import ItemParameters, Pool

FEWEST = 10
"""Answers before anything is flagged."""
MISFIT_BELOW = -1.645
"""Five of a hundred people lie below it whose answers are those of the items (standard normal)."""
FEWEST_IN_AREA = 3
BEHIND_BELOW = -1.645
"""The same, for the answers of one area."""
UNKNOWN_ABOVE = 1 / 3
"""Of the answers: more "I don't know" than this is looked at. A rule of thumb of ours."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to look."""

    flag: str
    """Which: person_fit, area_behind, effort or do_not_know."""
    value: float
    limit: float
    """Beyond which it is raised."""
    says: str
    """What was seen, and what else it may mean."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that counts."""

    item: ItemParameters
    area: AreaKey
    category: int
    seconds: float
    characters: int | None
    """How long the item's text is; unknown for one that is no longer in the bank."""
    unknown: bool
    """True for "I don't know"."""


def flags(answers: Sequence[Given], theta: float, watched: Mapping[AreaKey, str], *, judged: bool) -> tuple[Flag, ...]:
    """Return the flags of a sitting whose ability was found as theta; `watched` names the areas that have a floor.

    `judged` says that difficulties are an author's judgement: whether answers fit is then not looked at, since about a
    fifth of ordinary people would be flagged for the authors' errors (docs/validation.md).
    """
    if len(answers) < FEWEST:
        return ()
    behind = (_behind([one for one in answers if one.area == area], theta, name) for area, name in watched.items())
    found = (None if judged else _misfit(answers, theta), *behind, _effort(answers), _unknown(answers))
    return tuple(flag for flag in found if flag is not None)


def _misfit(answers: Sequence[Given], theta: float) -> Flag | None:
    pool = Pool([one.item for one in answers])
    given = np.array([one.category for one in answers])
    (fit,) = lz_star(pool, given, np.array([theta]))
    if fit is None or fit >= MISFIT_BELOW:
        return None
    says = (
        "hard questions right and easy ones wrong more often than one ability explains (lz*); a question that is out, "
        "or known beforehand, does so too"
    )
    return Flag("person_fit", fit, MISFIT_BELOW, says)


def _behind(answers: Sequence[Given], theta: float, name: str) -> Flag | None:
    if len(answers) < FEWEST_IN_AREA:
        return None
    pool = Pool([one.item for one in answers])
    chances = pool.probabilities(np.array([theta]))[0]
    ranks = np.arange(chances.shape[1])
    mean, square = chances @ ranks, chances @ ranks**2
    away = (sum(one.category for one in answers) - mean.sum()) / np.sqrt((square - mean**2).sum())
    if away >= BEHIND_BELOW:
        return None
    got, most = sum(one.category for one in answers), int(pool.top.sum())
    says = (
        f"answers on {name.lower()} are further behind than chance explains: {got} of {most} marks, where "
        f"{mean.sum():.1f} are expected of somebody with this ability"
    )
    return Flag("area_behind", float(away), BEHIND_BELOW, says)


def _effort(answers: Sequence[Given]) -> Flag | None:
    timed = [(one.seconds, one.characters) for one in answers if one.characters is not None]
    if len(timed) < FEWEST:
        return None
    seconds, characters = zip(*timed, strict=True)
    (share,) = response_time_effort(np.array(seconds), surface_thresholds(characters))
    if share is None or share >= FLAG_BELOW:
        return None
    says = "answers that came faster than the question can be read (response-time effort); a known question does so too"
    return Flag("effort", share, FLAG_BELOW, says)


def _unknown(answers: Sequence[Given]) -> Flag | None:
    share = sum(one.unknown for one in answers) / len(answers)
    if share <= UNKNOWN_ABOVE:
        return None
    says = (
        'many answers were "I don\'t know"; they count as wrong, and a person who guesses instead may come out higher'
    )
    return Flag("do_not_know", share, UNKNOWN_ABOVE, says)
