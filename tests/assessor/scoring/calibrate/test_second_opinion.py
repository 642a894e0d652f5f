"""A second opinion: the package mirt from PyPI (no relation of R's mirt but by name) on the same answers.

Both climb until a cycle changes next to nothing, so that what is left between them is what their tolerances leave.
"""

from typing import Literal

import numpy as np
import pytest

from assessor.scoring.calibrate.fitting import fit
from assessor.scoring.pool import Floats, ItemParameters, Pool, Responses
from tests.assessor.scoring.calibrate.drawing import draw, form, loglik
from tests.assessor.scoring.calibrate.lsat6 import responses as lsat6

FORMS = {"2pl": [1] * 30, "gpcm": [3] * 12, "mixed": [1] * 20 + [4] * 6}
PERSONS = 1500
LOGLIK, SLOPES, STEPS = 0.05, 0.005, 0.01
"""How far apart the two may end."""


def second_opinion(answers: Responses, tops: list[int]) -> tuple[float, Floats, list[list[float]]]:
    """Log-likelihood, slopes and steps by the other package, by its own E and M steps."""
    import mirt  # noqa: PLC0415 - takes a second to load

    kinds: list[Literal["2PL", "GPCM"]] = ["2PL" if top == 1 else "GPCM" for top in tops]
    is_one = len(set(kinds)) == 1
    found = mirt.fit_mirt(
        answers,
        model=kinds[0] if is_one else kinds,
        n_categories=None if set(tops) == {1} else [top + 1 for top in tops],
        n_quadpts=61,
        tol=1e-6,
        max_iter=5000,
        compute_standard_errors=False,
    )
    assert found.converged
    values = found.model.parameters
    slopes, steps = np.empty(len(tops)), [[0.0]] * len(tops)
    for kind in set(kinds):
        before = "" if is_one else f"{kind}."
        places = [place for place, own in enumerate(kinds) if own == kind]
        slopes[places] = values[f"{before}discrimination"]
        found_steps = values[f"{before}{'difficulty' if kind == '2PL' else 'steps'}"]
        for place, own in zip(places, found_steps, strict=True):
            steps[place] = np.atleast_1d(own)[: tops[place]].tolist()
    return float(found.log_likelihood), slopes, steps


def fine_loglik(pool: Pool, answers: Responses) -> float:
    theta = np.linspace(-6, 6, 601)
    mass = np.exp(-0.5 * theta**2)
    return loglik(pool, answers, mass / mass.sum(), theta)


def check(answers: Responses, tops: list[int]) -> None:
    ours = fit(answers, model="mixed")
    height, slopes, steps = second_opinion(answers, tops)
    assert ours.converged
    assert ours.loglik >= height - LOGLIK
    theirs = Pool(
        [ItemParameters(str(i), float(a), tuple(own)) for i, (a, own) in enumerate(zip(slopes, steps, strict=True))]
    )
    # On the same ten times finer nodes, where neither package's own integral counts: we stand no lower.
    assert fine_loglik(ours.pool(), answers) >= fine_loglik(theirs, answers) - 1e-3
    assert [item.a for item in ours.items] == pytest.approx(slopes, abs=SLOPES)
    for item, own in zip(ours.items, steps, strict=True):
        assert item.steps == pytest.approx(own, abs=STEPS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", FORMS)
def test_simulated_answers_lead_both_to_the_same_peak(kind: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    pool = form(FORMS[kind], rng)
    check(draw(pool, rng.normal(size=PERSONS), rng), FORMS[kind])


@pytest.mark.slow
def test_lsat6_leads_both_to_the_same_peak() -> None:
    # Five items tell little of their slopes, so the peak is flat and tolerances show: half a hundredth.
    check(lsat6(), [1] * 5)
