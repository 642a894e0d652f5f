import numpy as np
import pytest

from assessor.scoring.items.options import option_table, wilson


def test_each_option_has_its_count_share_and_mean_ability() -> None:
    found = option_table(np.array([0, 0, 1, 2, -1]), np.array([1.0, 2.0, -1.0, 0.0, 9.0]), options=4, key=0)
    assert [one.n for one in found] == [2, 1, 1, 0]
    assert [one.share for one in found] == [0.5, 0.25, 0.25, 0]
    assert [one.mean_theta for one in found] == [1.5, -1.0, 0.0, None]
    assert found[0].theta_se == pytest.approx(0.5)
    assert found[1].theta_se is None


def test_a_distractor_that_the_able_choose_is_named() -> None:
    chosen = np.repeat([0, 1, 2], 50)
    theta = np.random.default_rng(1).normal(size=150) + np.repeat([0.0, 2.0, -1.0], 50)
    assert [one.attracts_the_able for one in option_table(chosen, theta, options=3, key=0)] == [False, True, False]


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Closed form at 5 of 10: centre .5, half width z / (2 sqrt(10 + z^2)).
    z = 1.959964
    low, high = wilson(5, 10)
    assert low == pytest.approx(0.5 - z / (2 * np.sqrt(10 + z * z)), abs=1e-6)
    assert high == pytest.approx(1 - low)
    assert wilson(0, 7)[0] == 0
    assert wilson(7, 7)[1] == 1


def test_the_ends_of_the_interval_are_where_the_share_is_just_rejected() -> None:
    # Second method: (share - p)^2 = z^2 p (1 - p) / n at both ends.
    for end in wilson(3, 20):
        assert (0.15 - end) ** 2 == pytest.approx(1.959964**2 * end * (1 - end) / 20, rel=1e-5)


def test_what_is_no_option_is_refused() -> None:
    with pytest.raises(ValueError, match="options 0 to 1; 2 is none"):
        option_table(np.array([0, 2]), np.zeros(2), options=2, key=0)
    with pytest.raises(ValueError, match="nobody was given"):
        option_table(np.array([-1]), np.zeros(1), options=2, key=0)
    with pytest.raises(ValueError, match="not a share"):
        wilson(3, 2)
