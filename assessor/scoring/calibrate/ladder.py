"""A bank whose items have very different numbers of answers: each item gets the model that its answers can carry.

Below 50 answers an item keeps close to its author's difficulty, with a slope that all such items share (each brings its
prior, so that the slope of many is nearly known); from 50 to 200 it has a slope of its own and the priors; above, its
answers alone decide. An item with more than 200 answers and an
empty category (or the same answer from all) stays on the middle rung, where it can be estimated.

Why: with 60 to 200 persons, free slopes and difficulties run away for single items, and with priors they do not,
while ability is hardly touched either way (docs/irt.md has the numbers).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from assessor.scoring.calibrate.answers import Answers, lay_out
from assessor.scoring.calibrate.estimating import estimate, start_of
from assessor.scoring.calibrate.fitting import plan_of, report
from assessor.scoring.calibrate.plan import Plan, Priors
from assessor.scoring.calibrate.result import Calibration, How
from assessor.scoring.calibrate.values import Values
from assessor.scoring.pool import Floats, Responses

OWN_SLOPE_FROM = 50
"""Answers from which an item has a slope of its own."""
FREE_ABOVE = 200
"""Answers above which it needs no prior."""
RUNGS = (How.JUDGED, How.PRIORS, How.FREE)
"""From the lowest."""
JUDGED_SD = 1.0
"""How far an author's difficulty is taken to be from the truth, in theta, where nothing else is said: a wide prior."""


def fit_by_ladder(
    responses: Responses,
    names: Sequence[str],
    judged: Sequence[Sequence[float]],
    *,
    judged_sd: Sequence[float] | float = JUDGED_SD,
    priors: Priors | None = None,
    most: Mapping[str, How] | None = None,
    standard_errors: bool = True,
) -> Calibration:
    """Calibrate a bank on responses (persons, items), -1 where not administered; an item may have no answer at all.

    ``judged`` are the steps of each item as its author judges them, in theta (a single one is the difficulty), and
    ``judged_sd`` how far each step may be off, one number for all or one an item. ``priors`` are those of the middle
    rung. ``most`` names items that stay on a lower rung whatever the number of their answers. Raises ValueError.
    """
    if len(judged) != len(names):
        raise ValueError(f"{len(judged)} judged difficulties were given for {len(names)} items")
    sds = np.broadcast_to(np.asarray(judged_sd, dtype=np.float64), (len(names),))
    if not np.all(np.isfinite(sds) & (sds > 0)):
        raise ValueError(f"the author's difficulties have the s.d. {sds.min():g}; it has to be above 0")
    believed = priors or Priors()
    answers = lay_out(responses, names, [len(steps) for steps in judged])
    how = [
        min(rung, (most or {}).get(name, rung), key=RUNGS.index)
        for name, rung in zip(names, rungs(answers), strict=True)
    ]
    given = _table(judged, answers)
    is_judged = np.array([rung == How.JUDGED for rung in how])
    plan = _plan(answers, how, given, sds, believed)
    start = start_of(answers)
    from_author = np.where(np.isfinite(start.intercepts), -np.cumsum(given, axis=0), -np.inf)
    values = Values(start.slopes, np.where(is_judged, from_author, start.intercepts))
    found = estimate(answers, plan, values, standard_errors=standard_errors)
    return report("ladder", answers, plan, found, how)


def rungs(answers: Answers) -> list[How]:
    """Return on what each item's parameters are to rest."""
    empty = answers.some_empty()
    found = []
    for asked, has_empty in zip(answers.asked, empty, strict=True):
        if asked < OWN_SLOPE_FROM:
            found.append(How.JUDGED)
        else:
            found.append(How.PRIORS if asked <= FREE_ABOVE or has_empty else How.FREE)
    return found


def _plan(answers: Answers, how: Sequence[How], given: Floats, judged_sd: Floats, priors: Priors) -> Plan:
    plan = plan_of(answers, shares_slope=False, priors=priors)
    judged, held = (np.array([rung == one for rung in how]) for one in (How.JUDGED, How.PRIORS))
    own = plan.step_weight > 0
    return replace(
        plan,
        slope_of=_groups(judged),
        slope_weight=np.where(judged | held, plan.slope_weight, 0.0),
        step_mean=np.where(judged, given, plan.step_mean),
        step_weight=np.where(judged, own * judged_sd**-2, np.where(held, plan.step_weight, 0.0)),
    )


def _groups(shared: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Number the slopes: 0 for all that share one, a number of its own for each other."""
    return np.where(shared, 0, np.array(list(accumulate((~shared).astype(int))), dtype=np.int64))


def _table(judged: Sequence[Sequence[float]], answers: Answers) -> Floats:
    table = np.zeros(answers.counts.shape)
    for place, steps in enumerate(judged):
        if not np.all(np.isfinite(steps)):
            raise ValueError(f"item '{answers.names[place]}' has a judged difficulty that is not finite")
        table[: len(steps), place] = steps
    return table
