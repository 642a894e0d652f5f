import numpy as np
import pytest
from scipy.optimize import minimize

from assessor.scoring.reliability.forms import cronbach_alpha
from assessor.scoring.reliability.omega import omega_total, one_factor

LOADINGS = np.array([0.8, 0.7, 0.6, 0.5, 0.3])


def dealt(loadings: np.ndarray, persons: int = 4000) -> np.ndarray:
    rng = np.random.default_rng(6)
    scores = rng.normal(size=(persons, 1)) * loadings + rng.normal(size=(persons, len(loadings))) * np.sqrt(
        1 - loadings**2
    )
    return np.asarray(np.rint(scores * 1000 + 10000), dtype=np.int64)


def test_loadings_of_a_correlation_matrix_that_has_one_factor_come_back() -> None:
    correlations = np.outer(LOADINGS, LOADINGS)
    np.fill_diagonal(correlations, 1)
    assert one_factor(correlations) == pytest.approx(LOADINGS, abs=1e-8)


def test_the_factor_leaves_the_least_squares() -> None:
    # Second method: a general search over the loadings.
    scores = np.random.default_rng(8).normal(size=(20, 6)) + np.arange(20)[:, None] / 15
    correlations = np.asarray(np.corrcoef(scores, rowvar=False))

    def left(loadings: np.ndarray) -> float:
        return float(((correlations - np.outer(loadings, loadings))[np.triu_indices(6, 1)] ** 2).sum())

    found = one_factor(correlations)
    searched = minimize(left, np.full(6, 0.5), method="BFGS")
    assert left(found) == pytest.approx(float(searched.fun), abs=1e-8)


def test_omega_is_what_the_loadings_say() -> None:
    # Closed form with equal spreads: (sum of loadings)² over that plus the sum of the unique variances.
    shared = LOADINGS.sum() ** 2
    found = omega_total(dealt(LOADINGS))
    assert found.value == pytest.approx(shared / (shared + (1 - LOADINGS**2).sum()), abs=0.015)
    assert found.residual < 0.03


def test_omega_is_alpha_for_equally_good_items_and_above_it_for_others() -> None:
    equal, unequal = dealt(np.full(5, 0.6)), dealt(LOADINGS)
    assert omega_total(equal).value == pytest.approx(cronbach_alpha(equal).value, abs=0.003)
    alpha = cronbach_alpha(unequal).value
    assert alpha is not None
    assert omega_total(unequal).value > alpha + 0.01


def test_two_factors_leave_a_large_residual() -> None:
    rng = np.random.default_rng(9)
    factors = np.repeat(rng.normal(size=(2000, 2)), 4, axis=1)
    assert omega_total(np.rint((factors + rng.normal(size=(2000, 8))) * 100 + 1000).astype(np.int64)).residual > 0.08


def test_a_column_that_is_the_sum_of_the_factor_keeps_loadings_within_one() -> None:
    responses = np.tile([[0, 0, 0], [1, 1, 0], [2, 2, 1], [3, 3, 0]], (5, 1))
    assert np.abs(omega_total(responses).loadings).max() <= 1


def test_too_few_or_constant_items_are_refused() -> None:
    with pytest.raises(ValueError, match="three items"):
        omega_total(np.array([[0, 1], [1, 0]]))
    with pytest.raises(ValueError, match="answered alike"):
        omega_total(np.array([[0, 1, 1], [1, 0, 1]]))
