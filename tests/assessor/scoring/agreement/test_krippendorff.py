import itertools
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.scoring.agreement.krippendorff import Measurement, krippendorff_alpha

N = np.nan
# Krippendorff 2011, example C: four observers, twelve units (here transposed), with marks missing.
PUBLISHED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    ]
).T
tables = st.lists(
    st.lists(st.one_of(st.just(np.nan), st.integers(1, 4).map(float)), min_size=3, max_size=3), min_size=5, max_size=12
).map(np.array)


@pytest.mark.parametrize(
    ("measurement", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_published_alphas_of_krippendorff_come_out(measurement: Measurement, alpha: float) -> None:
    assert krippendorff_alpha(PUBLISHED, measurement).value == pytest.approx(alpha, abs=5e-4)


def by_pairs(marks: np.ndarray, measurement: Measurement) -> float:
    """Second method: the definition, over every pair of marks, with the ordinal distance as it is printed."""
    units = [[float(mark) for mark in row if not np.isnan(mark)] for row in marks]
    units = [row for row in units if len(row) > 1]
    every = [mark for row in units for mark in row]

    def apart(c: float, k: float) -> float:
        if measurement == "nominal":
            return float(c != k)
        if measurement == "interval":
            return (c - k) ** 2
        if measurement == "ratio":
            return ((c - k) / (c + k)) ** 2
        low, high = sorted([c, k])
        between = sum(low <= mark <= high for mark in every)
        return float((between - (every.count(c) + every.count(k)) / 2) ** 2) if c != k else 0.0

    observed = sum(sum(apart(*pair) for pair in itertools.permutations(row, 2)) / (len(row) - 1) for row in units)
    expected = sum(apart(*pair) for pair in itertools.permutations(every, 2)) / (len(every) - 1)
    return 1 - observed / expected


@pytest.mark.parametrize("measurement", get_args(Measurement))
@given(marks=tables)
def test_alpha_is_the_definition_over_every_pair_of_marks(measurement: Measurement, marks: np.ndarray) -> None:
    rows = [row[~np.isnan(row)] for row in marks]
    every = np.concatenate([row for row in rows if len(row) > 1] or [np.array([])])
    if len(set(every)) > 1:
        found = krippendorff_alpha(marks, measurement, draws=20)
        assert found.value == pytest.approx(by_pairs(marks, measurement), abs=1e-9)


def test_the_interval_holds_the_value_and_is_the_same_at_every_call() -> None:
    found = krippendorff_alpha(PUBLISHED, "ordinal")
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.815 < found.high <= 1
    assert krippendorff_alpha(PUBLISHED, "ordinal") == found


def test_marks_that_are_all_alike_have_no_alpha() -> None:
    assert krippendorff_alpha(np.full((5, 2), 3.0), "interval").value is None


def test_few_units_have_no_interval() -> None:
    assert krippendorff_alpha([[1, 2], [2, 2], [3, 3]], "interval").low is None


def test_what_has_no_alpha_is_refused() -> None:
    with pytest.raises(ValueError, match="two raters"):
        krippendorff_alpha([[1, N], [N, 2]], "nominal")
    with pytest.raises(ValueError, match="below 0"):
        krippendorff_alpha([[1, -1], [1, 2]], "ratio")
