import numpy as np
import pytest

from assessor.scoring.levels.panels import ability_with_expected_sum, angoff, booklet, bookmark
from assessor.scoring.pool import ItemParameters, Pool
from tests.assessor.scoring.drawing import bank

EQUAL = Pool([ItemParameters(str(place), 1.2, (0.5,)) for place in range(10)])


def test_an_angoff_cut_of_equal_items_is_in_closed_form() -> None:
    # Mean sum 6 of 10: theta = b + log(.6 / .4) / a; SE = SE of the mean / (10 a p q).
    found = angoff(EQUAL, np.array([np.full(10, 0.5), np.full(10, 0.6), np.full(10, 0.7)]))
    assert found.theta == pytest.approx(0.5 + np.log(1.5) / 1.2, abs=1e-9)
    assert found.spread == pytest.approx(1.0)
    assert found.se == pytest.approx(1 / np.sqrt(3) / (10 * 1.2 * 0.24), abs=1e-9)
    assert found.judges == 3


def test_a_panel_that_knows_the_items_finds_the_ability_that_it_thinks_of() -> None:
    pool = bank(12, steps=3)
    found = angoff(pool, pool.expected(np.array([0.7])))
    assert found.theta == pytest.approx(0.7, abs=1e-9)
    assert found.se is None
    assert ability_with_expected_sum(pool, float(pool.expected(np.array([-3.0])).sum())) == pytest.approx(-3, abs=1e-9)


def test_a_bookmark_lies_where_two_thirds_master_the_page() -> None:
    # Closed form for two categories: b + log(.67 / .33) / a.
    pool = Pool([ItemParameters("hard", 1.0, (1.0,)), ItemParameters("easy", 2.0, (-1.0,))])
    easy, hard = -1 + np.log(0.67 / 0.33) / 2, 1 + np.log(0.67 / 0.33)
    assert [page.theta for page in booklet(pool)] == pytest.approx([easy, hard])
    found = bookmark(pool, np.array([1, 2, 2, 1]))
    assert found.theta == pytest.approx((easy + hard) / 2)
    assert found.se == pytest.approx((hard - easy) / np.sqrt(3) / 2)


def test_each_category_above_the_lowest_has_a_page() -> None:
    pool = bank(5, steps=3)
    pages = booklet(pool)
    assert len(pages) == 15
    assert [page.theta for page in pages] == sorted(page.theta for page in pages)
    for page in pages:
        chances = pool.probabilities(np.array([page.theta]))[0, page.item]
        assert chances[page.category :].sum() == pytest.approx(0.67, abs=1e-9)


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([[0.5] * 9], "do not fit 10 items"),
        ([[1.5] * 10], "highest category"),
        ([[0.0] * 10], "a sum of 0"),
        ([[1.0] * 10], "a sum of 10"),
    ],
)
def test_ratings_that_make_no_cut_are_refused(ratings: list[list[float]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        angoff(EQUAL, np.array(ratings))


def test_a_bookmark_beyond_the_booklet_is_refused() -> None:
    for marks in ([0], [11]):
        with pytest.raises(ValueError, match="page from 1 to 10"):
            bookmark(EQUAL, np.array(marks))
    with pytest.raises(ValueError, match="between 0 and 1"):
        booklet(EQUAL, 1.0)
