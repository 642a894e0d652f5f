"""EM from start to end: values that no further cycle changes, and their covariance."""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.calibrate.answers import Answers
from assessor.scoring.calibrate.expecting import expect
from assessor.scoring.calibrate.information import Uncertainty, uncertainty
from assessor.scoring.calibrate.maximising import maximise
from assessor.scoring.calibrate.plan import Plan
from assessor.scoring.calibrate.squarem import Climb, climb
from assessor.scoring.calibrate.values import Values
from assessor.scoring.pool import Floats

TOLERANCE = 1e-5
"""A cycle that changes no slope and no intercept by more ends the estimation."""
MOST_CYCLES = 1000
NARROWEST = 0.5
"""In distances of the nodes: where a posterior's s.d. is smaller, there are too few nodes. At half a distance the sum
over nodes is within 1.5 % of the integral for one person, and nearer for many, whose errors differ in sign."""
MOST_NODES = 400
"""From so many on no further ones are put in."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Values at the peak, and how they were reached."""

    values: Values
    loglik: float
    cycles: int
    converged: bool
    uncertainty: Uncertainty | None
    """None where it was not asked for, or the information is not positive definite."""


def estimate(answers: Answers, plan: Plan, start: Values, *, standard_errors: bool) -> Estimate:
    """Climb from the start to the peak of the likelihood (of the posterior, where there are priors)."""
    shares = answers.asked / answers.persons
    end = _climb(answers, plan, start)
    values, cycles = start.with_vector(end.point), end.cycles
    while end.converged and values.narrowest(shares) < NARROWEST and len(values.nodes) < MOST_NODES:
        finer = values.with_finer_nodes()
        end = _climb(answers, plan, finer)
        values, cycles = finer.with_vector(end.point), cycles + end.cycles
    if not values.slopes.all():
        raise ValueError(f"item '{answers.names[int(np.argmin(np.abs(values.slopes)))]}' has the slope 0; leave it out")
    found = uncertainty(answers, plan, values) if standard_errors else None
    return Estimate(values, end.height - plan.log_prior(values), cycles, end.converged, found)


def _climb(answers: Answers, plan: Plan, start: Values) -> Climb:
    def step(vector: Floats) -> tuple[Floats, float]:
        values = start.with_vector(vector)
        expected = expect(answers, values)
        return maximise(answers, plan, values, expected).vector(), expected.loglik + plan.log_prior(values)

    def allows(vector: Floats) -> bool:
        return plan.allows(start.with_vector(vector))

    return climb(step, start.vector(), allows, tolerance=TOLERANCE, most_cycles=MOST_CYCLES)


def start_of(answers: Answers) -> Values:
    """Return slopes of 1 and the intercepts that the shares of the categories suggest."""
    rank = np.arange(1, len(answers.counts) + 1)[:, None]
    intercepts = np.log(answers.counts + 0.5) - np.log(answers.lowest() + 0.5)
    return Values(np.ones(len(answers.names)), np.where(rank <= answers.top, intercepts, -np.inf))
