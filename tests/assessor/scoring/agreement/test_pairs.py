import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.scoring.agreement.pairs import two_raters

marks = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60)


def from_table(table: np.ndarray) -> tuple[list[int], list[int]]:
    rows, columns = np.indices(table.shape)
    return np.repeat(rows, table.ravel()).tolist(), np.repeat(columns, table.ravel()).tolist()


def by_the_formula(table: np.ndarray, power: int) -> tuple[float, float]:
    """Fleiss, Cohen and Everitt 1969, formulas 7 and 8, with agreement weights."""
    n, size = table.sum(), len(table)
    apart = np.abs(np.subtract.outer(range(size), range(size))).astype(float)
    w = 1 - ((apart > 0) if power == 0 else (apart / (size - 1)) ** power)
    p = table / n
    row, column = p.sum(axis=1), p.sum(axis=0)
    observed, expected = (w * p).sum(), row @ w @ column
    mean = (w @ column)[:, None] + (w.T @ row)[None, :]
    inner = (p * (w * (1 - expected) - mean * (1 - observed)) ** 2).sum()
    variance = (inner - (observed * expected - 2 * expected + observed) ** 2) / (n * (1 - expected) ** 4)
    return (observed - expected) / (1 - expected), np.sqrt(variance)


@pytest.mark.parametrize("power", [0, 1, 2])
def test_kappas_and_their_errors_are_those_of_fleiss_cohen_and_everitt(power: int) -> None:
    table = np.array([[30, 6, 1], [5, 22, 8], [2, 4, 25]])
    found = two_raters(*from_table(table))
    kappa = (found.kappa, found.linear, found.quadratic)[power]
    value, se = by_the_formula(table, power)
    assert kappa.value == pytest.approx(value, abs=1e-12)
    assert kappa.low == pytest.approx(value - 1.959964 * se, abs=1e-6)


def test_kappa_of_the_worked_table_of_two_readers() -> None:
    # Closed form: 50 proposals, 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed .7, expected .5, kappa .4.
    found = two_raters(*from_table(np.array([[20, 5], [10, 15]])))
    assert found.exact == pytest.approx(0.7)
    assert found.kappa.value == pytest.approx(0.4)


def test_shares_and_bias_are_of_the_units_that_both_marked() -> None:
    found = two_raters([1, 2, 3, np.nan, 5], [1, 3, 5, 4, np.nan])
    assert found.n == 3
    assert found.exact == pytest.approx(1 / 3)
    assert found.adjacent == pytest.approx(2 / 3)
    assert found.bias.value == pytest.approx(1)
    # Closed form: mean 1, standard deviation 1, t(2) at .975 is 4.3027.
    assert found.bias.low == pytest.approx(1 - 4.302653 / np.sqrt(3), abs=1e-5)


@settings(deadline=None)  # the first call loads scipy
@given(marks)
def test_no_kappa_is_above_one_or_not_a_number(pairs: list[tuple[int, int]]) -> None:
    found = two_raters(*zip(*pairs, strict=True))
    for one in (found.kappa, found.linear, found.quadratic):
        assert one.value is None or (np.isfinite(one.value) and one.value <= 1)
        assert one.value is None or (one.low is not None and one.low <= one.value + 1e-12)


@settings(deadline=None)  # the first call loads scipy
@given(marks)
def test_a_category_between_that_nobody_used_leaves_weighted_kappa_as_it_is(pairs: list[tuple[int, int]]) -> None:
    doubled = [(2 * a, 2 * b) for a, b in pairs]
    plain, spread = two_raters(*zip(*pairs, strict=True)), two_raters(*zip(*doubled, strict=True))
    assert spread.quadratic.value == pytest.approx(plain.quadratic.value)


def test_raters_who_only_ever_give_the_same_mark_have_no_kappa() -> None:
    found = two_raters([2, 2, 2], [2, 2, 2])
    assert found.exact == 1
    assert found.kappa.value is None


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="the same units"):
        two_raters([1, 2], [1])
    with pytest.raises(ValueError, match="no unit in common"):
        two_raters([1, np.nan], [np.nan, 2])
