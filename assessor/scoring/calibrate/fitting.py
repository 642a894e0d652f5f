"""One table of responses, one model: the way in for anybody's data.

Models, all on the logistic metric (D = 1): Rasch 1960; the one- and two-parameter logistic model (Birnbaum 1968);
the partial credit model (Masters 1982) and the generalised one (Muraki 1992). Ability is N(0, 1); in `rasch` and
`pcm` the slopes are 1 and the population's s.d. is estimated instead, which is the same fit in another unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessor.scoring.calibrate.answers import Answers, lay_out
from assessor.scoring.calibrate.estimating import MOST_CYCLES, Estimate, estimate, start_of
from assessor.scoring.calibrate.plan import Plan, Priors, turn
from assessor.scoring.calibrate.result import Calibration, FittedItem, How
from assessor.scoring.pool import Floats, Responses

_WIDE = 10.0
"""A step farther from 0 than this, in s.d. of ability, is not found by answers but by their absence."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a model asks of the items."""

    shares_slope: bool = False
    slope_is_one: bool = False
    two_categories: bool = False


MODELS = {
    "rasch": Model(shares_slope=True, slope_is_one=True, two_categories=True),
    "1pl": Model(shares_slope=True, two_categories=True),
    "2pl": Model(two_categories=True),
    "pcm": Model(shares_slope=True, slope_is_one=True),
    "gpcm": Model(),
    "mixed": Model(),
}
"""`gpcm` takes an item of two categories as 2PL, so `mixed` is another name for it."""


def fit(
    responses: Responses,
    names: Sequence[str] | None = None,
    *,
    model: str = "2pl",
    priors: Priors | None = None,
    tops: Sequence[int] | None = None,
    standard_errors: bool = True,
) -> Calibration:
    """Calibrate items on responses (persons, items), -1 where not administered.

    ``tops`` are the items' highest categories; without it, the highest that anybody reached. Raises ValueError for a
    model that is not known or does not suit the categories, and without priors for an item that has an empty
    category or the same answer from all.
    """
    if model not in MODELS:
        raise ValueError(f"there is no model '{model}'; the models are {', '.join(MODELS)}")
    kind = MODELS[model]
    answers = lay_out(responses, names, tops)
    if kind.two_categories and (answers.top > 1).any():
        place = int(np.argmax(answers.top > 1))
        raise ValueError(
            f"item '{answers.names[place]}' has categories 0 to {answers.top[place]}; model '{model}' takes two, "
            f"'{'pcm' if kind.shares_slope else 'gpcm'}' takes more"
        )
    if priors is None:
        answers.check_all_used(np.ones(len(answers.names), dtype=bool))
    plan = plan_of(answers, shares_slope=kind.shares_slope, priors=priors)
    found = estimate(answers, plan, start_of(answers), standard_errors=standard_errors)
    how = [How.FREE if priors is None else How.PRIORS] * len(answers.names)
    return report(model, answers, plan, found, how, slope_is_one=kind.slope_is_one)


def plan_of(answers: Answers, *, shares_slope: bool, priors: Priors | None) -> Plan:
    """Return a plan that treats all items alike and leaves the population at N(0, 1)."""
    items = len(answers.names)
    believed = priors or Priors()
    slope_weight = 0.0 if priors is None else believed.log_slope_sd**-2 / (items if shares_slope else 1)
    step_weight = 0.0 if priors is None else believed.step_sd**-2
    own = np.arange(1, len(answers.counts) + 1)[:, None] <= answers.top
    return Plan(
        slope_of=np.zeros(items, dtype=np.int64) if shares_slope else np.arange(items),
        free=np.ones(items, dtype=bool),
        moves=False,
        slope_mean=np.full(items, believed.log_slope_mean),
        slope_weight=np.full(items, slope_weight),
        step_mean=np.where(own, believed.step_mean, 0.0),
        step_weight=np.where(own, step_weight, 0.0),
    )


def report(
    model: str, answers: Answers, plan: Plan, found: Estimate, how: Sequence[How], *, slope_is_one: bool = False
) -> Calibration:
    """Put an estimate into words and units."""
    values = found.values
    unit = float(values.slopes[0]) if slope_is_one else 1.0
    turned = turn(values) * unit
    if slope_is_one:
        turned[:, :, 0] = 0.0
    spread = None if found.uncertainty is None else turned @ found.uncertainty.items @ turned.transpose(0, 2, 1)
    steps = values.steps() * unit
    items = tuple(
        FittedItem(
            name=name,
            a=float(values.slopes[place] / unit),
            steps=tuple(map(float, steps[:top, place])),
            covariance=None if spread is None else spread[place, : top + 1, : top + 1],
            asked=int(answers.asked[place]),
            how=how[place],
        )
        for place, (name, top) in enumerate(zip(answers.names, answers.top, strict=True))
    )
    free = len(np.unique(plan.slope_of[plan.free])) + int(answers.top[plan.free].sum()) + 2 * plan.moves
    return Calibration(
        model=model,
        items=items,
        persons=answers.persons,
        loglik=found.loglik,
        free=free,
        mean=values.mean,
        sd=unit if slope_is_one else values.sd,
        se_sd=_se_sd(found, plan, slope_is_one=slope_is_one),
        cycles=found.cycles,
        converged=found.converged,
        notes=tuple(_notes(items, found, steps)),
    )


def _se_sd(found: Estimate, plan: Plan, *, slope_is_one: bool) -> float | None:
    if found.uncertainty is None or not (slope_is_one or plan.moves):
        return None
    if slope_is_one:
        return float(np.sqrt(found.uncertainty.items[0, 0, 0]))
    return float(found.values.sd * np.sqrt(found.uncertainty.log_sd))


def _notes(items: Sequence[FittedItem], found: Estimate, steps: Floats) -> list[str]:
    notes = []
    if not found.converged:
        notes.append(f"not converged after {MOST_CYCLES} cycles: do not use these values; priors may help")
    reversed_ = [item.name for item in items if item.a < 0]
    if reversed_:
        notes.append(f"slope below 0, abler people fail more often, so look at the key: {', '.join(reversed_)}")
    far = [item.name for item, own in zip(items, steps.T, strict=True) if np.nanmax(np.abs(own)) > _WIDE]
    if far:
        notes.append(f"difficulty hardly determined, more than {_WIDE:g} from 0: {', '.join(far)}")
    return notes
