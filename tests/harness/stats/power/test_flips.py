"""Many sign-flip tests at once, against the test itself."""

import numpy as np
import pytest

from harness.stats.power.flips import MOST_COUNTED, _counted, p_values
from harness.stats.sign_flip import sign_flip


@pytest.mark.parametrize("cases", [1, 2, 6, 9, 14])
def test_counted_patterns_are_those_of_the_sign_flip_test(cases: int) -> None:
    seen = np.random.default_rng(cases).normal(0.3, 1.0, (40, cases)).round(2)
    expected = [sign_flip(row).p for row in seen.tolist()]
    assert p_values(seen).tolist() == pytest.approx(expected, rel=1e-12)


def test_a_mean_of_nought_has_a_p_of_one() -> None:
    assert p_values(np.array([[0.5, -0.5, 0.25, -0.25], [1.0] * 4])).tolist() == [1.0, 2 / 2**4]
    assert p_values(np.array([[0.5, -0.5] * 8])).tolist() == [1.0]


@pytest.mark.parametrize("cases", [MOST_COUNTED + 1, 18])
def test_the_approximation_is_close_to_counting(cases: int) -> None:
    seen = np.random.default_rng(cases).normal(0.6, 1.0, (400, cases))
    near, exact = p_values(seen), _counted(seen)
    wanted = exact > 20 * 0.5**cases  # where single patterns no longer tell
    assert np.median(np.abs(near[wanted] / exact[wanted] - 1)) < 0.03
    for level in (0.05, 0.05 / 3, 0.05 / 15):
        assert np.mean((near <= level) != (exact <= level)) < 0.02


def test_the_approximation_agrees_with_random_patterns_beyond_counting() -> None:
    # Second method: the verdict's own 100,000 random patterns; 4 standard errors of them and 2 in a hundred.
    for row in np.random.default_rng(3).normal(0.35, 1.0, (12, 30)):
        drawn = sign_flip(row.tolist()).p
        assert p_values(row[np.newaxis])[0] == pytest.approx(drawn, abs=4 * (drawn / 100_000) ** 0.5 + 0.02 * drawn)


def test_differences_all_on_one_side_have_next_to_no_p() -> None:
    assert 0 <= p_values(np.full((1, 30), 2.0))[0] < 1e-6
