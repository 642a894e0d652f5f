"""Simulated answers to items that are known: how near the estimates come, beside what their standard errors promise.

The rule for the suite (10 seeds): 95 % intervals hold 92 to 98 % of the truths, RMSE within 15 % of the root mean
square of the standard errors. With 200 seeds (slow): 93 to 97 %, and 5 %.
"""

import numpy as np
import pytest

from assessor.scoring.calibrate.fitting import fit
from assessor.scoring.pool import Floats
from tests.assessor.scoring.calibrate.drawing import draw, form

FORMS = {
    "2pl": ([1] * 30, 0.0),
    "2pl with gaps": ([1] * 30, 0.4),
    "gpcm": ([3] * 15, 0.0),
    "mixed": ([1] * 20 + [4] * 5, 0.2),
}
FEW, ALL = 10, 200
PERSONS = 1000


def missed(kind: str, seeds: int) -> tuple[Floats, Floats]:
    """How far estimates are from the truth, and their standard errors: rows of slopes, then of steps."""
    tops, missing = FORMS[kind]
    model, slopes, steps = kind.split(maxsplit=1)[0], [], []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        pool = form(tops, rng)
        found = fit(draw(pool, rng.normal(size=PERSONS), rng, missing), model=model)
        assert found.converged
        for item, true in zip(found.items, pool.items, strict=True):
            assert item.se_a is not None
            assert item.se_steps is not None
            slopes.append((item.a - true.a, item.se_a))
            steps += [(s - goal, se) for s, goal, se in zip(item.steps, true.steps, item.se_steps, strict=True)]
    return np.array(slopes), np.array(steps)


def check(kind: str, seeds: int, covered: tuple[float, float], off: float) -> None:
    for rows in missed(kind, seeds):
        away, se = rows.T
        assert covered[0] <= float((np.abs(away) < 1.96 * se).mean()) <= covered[1]
        assert float(np.sqrt((away**2).mean() / (se**2).mean())) == pytest.approx(1, abs=off)


@pytest.mark.parametrize("kind", FORMS)
def test_estimates_are_as_far_from_the_truth_as_their_errors_say(kind: str) -> None:
    check(kind, FEW, (0.92, 0.98), 0.15)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMS)
def test_the_same_holds_closely_over_many_seeds(kind: str) -> None:
    check(kind, ALL, (0.93, 0.97), 0.05)
