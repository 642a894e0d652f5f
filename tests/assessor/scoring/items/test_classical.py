from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessor.scoring.items.classical import classical
from assessor.scoring.pool import NOT_ADMINISTERED
from tests.assessor.scoring.drawing import LSAT6

DATA = Path(__file__).parents[1] / "data"
ANSWERS = np.loadtxt(DATA / "lsat6.csv", delimiter=",", skiprows=1, dtype=np.int64)


def test_lsat6_has_the_published_proportions_and_correlations() -> None:
    # R's psych 2.2.9.
    found = classical(ANSWERS)
    assert [one.share for one in found] == pytest.approx(LSAT6["p_values"], abs=1e-9)
    assert [one.rest_correlation for one in found] == pytest.approx(LSAT6["corrected_item_total"], abs=1e-6)


def test_an_item_that_was_not_administered_is_not_wrong() -> None:
    found = classical(np.array([[1, 2], [NOT_ADMINISTERED, 1], [0, NOT_ADMINISTERED]]))
    assert found[0].n == 2
    assert found[0].mean == pytest.approx(0.5)
    assert found[1].share == pytest.approx(0.75)


def test_an_item_that_nobody_was_given_is_unknown() -> None:
    found = classical(np.array([[NOT_ADMINISTERED, 1], [NOT_ADMINISTERED, 0]]))[0]
    assert (found.n, found.mean, found.share, found.rest_correlation) == (0, None, None, None)


@given(arrays(np.int64, (6, 4), elements=st.integers(-1, 3)))
def test_any_answers_give_finite_figures_or_none(responses: np.ndarray) -> None:
    for one in classical(responses):
        assert one.rest_correlation is None or abs(one.rest_correlation) <= 1 + 1e-9
        assert one.share is None or 0 <= one.share <= 1
