import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessor.scoring.agreement.icc import intraclass

# Shrout and Fleiss 1979, table 2: six targets by four judges.
SHROUT_FLEISS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])


def test_the_published_correlations_of_shrout_and_fleiss_come_out() -> None:
    # Their table 4: .17 .29 .71 .44 .62 .91; to three digits by R's psych.
    found = intraclass(SHROUT_FLEISS)
    values = [
        one.value
        for one in (
            found.single_random,
            found.single_two_way,
            found.single_fixed,
            found.mean_random,
            found.mean_two_way,
            found.mean_fixed,
        )
    ]
    assert values == pytest.approx([0.166, 0.290, 0.715, 0.443, 0.620, 0.909], abs=5e-4)


def test_the_intervals_are_those_that_psych_prints_for_the_same_table() -> None:
    # The help page of ICC in R's psych: 95 % bounds of the six forms.
    found = intraclass(SHROUT_FLEISS)
    bounds = [
        (found.single_random, -0.133, 0.72),
        (found.single_two_way, 0.019, 0.76),
        (found.single_fixed, 0.342, 0.95),
        (found.mean_random, -0.884, 0.91),
        (found.mean_two_way, 0.071, 0.93),
        (found.mean_fixed, 0.676, 0.99),
    ]
    for one, low, high in bounds:
        assert one.low == pytest.approx(low, abs=6e-4)
        assert one.high == pytest.approx(high, abs=6e-3)


def test_units_without_any_spread_have_no_correlation_of_means() -> None:
    # Both units have the sum 10: ICC(1,1) is -1 / (k - 1), its lowest, where Spearman and Brown's formula has no end.
    found = intraclass([[3, 1, 3, 0, 0, 3], [0, 0, 1, 3, 3, 3]])
    assert found.single_random.value == pytest.approx(-0.2)
    assert found.mean_random.value is None
    assert found.single_two_way.low is None


def test_units_that_not_every_rater_marked_are_left_out() -> None:
    with_gap = np.vstack([SHROUT_FLEISS, [np.nan, 1, 2, 3]])
    assert intraclass(with_gap) == intraclass(SHROUT_FLEISS)


def test_raters_who_differ_by_a_constant_are_consistent_but_do_not_agree() -> None:
    # Closed form: ICC(3,1) = 1; between mean square 2, raters' 6, so ICC(2,1) = 3 · 2 / (3 · 2 + 2 · 6) = 1/3.
    found = intraclass([[1, 3], [2, 4], [3, 5]])
    assert found.single_fixed.value == pytest.approx(1)
    assert found.single_two_way.value == pytest.approx(1 / 3)


def test_marks_that_are_all_alike_have_no_correlation() -> None:
    assert intraclass([[3, 3], [3, 3]]).single_two_way.value is None


@settings(deadline=None)  # the first call loads scipy
@given(arrays(np.float64, st.tuples(st.integers(2, 6), st.integers(2, 4)), elements=st.sampled_from([0, 1, 2, 2.1])))
def test_any_marks_give_finite_figures_or_none(marks: np.ndarray) -> None:
    found = intraclass(marks)
    single = (found.single_random, found.single_two_way, found.single_fixed)
    for one in (*single, found.mean_random, found.mean_two_way, found.mean_fixed):
        for figure in (one.value, one.low, one.high):
            assert figure is None or (np.isfinite(figure) and figure <= 1 + 1e-9)


def test_two_raters_who_differ_on_one_unit_alone_get_no_interval_rather_than_nonsense() -> None:
    found = intraclass([[2.1, 0.0], [1.0, 1.0], [1.0, 1.0]]).single_two_way
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize(("wrong", "said"), [([[1], [2]], "two raters"), ([[1, 2], [1, np.nan]], "two units")])
def test_too_few_raters_or_units_are_refused(wrong: list[list[float]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        intraclass(wrong)
