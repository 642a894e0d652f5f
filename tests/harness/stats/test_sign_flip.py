"""The sign-flip test against closed forms and scipy's permutation test."""

import math
import random
from itertools import product

import pytest
from scipy import stats

from harness.stats.checking import BadNumbers
from harness.stats.sign_flip import FLIPS, SignFlip, sign_flip


@pytest.mark.parametrize("pairs", [1, 4, 7, 12, 20])
def test_all_differences_on_one_side_give_two_in_two_to_the_n(pairs: int) -> None:
    # Closed form: only the pattern itself and its mirror image are as extreme.
    assert sign_flip([0.1 * (n + 1) for n in range(pairs)]) == SignFlip(2 / 2**pairs, exact=True)


def test_equal_differences_follow_the_binomial() -> None:
    # Closed form: with equal sizes it is the sign test, P(X <= 2 or X >= 8) of Binomial(10, 1/2).
    expected = 2 * sum(math.comb(10, k) for k in range(3)) / 2**10
    assert sign_flip([0.3] * 8 + [-0.3] * 2).p == expected


def test_it_agrees_with_scipys_exact_permutation_test() -> None:
    # scipy counts all 512 patterns when more resamples than that are asked for.
    differences = [0.31, -0.12, 0.05, 0.44, 0.2, -0.07, 0.18, 0.02, 0.26]
    expected = stats.permutation_test(
        (differences,), lambda values, axis: values.mean(axis), permutation_type="samples", n_resamples=10_000
    )
    assert sign_flip(differences).p == pytest.approx(float(expected.pvalue), rel=1e-12)


def test_it_agrees_with_counting_every_pattern_by_hand() -> None:
    whole = [3, -1, 4, 1, -5, 9, 2, 6]  # whole numbers: no rounding in the count
    sums = [sum(sign * abs(d) for sign, d in zip(signs, whole, strict=True)) for signs in product((1, -1), repeat=8)]
    expected = sum(abs(total) >= abs(sum(whole)) for total in sums) / 2**8
    assert sign_flip([d / 10 for d in whole]).p == expected


def test_ties_by_rounding_count_as_extreme() -> None:
    # 0.1 + 0.2 and 0.3 differ in the last digit; {0.1, 0.2} against 0.3 makes sums of exactly 0 and 0.6 on paper.
    assert sign_flip([0.1, 0.2, -0.3]).p == 1.0


def test_tiny_differences_are_judged_like_large_ones() -> None:
    differences = [0.3, 0.1, -0.2, 0.5, 0.4]
    assert sign_flip([d * 1e-13 for d in differences]).p == sign_flip(differences).p


def test_no_difference_at_all_gives_one() -> None:
    assert sign_flip([0.0] * 30) == SignFlip(1.0, exact=True)


def test_pairs_without_a_difference_do_not_change_p() -> None:
    differences = [0.2, 0.3, -0.1, 0.4, 0.25]
    assert sign_flip([*differences, *[0.0] * 40]) == sign_flip(differences)


def test_the_order_of_pairs_does_not_matter() -> None:
    differences = [random.Random(3).gauss(0.1, 0.3) for _ in range(40)]
    assert sign_flip(differences) == sign_flip(list(reversed(differences)))


def test_the_sign_of_the_comparison_does_not_matter() -> None:
    differences = [random.Random(5).gauss(0.1, 0.3) for _ in range(33)]
    assert sign_flip(differences) == sign_flip([-d for d in differences])


def test_random_flips_come_close_to_the_exact_value() -> None:
    # Second method: 22 equal differences make it a sign test, whose p is known; 4 standard errors of 100,000 draws.
    expected = 2 * sum(math.comb(22, k) for k in range(7)) / 2**22
    found = sign_flip([0.5] * 16 + [-0.5] * 6)
    assert not found.exact
    assert found.p == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / FLIPS))


def test_random_flips_never_give_nought() -> None:
    assert sign_flip([1.0] * 60).p == 1 / (FLIPS + 1)


@pytest.mark.parametrize("differences", [[], [math.nan, 0.1]])
def test_it_refuses_what_is_no_sample(differences: list[float]) -> None:
    with pytest.raises(BadNumbers, match="sign-flip"):
        sign_flip(differences)
