import numpy as np
import pytest

from assessor.scoring.agreement.raters import severities

N = np.nan


def test_a_rater_who_marks_one_higher_is_mild_by_one() -> None:
    found = severities(np.array([[2, 2, 3], [1, 1, 2], [4, 4, 5], [3, N, 4]]))
    assert found[2] is not None
    assert found[2].n == 4
    assert found[2].mean == pytest.approx(3.5)
    assert found[2].bias.value == pytest.approx(1)


def test_a_rater_who_was_given_the_weaker_units_is_not_severe() -> None:
    found = severities([[9, 9, N], [8, 8, N], [1, N, 1], [2, N, 2]])
    assert found[2] is not None
    assert found[2].bias.value == pytest.approx(0)


def test_a_rater_without_a_unit_in_common_is_compared_with_nobody() -> None:
    assert severities([[1, 2, N], [N, N, 3]])[2] is None
