"""The published data on which every program can be compared. Numbers of R's mirt 1.47 and ltm 1.2-0."""

import numpy as np
import pytest

from assessor.scoring.calibrate.fitting import fit
from tests.assessor.scoring.calibrate.lsat6 import reference, responses


def test_2pl_has_the_slopes_difficulties_and_likelihood_of_mirt() -> None:
    found, mirt = fit(responses()), reference("mirt_2pl")
    assert [item.a for item in found.items] == pytest.approx(mirt["a"], abs=0.0005)
    assert [item.steps[0] for item in found.items] == pytest.approx(mirt["b"], abs=0.001)
    assert found.loglik == pytest.approx(mirt["loglik"], abs=0.0001)
    assert (found.aic, found.bic) == pytest.approx((mirt["AIC"], mirt["BIC"]), abs=0.001)
    assert found.converged


def test_2pl_is_as_near_to_ltm_as_mirt_is() -> None:
    found, ltm = fit(responses()), reference("ltm_2pl")
    assert [item.a for item in found.items] == pytest.approx(ltm["a"], abs=0.002)
    assert [item.steps[0] for item in found.items] == pytest.approx(ltm["b"], abs=0.005)


def test_standard_errors_of_slopes_are_those_of_mirt_by_oakes_formula() -> None:
    found, mirt = fit(responses()), reference("mirt_2pl")
    assert [item.se_a for item in found.items] == pytest.approx(mirt["se_a"], rel=0.001)


def test_standard_errors_of_difficulties_follow_from_mirts_covariances() -> None:
    # Delta method by hand: b = -d / a.
    found, mirt = fit(responses()), reference("mirt_2pl")
    whole = np.array(mirt["vcov"])
    for place, item in enumerate(found.items):
        a, d = mirt["a"][place], mirt["d"][place]
        slope = np.array([d / a**2, -1 / a])
        block = whole[2 * place : 2 * place + 2, 2 * place : 2 * place + 2]
        assert item.se_steps == pytest.approx([np.sqrt(slope @ block @ slope)], rel=0.001)


def test_1pl_has_one_slope_and_the_likelihood_of_mirt() -> None:
    found, mirt = fit(responses(), model="1pl"), reference("mirt_1pl")
    assert [item.a for item in found.items] == pytest.approx([mirt["a"]] * 5, abs=0.0005)
    assert [item.steps[0] for item in found.items] == pytest.approx(mirt["b"], abs=0.001)
    assert found.loglik == pytest.approx(mirt["loglik"], abs=0.0001)


@pytest.mark.parametrize("model", ["rasch", "pcm"])
def test_rasch_has_slopes_of_one_and_the_variance_of_mirt(model: str) -> None:
    found, mirt = fit(responses(), model=model), reference("mirt_rasch")
    assert {item.a for item in found.items} == {1.0}
    assert {item.se_a for item in found.items} == {0.0}
    assert [-item.steps[0] for item in found.items] == pytest.approx(mirt["d"], abs=0.0005)
    assert found.sd**2 == pytest.approx(mirt["var"], abs=0.0005)
    assert found.loglik == pytest.approx(mirt["loglik"], abs=0.0001)
    assert found.bic == pytest.approx(mirt["BIC"], abs=0.001)


def test_the_likelihood_ratio_of_2pl_and_1pl_is_mirts() -> None:
    ratio = 2 * (fit(responses()).loglik - fit(responses(), model="1pl").loglik)
    assert ratio == pytest.approx(reference("lr_test_2pl_vs_1pl")["chi2"], abs=0.0001)


@pytest.mark.parametrize("model", ["gpcm", "mixed"])
def test_items_of_two_categories_are_2pl_in_the_models_for_more(model: str) -> None:
    found, plain = fit(responses(), model=model), fit(responses())
    assert found.items[3].parameters == plain.items[3].parameters
    assert found.loglik == plain.loglik
