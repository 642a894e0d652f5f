import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessor.scoring.fairness.scan import scan, scan_matched
from assessor.scoring.fairness.strata import theta_strata
from assessor.scoring.pool import NOT_ADMINISTERED


def dealt(dif: float, *, items: int = 20, persons: int = 3000, gap: float = 0.5) -> tuple[np.ndarray, ...]:
    """Rasch answers of two groups whose abilities differ by a gap; item 0 is harder for the second by dif.

    The last item has four categories.
    """
    rng = np.random.default_rng(11)
    focal = rng.random(persons) < 0.4
    theta = rng.normal(size=persons) - gap * focal
    b = np.linspace(-1.5, 1.5, items)[None, :] + np.zeros((persons, items))
    b[:, 0] += dif * focal
    responses = (rng.random((persons, items)) < 1 / (1 + np.exp(b - theta[:, None]))).astype(np.int64)
    extra = (rng.random((persons, 1)) < 1 / (1 + np.exp(np.array([[-1, 0, 1]]) - theta[:, None]))).sum(axis=1)
    return np.hstack([responses, extra[:, None]]), focal, theta


def test_only_the_item_that_is_harder_for_the_focal_group_is_flagged() -> None:
    responses, focal, _ = dealt(1.0)
    found = scan(responses, focal)
    assert [one.item for one in found.items if one.flagged] == [0]
    odds = found.items[0].odds
    assert odds is not None
    assert odds.size == "C"
    # Holland and Thayer 1988: in a Rasch model delta is -2.35 times the shift of difficulty.
    assert odds.delta == pytest.approx(-2.35, abs=0.5)


def test_a_gap_in_ability_alone_flags_nothing() -> None:
    responses, focal, _ = dealt(0.0)
    assert not [one for one in scan(responses, focal).items if one.flagged]


def test_an_item_of_four_categories_has_a_mean_difference_and_no_odds_ratio() -> None:
    responses, focal, _ = dealt(0.0)
    last = scan(responses, focal).items[-1]
    assert last.odds is None
    assert abs(last.means.smd_in_sd) < 0.17


def test_purifying_leaves_the_flagged_item_out_of_the_score_of_the_others() -> None:
    responses, focal, _ = dealt(1.5)
    found = scan(responses, focal, purify=True)
    assert 0 not in found.anchors
    assert [one.item for one in found.items if one.flagged] == [0]


def test_people_with_gaps_are_left_out_and_counted() -> None:
    responses, focal, _ = dealt(0.0, items=5)
    responses[:10, 2] = NOT_ADMINISTERED
    found = scan(responses, focal)
    assert found.left_out == 10
    assert sum(found.items[0].sizes) == len(responses) - 10


def test_people_with_different_items_are_matched_by_theta() -> None:
    responses, focal, theta = dealt(1.0)
    half = np.random.default_rng(2).random(responses.shape) < 0.5
    given = np.where(half, responses, NOT_ADMINISTERED)
    found = scan_matched(given, focal, theta_strata(theta))
    assert [one.item for one in found.items if one.flagged] == [0]
    with pytest.raises(ValueError, match="match by theta"):
        scan(given, focal)


def test_theta_strata_are_of_equal_size_and_keep_the_order() -> None:
    theta = np.random.default_rng(5).normal(size=400)
    strata = theta_strata(np.append(theta, np.nan))
    assert np.isnan(strata[-1])
    assert np.unique(strata[:-1], return_counts=True)[1].tolist() == [20] * 20
    assert np.all(np.diff(strata[np.argsort(theta)]) >= 0)


def test_an_item_that_everybody_answered_alike_is_not_tested() -> None:
    responses, focal, _ = dealt(0.0, items=5)
    responses[:, 1] = 1
    assert scan(responses, focal).untested == (1,)


def test_the_rest_score_leaves_the_studied_item_out() -> None:
    # Closed form: two items; of those who got the other one right, all reference and no focal person solve the first.
    responses = np.array([[1, 1], [1, 1], [0, 1], [0, 1], [0, 0], [1, 0]])
    focal = np.array([False, False, True, True, False, True])
    found = scan(responses, focal, match="rest").items[0]
    assert found.means.smd == pytest.approx((2 * -1 + 1 * 1) / 3)


def test_one_group_is_refused() -> None:
    responses, focal, _ = dealt(0.0, items=3)
    with pytest.raises(ValueError, match="two groups"):
        scan(responses, np.zeros_like(focal))


@settings(deadline=None)  # the first call loads scipy
@given(responses=arrays(np.int64, (14, 3), elements=st.integers(0, 2)), purify=st.booleans())
def test_any_answers_give_finite_tests(responses: np.ndarray, purify: bool) -> None:  # noqa: FBT001 Hypothesis names it
    for one in scan(responses, np.arange(14) % 2 == 1, purify=purify).items:
        assert 0 <= one.p_adjusted <= 1
        assert 0 <= one.logistic_p_adjusted <= 1
        assert np.isfinite([one.means.smd, one.logistic.r2_change, one.logistic.log_odds]).all()
        assert one.odds is None or one.odds.delta is None or np.isfinite(one.odds.delta)
