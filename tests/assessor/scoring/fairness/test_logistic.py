import numpy as np
import pytest
from scipy.optimize import minimize

from assessor.scoring.fairness.logistic import logistic_dif
from assessor.scoring.fairness.ordinal import fit_ordinal
from assessor.scoring.fairness.strata import Tables, tabulate


def by_search(predictors: np.ndarray, counts: np.ndarray) -> float:
    """Second method: the cumulative logits' likelihood by a general search."""

    def minus_loglik(at: np.ndarray) -> float:
        k = counts.shape[1] - 1
        thresholds = np.cumsum(np.concatenate([at[:1], np.exp(at[1:k])]))
        above = 1 / (1 + np.exp(thresholds[None, :] - (predictors @ at[k:])[:, None]))
        edges = np.hstack([np.ones((len(above), 1)), above, np.zeros((len(above), 1))])
        return -float((counts * np.log(edges[:, :-1] - edges[:, 1:])).sum())

    start = np.zeros(counts.shape[1] - 1 + predictors.shape[1])
    return -float(minimize(minus_loglik, start, method="BFGS", options={"gtol": 1e-8}).fun)


@pytest.mark.parametrize("categories", [2, 3, 5])
def test_newton_finds_the_highest_likelihood(categories: int) -> None:
    rng = np.random.default_rng(categories)
    predictors, counts = rng.normal(size=(30, 2)), rng.integers(1, 9, (30, categories)).astype(float)
    assert fit_ordinal(predictors, counts).loglik == pytest.approx(by_search(predictors, counts), abs=1e-6)


def test_two_groups_alone_give_the_log_odds_ratio() -> None:
    # Closed form: the logits of 30 of 40 and 10 of 40 differ by log 9.
    fit = fit_ordinal(np.array([[0.0], [1.0]]), np.array([[10.0, 30.0], [30.0, 10.0]]))
    assert fit.beta == pytest.approx(-np.log(9))
    assert fit.thresholds == pytest.approx(-np.log(3))


def test_separated_categories_give_the_limit_of_the_likelihood() -> None:
    fit = fit_ordinal(np.array([[0.0], [1.0]]), np.array([[10.0, 0.0], [0.0, 10.0]]))
    assert fit.loglik == pytest.approx(0, abs=1e-5)


def test_a_category_that_nobody_gave_is_refused() -> None:
    with pytest.raises(ValueError, match="two categories"):
        fit_ordinal(np.ones((2, 1)), np.array([[1.0, 0.0], [1.0, 0.0]]))


def dealt(shift: float, turn: float, seed: int = 3, steps: tuple[float, ...] = (0.0,)) -> Tables:
    """Answers of 2,000 people by cumulative logits on a score, with the focal group's shift and turn of the slope."""
    rng = np.random.default_rng(seed)
    score, focal = rng.integers(0, 21, 2000).astype(float), rng.random(2000) < 0.5
    eta = (score - 10) * (0.2 + turn * focal) + shift * focal
    chance = 1 / (1 + np.exp(np.array(steps)[None, :] - eta[:, None]))
    answers = (rng.random(2000)[:, None] < chance).sum(axis=1)
    return tabulate(answers, focal, score)


def test_a_shift_is_uniform_and_a_turn_is_not() -> None:
    shifted, turned, fair = logistic_dif(dealt(-0.8, 0)), logistic_dif(dealt(0, 0.2)), logistic_dif(dealt(0, 0))
    assert shifted.uniform_p < 1e-6
    assert shifted.nonuniform_p > 0.05
    assert shifted.log_odds == pytest.approx(-0.8, abs=0.25)
    assert turned.nonuniform_p < 1e-6
    assert fair.p > 0.05
    assert fair.size == "A"


def test_a_large_shift_is_c_and_a_middling_one_b() -> None:
    assert logistic_dif(dealt(-1.6, 0)).size == "C"
    assert logistic_dif(dealt(-1.0, 0)).size == "B"


def test_items_of_four_categories_are_tested_too() -> None:
    steps = (-1.0, 0.0, 1.5)
    assert logistic_dif(dealt(-0.8, 0, steps=steps)).log_odds == pytest.approx(-0.8, abs=0.25)
    assert logistic_dif(dealt(0, 0, steps=steps)).size == "A"


def test_both_tests_add_up_to_the_one_of_two_degrees() -> None:
    found = logistic_dif(dealt(-0.3, 0.1))
    assert found.chi2 == pytest.approx(found.uniform_chi2 + found.nonuniform_chi2)


def test_the_tests_flag_a_fair_item_as_often_as_they_say() -> None:
    # Theory: 5 % of 300; three standard errors are .038.
    found = [logistic_dif(dealt(0, 0, seed=seed)) for seed in range(300)]
    assert np.mean([one.p <= 0.05 for one in found]) == pytest.approx(0.05, abs=0.038)
    assert np.mean([one.uniform_p <= 0.05 for one in found]) == pytest.approx(0.05, abs=0.038)
