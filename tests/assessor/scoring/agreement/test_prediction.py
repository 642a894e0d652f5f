import numpy as np
import pytest

from assessor.scoring.agreement.prediction import powered_mean


def test_a_biased_judge_is_corrected_by_the_bias_on_the_units_that_people_marked() -> None:
    # Closed form: the judge's mean 3.5 less its mean excess .5; both variances by n.
    found = powered_mean([1, 3], [1.5, 3.5], [2, 3, 4, 5], weight=1)
    assert found.mean == pytest.approx(3)
    assert found.se == pytest.approx(np.sqrt(1.25 / 4))
    assert found.high == pytest.approx(3 + 1.959964 * np.sqrt(1.25 / 4), abs=1e-6)


def test_without_weight_it_is_the_mean_of_peoples_marks() -> None:
    found = powered_mean([1, 2, 6], [9, 9, 1], [5, 5], weight=0)
    assert found.mean == pytest.approx(3)
    assert found.se == pytest.approx(np.std([1, 2, 6]) / np.sqrt(3))


def test_tuning_has_the_least_standard_error_of_all_weights() -> None:
    # Second method: a search over weights. The formula pools the judge's spread, which is the same on both sides.
    rng = np.random.default_rng(4)
    y = rng.normal(size=400)
    f, rest = y + rng.normal(size=400), rng.normal(scale=np.sqrt(2), size=4000)
    tuned = powered_mean(y, f, rest)
    least = min(powered_mean(y, f, rest, weight=weight).se for weight in np.linspace(0, 1, 101))
    assert tuned.se == pytest.approx(least, rel=0.02)
    assert tuned.se < powered_mean(y, f, rest, weight=1).se
    assert tuned.se < powered_mean(y, f, rest, weight=0).se


def test_a_judge_who_always_says_the_same_counts_nothing() -> None:
    assert powered_mean([1, 2], [3, 3], [3, 3, 3]).weight == 0


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    # Theory: 95 %; with 400 repeats the share lies within .95 ± .033 (three standard errors).
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        y = rng.normal(3, 1, size=1100)
        f = 0.7 * y + 1.3 + rng.normal(0, 0.5, size=1100)
        found = powered_mean(y[:100], f[:100], f[100:])
        hits += found.low < 3 < found.high
    assert hits / 400 == pytest.approx(0.95, abs=0.033)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(([1], [1, 2], [1, 2]), "same units"), (([1], [1], [1, 2]), "two finite"), (([1, 2], [1, np.nan], [1, 2]), "two")],
)
def test_marks_that_do_not_fit_are_refused(arguments: tuple[list[float], ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        powered_mean(*arguments)
    with pytest.raises(ValueError, match="confidence"):
        powered_mean([1, 2], [1, 2], [1, 2], confidence=1)
