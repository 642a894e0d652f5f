"""A line of growth for each of many people, from sittings at any weeks with known errors.

Ability = intercept + slope · weeks (+ practice from the second sitting on) + error of the sitting; intercepts and
slopes are normal among people. A person's line is drawn towards the others as far as its own errors ask (shrinkage;
Raudenbush and Bryk 2002, Hierarchical Linear Models, chapters 3 and 6). Its covariance includes the error of the fixed
effects (Henderson 1975, Biometrics 31, 423-447), not that of the spread between people, so that it is a little narrow
below some 30 people.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.change import Effect
from assessor.scoring.growth.restricted import between_people, restricted
from assessor.scoring.growth.sums import Sums, weighted_sums
from assessor.scoring.pool import Floats

Ints = NDArray[np.int64]
FEWEST = 3
"""People with two sittings or more that a spread of slopes needs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person's growth."""

    intercept: float
    """Ability at week 0, practice taken off."""
    slope: float
    """Ability a week."""
    covariance: tuple[float, float, float]
    """Variance of the intercept, of the slope, and their covariance."""

    def at(self, week: float) -> Ability:
        """Return the ability at a week, with its standard error."""
        own, of_slope, both = self.covariance
        variance = own + 2 * week * both + week * week * of_slope
        return Ability(self.intercept + self.slope * week, float(np.sqrt(max(variance, 0.0))))


@dataclass(frozen=True, slots=True)
class Growth:
    """The lines of a cohort."""

    sittings: int
    intercept: Effect
    """Mean ability at week 0."""
    slope: Effect
    """Mean gain a week."""
    practice: Effect | None
    """Gain of any sitting after the first, beyond time; None where it was not asked for."""
    intercept_sd: float
    """Spread of true intercepts between people."""
    slope_sd: float
    both: float
    """Covariance of true intercepts and slopes."""
    lines: dict[int, Line]
    """By person."""


def fit_growth(
    person: ArrayLike, weeks: ArrayLike, theta: ArrayLike, se: ArrayLike, *, practice: bool = False
) -> Growth:
    """Fit lines to sittings, one row each: whose (a number), at which week, ability and its standard error.

    Abilities that are not shrunken (WLE), since shrinkage is done here. A person with a single sitting takes part and
    gets a line. Raises ValueError for lengths that differ, values that are not finite, standard errors that are not
    above 0, fewer than three people with two sittings at different weeks, or practice that cannot be told from time
    because all came back at the same weeks.
    """
    who, names = _numbered(person)
    t, y, errors = (np.asarray(each, dtype=np.float64) for each in (weeks, theta, se))
    _check(who, t, y, errors)
    scale = float(t.std())
    columns = [np.ones_like(t), t / scale]
    if practice:
        columns.append(_later(who, t))
    x = np.column_stack(columns)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError("practice cannot be told from time: everybody came back after the same weeks")
    sums = weighted_sums(who, x, y, errors)
    spread = max(float(y.std()), float(np.sqrt(np.mean(errors**2))))
    between = between_people(sums, (spread, spread / 2))
    return _report(sums, between, scale, names)


def _report(sums: Sums, between: Floats, scale: float, names: list[int]) -> Growth:
    """Put the fit back into weeks."""
    fit = restricted(sums, between)
    unit = np.array([1.0, 1 / scale])
    effects = [Effect(float(fit.effects[i]), float(np.sqrt(fit.covariance[i, i]))) for i in range(len(fit.effects))]
    means, covariances = drawn(sums, between, fit.effects, fit.covariance)
    means, covariances = means * unit, covariances * np.outer(unit, unit)
    return Growth(
        sittings=sums.n,
        intercept=effects[0],
        slope=Effect(effects[1].value / scale, effects[1].se / scale),
        practice=effects[2] if len(effects) > 2 else None,  # noqa: PLR2004 the third effect, where it was asked for
        intercept_sd=float(np.sqrt(between[0, 0])),
        slope_sd=float(np.sqrt(between[1, 1])) / scale,
        both=float(between[0, 1]) / scale,
        lines={
            name: Line(float(mean[0]), float(mean[1]), (float(own[0, 0]), float(own[1, 1]), float(own[0, 1])))
            for name, mean, own in zip(names, means, covariances, strict=True)
        },
    )


def drawn(sums: Sums, between: Floats, effects: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Return each person's line and its covariance, (persons, 2) and (persons, 2, 2), at fixed effects with theirs."""
    inner = sums.posterior(between)
    left = sums.zy - sums.zx @ effects
    own = effects[:2] + np.einsum("nkl,nl->nk", inner, left)
    through = np.eye(2, len(effects)) - inner @ sums.zx
    return own, inner + through @ covariance @ through.transpose(0, 2, 1)


def _numbered(person: ArrayLike) -> tuple[Ints, list[int]]:
    names, who = np.unique(np.asarray(person, dtype=np.int64), return_inverse=True)
    return np.asarray(who, dtype=np.int64), names.tolist()


def _check(who: Ints, t: Floats, y: Floats, errors: Floats) -> None:
    if not who.shape == t.shape == y.shape == errors.shape:
        raise ValueError("persons, weeks, abilities and standard errors are one for each sitting")
    if not all(np.isfinite(each).all() for each in (t, y, errors)) or not (errors > 0).all():
        raise ValueError("weeks, abilities and standard errors are finite, and standard errors above 0")
    low, high = np.full(who.max(initial=0) + 1, np.inf), np.full(who.max(initial=0) + 1, -np.inf)
    np.minimum.at(low, who, t)
    np.maximum.at(high, who, t)
    again = int((high > low).sum())
    if again < FEWEST:
        raise ValueError(f"{again} people have sittings at two weeks; a spread of growth needs {FEWEST}")


def _later(who: Ints, t: Floats) -> Floats:
    """Return 1 for sittings after a person's first, else 0."""
    first = np.full(who.max() + 1, np.inf)
    np.minimum.at(first, who, t)
    return (t > first[who]).astype(np.float64)
