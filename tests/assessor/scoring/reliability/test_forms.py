from pathlib import Path

import numpy as np
import pytest

from assessor.scoring.agreement.icc import intraclass
from assessor.scoring.pool import NOT_ADMINISTERED
from assessor.scoring.reliability.forms import cronbach_alpha

LSAT6 = np.loadtxt(Path(__file__).parents[1] / "data" / "lsat6.csv", delimiter=",", skiprows=1, dtype=np.int64)


def test_alpha_of_lsat6_is_the_published_one() -> None:
    # R's psych 2.2.9 prints 0.2949972.
    assert cronbach_alpha(LSAT6).value == pytest.approx(0.2949972, abs=1e-7)


def test_alpha_and_its_interval_are_the_intraclass_correlation_of_the_mean_of_fixed_items() -> None:
    # Second method: ICC(3,k) of Shrout and Fleiss 1979, by analysis of variance.
    responses = np.random.default_rng(1).integers(0, 5, (40, 6)) + np.arange(40)[:, None] // 10
    found, other = cronbach_alpha(responses), intraclass(responses).mean_fixed
    assert (found.value, found.low, found.high) == pytest.approx((other.value, other.low, other.high))


def test_people_with_gaps_are_left_out_and_equal_sums_have_no_alpha() -> None:
    assert cronbach_alpha(np.array([[1, 0], [0, 1], [1, NOT_ADMINISTERED]])).value is None
    assert cronbach_alpha(np.array([[1, 0], [0, 1], [1, NOT_ADMINISTERED]])).n == 2


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    # Parallel normal items with a reliability of .75 for the sum of 6; 400 repeats: .95 within three errors of .011.
    rng, hits = np.random.default_rng(2), 0
    for _ in range(400):
        scores = rng.normal(size=(60, 1)) + rng.normal(scale=np.sqrt(2), size=(60, 6))
        found = cronbach_alpha(np.rint(scores * 1000 + 20000).astype(np.int64))
        assert found.low is not None
        assert found.high is not None
        hits += found.low < 0.75 < found.high
    assert hits / 400 == pytest.approx(0.95, abs=0.033)


def test_one_item_is_refused() -> None:
    with pytest.raises(ValueError, match="two of each"):
        cronbach_alpha(np.array([[1], [0]]))
