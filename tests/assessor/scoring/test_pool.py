import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.scoring.pool import ItemParameters, Pool

finite = st.floats(-4, 4)
items = st.builds(
    ItemParameters,
    name=st.uuids().map(str),
    a=st.floats(0.2, 3),
    steps=st.lists(finite, min_size=1, max_size=5).map(tuple),
)
pools = st.lists(items, min_size=1, max_size=6, unique_by=lambda item: item.name).map(Pool)
THETA = np.array([-3.0, -0.5, 0.0, 1.7, 6.0])


def test_an_item_of_two_categories_is_the_two_parameter_logistic_model() -> None:
    # Closed form: 1 / (1 + exp(-a (theta - b))).
    pool = Pool([ItemParameters("x", 1.3, (0.4,))])
    assert pool.probabilities(THETA)[:, 0, 1] == pytest.approx(1 / (1 + np.exp(-1.3 * (THETA - 0.4))), abs=1e-12)


def test_adjacent_categories_are_equally_likely_at_their_step() -> None:
    pool = Pool([ItemParameters("x", 0.8, (-1.0, 0.3, 2.0))])
    for k, step in enumerate((-1.0, 0.3, 2.0)):
        chances = pool.probabilities(np.array([step]))[0, 0]
        assert chances[k] == pytest.approx(chances[k + 1])


@given(pools)
def test_chances_of_an_item_add_up_to_one_and_it_has_no_others(pool: Pool) -> None:
    chances = pool.probabilities(THETA)
    assert chances.sum(axis=2) == pytest.approx(1)
    for place, top in enumerate(pool.top):
        assert np.all(chances[:, place, top + 1 :] == 0)


@given(pools)
def test_information_is_the_squared_slope_of_the_log_likelihood_expected(pool: Pool) -> None:
    # Second method: E[(d log P / d theta)^2] by central differences.
    h = 1e-5
    here = pool.probabilities(THETA)
    with np.errstate(invalid="ignore"):
        slope = (pool.log_probabilities(THETA + h) - pool.log_probabilities(THETA - h)) / (2 * h)
    expected = (here * np.nan_to_num(slope) ** 2).sum(axis=2)
    assert pool.information(THETA) == pytest.approx(expected, rel=1e-4, abs=1e-8)


@given(pools)
def test_the_expected_category_never_falls_as_ability_rises(pool: Pool) -> None:
    assert np.all(np.diff(pool.expected(np.linspace(-5, 5, 41)), axis=0) >= -1e-12)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([], "at least one"),
        ([ItemParameters("x", 1, (0,)), ItemParameters("x", 1, (0,))], "stands twice"),
        ([ItemParameters("x", 1, ())], "no step"),
        ([ItemParameters("x", 0, (0,))], "above 0"),
        ([ItemParameters("x", float("nan"), (0,))], "above 0"),
        ([ItemParameters("x", 1, (float("inf"),))], "not finite"),
    ],
)
def test_what_is_no_item_is_refused(wrong: list[ItemParameters], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Pool(wrong)
