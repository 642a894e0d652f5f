"""New items on the scale of known ones: fixed-item-parameter calibration.

The known items keep their parameters, mean and s.d. of the population are estimated with the new items, and so those
who answered may be abler or weaker than the first population. Kim 2006, Journal of Educational Measurement 43,
355-381: many cycles, the population updated in each (MWU-MEM), here as a normal distribution.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assessor.scoring.calibrate.answers import Answers, lay_out
from assessor.scoring.calibrate.estimating import estimate, start_of
from assessor.scoring.calibrate.fitting import plan_of, report
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.calibrate.result import Calibration, How
from assessor.scoring.calibrate.values import Values
from assessor.scoring.pool import Pool, Responses


def fit_new_items(
    responses: Responses,
    names: Sequence[str],
    known: Pool,
    *,
    priors: Priors | None = None,
    tops: Sequence[int] | None = None,
    standard_errors: bool = True,
) -> Calibration:
    """Calibrate the items that are not in ``known`` on the scale of those that are.

    Responses are (persons, items), -1 where not administered; ``tops`` the highest categories of all items, where
    known. Standard errors of the new items do not count that of the known ones. Raises ValueError where no item is
    known, none is new, or a known one has other categories.
    """
    places = {name: place for place, name in enumerate(known.names)}
    is_new = np.array([name not in places for name in names])
    if is_new.all():
        raise ValueError("no item of the responses is known; at least one has to be, to fix the scale")
    if not is_new.any():
        raise ValueError("every item of the responses is known; there is none to calibrate")
    answers = lay_out(responses, names, _tops(responses, names, known, tops))
    if priors is None:
        answers.check_all_used(is_new)
    plan = plan_of(answers, shares_slope=False, priors=priors)
    plan = replace(
        plan,
        free=is_new,
        moves=True,
        slope_weight=np.where(is_new, plan.slope_weight, 0.0),
        step_weight=np.where(is_new, plan.step_weight, 0.0),
    )
    found = estimate(answers, plan, _start(answers, known), standard_errors=standard_errors)
    of_new = How.FREE if priors is None else How.PRIORS
    return report("anchored", answers, plan, found, [of_new if new else How.KNOWN for new in is_new])


def _tops(responses: Responses, names: Sequence[str], known: Pool, tops: Sequence[int] | None) -> list[int]:
    """Return the highest categories: a known item's from the pool, a new one's as given or reached."""
    places = {name: place for place, name in enumerate(known.names)}
    reached = np.maximum(responses.max(axis=0), 1) if tops is None else tops
    return [int(known.top[places[name]]) if name in places else int(reached[i]) for i, name in enumerate(names)]


def _start(answers: Answers, known: Pool) -> Values:
    start = start_of(answers)
    places = {name: place for place, name in enumerate(known.names)}
    slopes, intercepts = start.slopes.copy(), start.intercepts.copy()
    for place, name in enumerate(answers.names):
        if name in places:
            item = known.items[places[name]]
            slopes[place] = item.a
            intercepts[: len(item.steps), place] = -item.a * np.cumsum(item.steps)
    return Values(slopes, intercepts)
