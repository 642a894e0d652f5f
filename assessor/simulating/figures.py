"""From what became of simulees to figures: error, coverage, levels, length, flags.

The Monte Carlo error of a share takes the draws of the true items as clusters, since their errors are shared by all who
met the same draw (Cochran 1977, Sampling Techniques, third edition, section 9A).
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from assessor.deciding.decision import HALF
from assessor.scoring.ability.answers import Flags
from assessor.scoring.ability.interval import intervals
from assessor.scoring.levels.expected import expected_rates
from assessor.scoring.levels.rudner import rudner
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, Responses
from assessor.simulating.condition import Condition
from assessor.simulating.crowd import RAISED, Crowd
from assessor.simulating.world import World

FEWEST_OF_A_LEVEL = 20
"""People, below which nothing is told of a level."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often the 95 % interval holds the true ability."""

    n: int
    share: float
    error: float
    """Monte Carlo standard error of the share."""


@dataclass(frozen=True, slots=True)
class OfLevel:
    """Those whose true ability is of one level."""

    level: int
    """From 1."""
    length: float
    """Mean number of questions."""
    se: float
    """Mean standard error."""
    bias: float
    """Mean of the EAP less the true ability."""
    rmse: float
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Levels:
    """How often the level of the EAP is the true one."""

    exact: float
    adjacent: float
    """In the right or a neighbouring level."""
    allowed: float
    """The exact rate to be expected from each person's standard error (Rudner 2005)."""
    expected_exact: float | None
    """The exact rate that one standard error for all, the root of the mean square, would allow in N(mean, 1)."""
    expected_adjacent: float | None
    between: float
    """The share of whom no level has half of the chance, so that they are said to be between two."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a group of simulees."""

    people: int
    length: float
    """Mean number of questions."""
    length_p10: float
    length_p90: float
    success: float
    """Mean share of the highest category that an answer got."""
    reasons: dict[str, float]
    """The share of sittings that ended for each reason."""
    se: float
    """Mean standard error."""
    bias: float
    rmse: float
    coverage: Coverage
    between_draws: float
    """Standard deviation of coverage from one draw of the true items to another, sampling error taken out."""
    levels: Levels
    by_level: tuple[OfLevel, ...]
    raised: dict[str, float]
    """The share of sittings with each flag."""


def covered(world: World, condition: Condition, crowd: Crowd) -> Flags:
    """Say whose 95 % interval, as reported, holds the true ability, (people,)."""
    found = intervals(world.taken(condition).pool_of(range(len(world.bank))), crowd.rows)
    return np.asarray((found.low < crowd.theta) & (crowd.theta < found.high))


def figures(world: World, condition: Condition, crowd: Crowd, holds: Flags, among: Flags) -> Figures:
    """Return the figures of some of a crowd. `holds` is from `covered`, `among` says who, (people,) both.

    Those who were added to fill levels count for the figures by level alone.
    """
    here = among & ~crowd.added
    error = crowd.eap - crowd.theta
    length = (crowd.rows != NOT_ADMINISTERED).sum(axis=1)
    true = world.cuts.levels(crowd.theta)
    ended = Counter(reason for reason, one in zip(crowd.reasons, here.tolist(), strict=True) if one)
    people = int(here.sum())
    return Figures(
        people=people,
        length=float(length[here].mean()),
        length_p10=float(np.percentile(length[here], 10)),
        length_p90=float(np.percentile(length[here], 90)),
        success=_success(world, crowd.rows[here]),
        reasons={reason: count / people for reason, count in sorted(ended.items())},
        se=float(crowd.se[here].mean()),
        bias=float(error[here].mean()),
        rmse=_root_mean_square(error[here]),
        coverage=_coverage(holds[here], crowd.drawn[here]),
        between_draws=_between_draws(holds[here], crowd.drawn[here]),
        levels=_levels(world, condition, crowd, here),
        by_level=tuple(
            OfLevel(
                level + 1,
                float(length[those].mean()),
                float(crowd.se[those].mean()),
                float(error[those].mean()),
                _root_mean_square(error[those]),
                _coverage(holds[those], crowd.drawn[those]),
            )
            for level in range(crowd.chances.shape[1])
            if (those := among & (true == level)).sum() >= FEWEST_OF_A_LEVEL
        ),
        raised=dict(zip(RAISED, crowd.raised[here].mean(axis=0).tolist(), strict=True)) if condition.flagged else {},
    )


def _levels(world: World, condition: Condition, crowd: Crowd, here: Flags) -> Levels:
    true, found = world.cuts.levels(crowd.theta[here]), world.cuts.levels(crowd.eap[here])
    away, se = np.abs(true - found), _root_mean_square(crowd.se[here])
    one_error = expected_rates(se, world.cuts, condition.population) if se < condition.population.sd else None
    return Levels(
        exact=float((away == 0).mean()),
        adjacent=float((away <= 1).mean()),
        allowed=rudner(crowd.eap[here], crowd.se[here], world.cuts).accuracy,
        expected_exact=None if one_error is None else one_error.exact,
        expected_adjacent=None if one_error is None else one_error.adjacent,
        between=float((crowd.chances[here].max(axis=1) < HALF).mean()),
    )


def _coverage(holds: Flags, drawn: Responses) -> Coverage:
    share = float(holds.mean())
    sums = np.bincount(drawn, weights=holds - share)
    return Coverage(len(holds), share, float(np.sqrt((sums**2).sum())) / len(holds))


def _between_draws(holds: Flags, drawn: Responses) -> float:
    """Return the spread of coverage between draws, by the method of moments."""
    sizes = np.bincount(drawn)
    there = sizes > 1
    shares = np.bincount(drawn, weights=holds)[there] / sizes[there]
    if len(shares) <= 1:
        return 0.0
    by_sampling = (shares * (1 - shares) / (sizes[there] - 1)).mean()
    return float(np.sqrt(max(shares.var(ddof=1) - by_sampling, 0.0)))


def _success(world: World, rows: Responses) -> float:
    return float((rows / world.known.engine.items.top)[rows != NOT_ADMINISTERED].mean())


def _root_mean_square(values: Floats) -> float:
    return float(np.sqrt((values**2).mean()))
