import numpy as np
import pytest

from assessor.scoring.items.dimensions import dimensions
from assessor.scoring.pool import NOT_ADMINISTERED


def dealt(factors: int, persons: int = 800, items: int = 12) -> np.ndarray:
    rng = np.random.default_rng(factors)
    theta = rng.normal(size=(persons, max(factors, 1)))
    own = theta[:, np.arange(items) % max(factors, 1)] * (1.5 if factors else 0)
    return np.asarray(rng.random((persons, items)) < 1 / (1 + np.exp(-own)), dtype=np.int64)


@pytest.mark.parametrize("factors", [0, 1, 2])
def test_as_many_factors_are_found_as_were_put_in(factors: int) -> None:
    assert dimensions(dealt(factors), draws=40).factors == factors


def test_eigenvalues_add_up_to_the_number_of_items_and_fall() -> None:
    found = dimensions(dealt(1), draws=10)
    assert found.eigenvalues.sum() == pytest.approx(12)
    assert np.all(np.diff(found.eigenvalues) <= 0)
    assert found.first_to_second > 3


def test_people_with_gaps_are_left_out() -> None:
    responses = dealt(1)
    responses[:5, 3] = NOT_ADMINISTERED
    assert dimensions(responses, draws=5).n == 795


@pytest.mark.parametrize(
    ("responses", "said"),
    [
        (np.zeros((9, 2), dtype=np.int64), "three items"),
        (np.eye(4, dtype=np.int64), "more people"),
        (np.tile([[0, 1, 1], [1, 0, 1]], (5, 1)), "answered alike"),
    ],
)
def test_answers_without_correlations_are_refused(responses: np.ndarray, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        dimensions(responses)
