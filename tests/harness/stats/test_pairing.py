"""Bringing scores together by case."""

import math

import pytest

from harness.stats.checking import BadNumbers
from harness.stats.pairing import Pairs, case_means, pairs


def test_epochs_are_averaged_and_empty_cases_are_absent() -> None:
    assert case_means({"a": [1.0, 0.0], "b": []}) == {"a": 0.5}


def test_only_cases_of_both_are_paired_and_the_rest_is_counted() -> None:
    assert pairs({"a": [1.0], "b": [0.5]}, {"b": [0.25], "c": [0.0]}) == Pairs((0.5,), (0.25,), left_out=2)


def test_differences_are_the_first_minus_the_second() -> None:
    assert Pairs((0.5, 1.0), (0.25, 1.5), left_out=0).differences == [0.25, -0.5]


def test_values_that_are_not_finite_are_refused() -> None:
    with pytest.raises(BadNumbers, match="not all finite"):
        case_means({"a": [math.nan]})
