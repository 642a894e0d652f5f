import numpy as np
import pytest

from assessor.scoring.reliability.forms import cronbach_alpha
from assessor.scoring.reliability.subscores import subscore


def dealt(between: float, persons: int = 3000, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Two parts of 8 items whose abilities correlate; returns the answers and the first part's true score."""
    rng = np.random.default_rng(seed)
    first = rng.normal(size=persons)
    second = between * first + np.sqrt(1 - between**2) * rng.normal(size=persons)
    theta = np.repeat(np.column_stack([first, second]), 8, axis=1)
    chance = 1 / (1 + np.exp(np.tile(np.linspace(-1, 1, 8), 2) - 1.3 * theta))
    return np.asarray(rng.random(chance.shape) < chance, dtype=np.int64), chance[:, :8].sum(axis=1)


def test_a_part_adds_when_it_measures_something_else_and_not_when_it_measures_the_same() -> None:
    assert subscore(dealt(0.2)[0], range(8)).adds
    assert not subscore(dealt(1.0)[0], range(8)).adds


def test_both_together_are_never_worse_than_one() -> None:
    for between in (0, 0.5, 0.9, 1):
        found = subscore(dealt(between)[0], range(8))
        assert found.from_both >= max(found.from_own, found.from_total) - 1e-9


@pytest.mark.parametrize("between", [0.3, 0.9])
def test_the_reductions_are_those_of_regressing_the_true_scores(between: float) -> None:
    # Second method: the true scores are known here, so R-squared can be had by regression.
    responses, true = dealt(between)
    own, total = responses[:, :8].sum(axis=1), responses.sum(axis=1)
    found = subscore(responses, range(8))
    assert found.from_own == pytest.approx(np.corrcoef(true, own)[0, 1] ** 2, abs=0.03)
    assert found.from_total == pytest.approx(np.corrcoef(true, total)[0, 1] ** 2, abs=0.03)
    fitted = np.array([found.estimate(one, whole)[0] for one, whole in zip(own, total, strict=True)])
    assert found.from_both == pytest.approx(np.corrcoef(true, fitted)[0, 1] ** 2, abs=0.03)
    assert found.estimate(4, 9)[1] == pytest.approx(np.std(true - fitted), rel=0.06)


def test_the_reduction_from_the_own_score_is_its_alpha() -> None:
    responses, _ = dealt(0.5)
    assert subscore(responses, range(8)).from_own == cronbach_alpha(responses[:, :8]).value


def test_equal_totals_are_refused() -> None:
    responses = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1]])
    with pytest.raises(ValueError, match="same total"):
        subscore(responses, [0, 1])


@pytest.mark.parametrize(
    ("part", "said"), [([0], "two items or more"), (range(16), "not all 16"), ([14, 15], "not above 0")]
)
def test_parts_that_cannot_be_tested_are_refused(part: list[int], said: str) -> None:
    responses, _ = dealt(0.5, persons=200)
    responses[:, 15] = 1 - responses[:, 14]
    with pytest.raises(ValueError, match=said):
        subscore(responses, part)
