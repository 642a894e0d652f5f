from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.scoring.linking.link import Link
from assessor.scoring.linking.methods import mean_sigma, stocking_lord
from assessor.scoring.pool import ItemParameters, Pool

OLD = [
    ItemParameters("p", 1.1, (-1.2,)),
    ItemParameters("q", 0.7, (0.1,)),
    ItemParameters("r", 1.6, (0.9,)),
    ItemParameters("s", 0.9, (-0.4, 0.3, 1.5)),
]
both_methods = pytest.mark.parametrize("method", [mean_sigma, stocking_lord])
Method = Callable[[list[ItemParameters], list[ItemParameters]], Link]


def on_another_scale(items: list[ItemParameters], slope: float, intercept: float) -> list[ItemParameters]:
    return [ItemParameters(i.name, i.a * slope, tuple((b - intercept) / slope for b in i.steps)) for i in items]


@both_methods
@settings(deadline=None)  # the first call loads scipy
@given(slope=st.floats(0.5, 2), intercept=st.floats(-1.5, 1.5))
def test_a_scale_that_was_moved_is_found_again(method: Method, slope: float, intercept: float) -> None:
    found = method(OLD, on_another_scale(OLD, slope, intercept))
    assert found.slope == pytest.approx(slope, abs=1e-5)
    assert found.intercept == pytest.approx(intercept, abs=1e-5)
    assert found.covariance == pytest.approx((0, 0, 0), abs=1e-8)


def test_a_linked_item_gives_the_same_chances_at_the_same_person() -> None:
    link = Link(1.3, -0.4, 4, None)
    moved = Pool(on_another_scale(OLD, 1.3, -0.4))
    back = Pool([link.item(item) for item in moved.items])
    theta = np.array([-1.0, 0.5, 2.0])
    on_old = np.array([link.theta(one) for one in theta.tolist()])
    assert back.probabilities(on_old) == pytest.approx(moved.probabilities(theta))


def test_stocking_lord_is_swayed_less_by_a_flat_item_whose_difficulty_is_wild() -> None:
    new = [*OLD[:3], ItemParameters("wild", 0.25, (6.0,))]
    old = [*OLD[:3], ItemParameters("wild", 0.25, (3.0,))]
    assert abs(stocking_lord(old, new).slope - 1) < abs(mean_sigma(old, new).slope - 1) / 10


def test_the_error_of_the_link_is_in_a_linked_ability() -> None:
    # Closed form: own error .3 · 2, slope's and intercept's error with their covariance at theta 1.5.
    link = Link(2.0, 0.1, 9, (0.01, 0.02, -0.005))
    assert link.se(1.5, 0.3) == pytest.approx(np.sqrt(0.36 + 0.02 - 0.015 + 0.0225))
    assert Link(2.0, 0.1, 2, None).se(1.5, 0.3) == pytest.approx(0.6)


def test_the_jackknife_error_is_as_large_as_the_spread_of_links() -> None:
    # Second method: the spread of 200 links of 30 anchors whose new difficulties err by .2.
    rng = np.random.default_rng(3)
    links, stated = [], []
    for _ in range(200):
        b = rng.normal(size=30)
        old = [ItemParameters(str(i), 1.0, (one,)) for i, one in enumerate(b)]
        new = [ItemParameters(str(i), 1.0, (one,)) for i, one in enumerate(b + rng.normal(0, 0.2, 30))]
        found = mean_sigma(old, new)
        assert found.covariance is not None
        links.append(found.intercept)
        stated.append(found.covariance[1])
    assert np.mean(stated) == pytest.approx(np.var(links), rel=0.3)


@both_methods
@pytest.mark.parametrize(
    ("new", "said"),
    [
        ([ItemParameters("p", 1, (0.0,))], "two that differ"),
        ([ItemParameters("other", 1, (0.0,))], "0 items in common"),
        ([ItemParameters("s", 1, (0.0,))], "3 old and 1 new steps"),
    ],
)
def test_calibrations_that_cannot_be_linked_are_refused(method: Method, new: list[ItemParameters], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        method(OLD, new)
