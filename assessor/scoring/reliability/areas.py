"""Abilities in the areas of a test, each from its own answers and all others, and whether an area adds anything.

The model: the ability in area k is sqrt(r) g + sqrt(1 - r) u_k with a general factor g and the area's own u_k, all
N(0, 1) and independent, so that any two areas correlate by r and each is N(0, 1). Given g the areas are independent,
which makes the posterior of each exact on a grid of g by area, 61 x 61 (the bifactor reduction: Gibbons and Hedeker
1992, Psychometrika 57, 423-436). Its mean is the augmented estimate (Wainer et al. 2001, in Thissen and Wainer, Test
Scoring, chapter 9).

Whether it adds: Haberman 2008 compares how much of the variance of an area's true score is explained by the area's own
score and by the total (PRMSE); Haberman and Sinharay 2010, Psychometrika 75, 209-227, do so for abilities of item
response theory. Here an area's own answers, of information I_k, measure its ability with the error variance 1 / I_k,
and so explain I_k / (I_k + 1) of it. The total is what one ability for all answers is: the mean of the areas' measures
weighted by information, sum I_j y_j / I. The squared correlation of that mean with the ability in area k is what the
total explains. An area adds where its own answers explain more. The information is that of the items that this person
was asked, at her ability: in an adaptive test every person has another form.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.ability.answers import Flags
from assessor.scoring.ability.eap import mean_and_sd
from assessor.scoring.ability.posterior import NODES, POPULATION
from assessor.scoring.pool import Floats

MOST_SHORT_OF_ONE = 0.95
"""Above it the areas' own factors are narrower than the nodes lie apart; 1 itself is exact again."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class AreaAbilities:
    """How able one person is in each area (the field: augmented subscores)."""

    theta: Floats
    """Means of the posteriors, (areas,)."""
    se: Floats
    """Their standard deviations, (areas,)."""
    weights: Floats
    """The posteriors on `NODES`, (areas, nodes), each adding up to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """How much of the differences in each area is explained (PRMSE), from 0 to 1."""

    from_own: Floats
    """By the area's own answers, (areas,)."""
    from_total: Floats
    """By one ability for all answers, (areas,)."""

    @property
    def adds(self) -> Flags:
        """Say which areas are worth showing by themselves, (areas,)."""
        return np.asarray(self.from_own > self.from_total + _ROUNDING)


def augmented(log_likelihoods: Floats, correlation: float) -> AreaAbilities:
    """Return the ability in each area from one person's answers.

    `log_likelihoods` are (areas, nodes): of the answers in each area at `NODES`, 0 throughout for an area without any.
    Raises ValueError for a correlation that is not from 0 to .95, or 1.
    """
    given_general = _log_given_general(correlation)
    logs = np.logaddexp.reduce(log_likelihoods[:, None, :] + given_general, axis=2)  # (areas, nodes of g)
    others = logs.sum(axis=0) - logs + POPULATION.log_density(NODES)
    posterior = log_likelihoods + np.logaddexp.reduce(others[:, :, None] + given_general, axis=1)
    weights = np.exp(posterior - posterior.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    theta, se = mean_and_sd(weights, NODES)
    return AreaAbilities(theta, se, weights)


def worth(information: Floats, correlation: float) -> Worth:
    """Return what explains each area, from the information of its answers at the person's ability, (areas,).

    Raises ValueError for a correlation that cannot be, or where no area has any information.
    """
    _check(correlation)
    told = np.asarray(information, dtype=np.float64)
    whole = float(told.sum())
    if not (np.isfinite(told).all() and (told >= 0).all() and whole > 0):
        raise ValueError("what explains an area needs information from 0, and some of it above 0")
    between = np.full((len(told), len(told)), correlation)
    np.fill_diagonal(between, 1.0)
    weights = told / whole
    shared = between @ weights
    spread = float(weights @ between @ weights) + 1 / whole
    return Worth(from_own=told / (told + 1), from_total=shared**2 / spread)


def _log_given_general(correlation: float) -> Floats:
    """Return the logarithm of the chance of an area's nodes at each node of g, (nodes of g, nodes of the area)."""
    _check(correlation)
    if correlation == 1:
        return np.where(np.eye(len(NODES)) == 1, 0.0, -np.inf)
    away = NODES[None, :] - np.sqrt(correlation) * NODES[:, None]
    logs = -0.5 * away**2 / (1 - correlation)
    return np.asarray(logs - np.logaddexp.reduce(logs, axis=1, keepdims=True))


def _check(correlation: float) -> None:
    if not (0 <= correlation <= MOST_SHORT_OF_ONE or correlation == 1):
        raise ValueError(f"areas correlate by 0 to {MOST_SHORT_OF_ONE}, or by 1, not by {correlation}")
