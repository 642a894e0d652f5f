import itertools
from pathlib import Path

import numpy as np
import pytest

from assessor.scoring.items.fit import item_fit
from assessor.scoring.items.summed import sum_likelihoods
from assessor.scoring.pool import NOT_ADMINISTERED, ItemParameters, Pool, Responses
from tests.assessor.scoring.drawing import LSAT6, answers, lsat6_pool

DATA = Path(__file__).parents[1] / "data"
MIXED = Pool(
    [
        ItemParameters("x", 1.2, (-0.5,)),
        ItemParameters("y", 0.8, (-1.0, 0.7)),
        ItemParameters("z", 1.5, (0.2, -0.1, 1.0)),
    ]
)


def dealt(pool: Pool, persons: int, seed: int) -> Responses:
    return answers(pool, np.random.default_rng(seed).normal(size=persons), seed + 1000)


def test_the_recursion_is_the_sum_over_every_pattern() -> None:
    # Second method: all 2 · 3 · 4 patterns of answers.
    theta = np.array([-1.5, 0.0, 2.0])
    chances = MIXED.probabilities(theta)
    sums = np.zeros((3, 7))
    for pattern in itertools.product(range(2), range(3), range(4)):
        sums[:, sum(pattern)] += np.prod([chances[:, item, k] for item, k in enumerate(pattern)], axis=0)
    assert sum_likelihoods(chances, MIXED.top, range(3)) == pytest.approx(sums, abs=1e-12)


def test_lsat6_has_the_statistics_that_mirt_prints() -> None:
    # R's mirt 1.47 at its own 2PL estimates; item 3 loses a degree of freedom since a cell is too small.
    responses = np.loadtxt(DATA / "lsat6.csv", delimiter=",", skiprows=1, dtype=np.int64)
    found, published = item_fit(lsat6_pool(), responses), LSAT6["mirt_2pl"]["S_X2"]
    assert [one.chi2 for one in found] == pytest.approx(published["S_X2"], abs=1e-5)
    assert [one.df for one in found] == published["df.S_X2"]
    assert [one.p for one in found] == pytest.approx(published["p.S_X2"], abs=1e-5)


def test_people_who_were_not_given_every_item_are_left_out() -> None:
    responses = dealt(MIXED, 500, 1)
    gaps = np.vstack([responses, [[1, NOT_ADMINISTERED, 2]]])
    assert item_fit(MIXED, gaps) == item_fit(MIXED, responses)


@pytest.mark.parametrize("steps", [(0.0,), (-0.7, 0.0, 0.9)])
def test_items_as_they_are_stated_are_called_misfitting_as_often_as_the_test_says(steps: tuple[float, ...]) -> None:
    # Theory: 5 % of 12 items in 30 samples; three standard errors of 360 are .034.
    pool = Pool(
        [ItemParameters(str(i), 1.2, tuple(b + s for s in steps)) for i, b in enumerate(np.linspace(-1, 1, 12))]
    )
    none = [0] * 12
    p = [one.p for seed in range(30) for one in item_fit(pool, dealt(pool, 1000, seed), none)]
    assert np.mean([value is not None and value <= 0.05 for value in p]) == pytest.approx(0.05, abs=0.034)


def test_an_item_that_is_guessed_misfits() -> None:
    pool = Pool([ItemParameters(str(i), 1.2, (b,)) for i, b in enumerate(np.linspace(-1.5, 1.5, 15))])
    responses = dealt(pool, 2000, 3)
    responses[:, 7] = np.random.default_rng(4).integers(0, 2, 2000)
    found = item_fit(pool, responses, [0] * 15)
    assert found[7].p is not None
    assert found[7].p < 1e-6
    assert found[7].rmsea is not None
    assert found[7].rmsea > 0.05


def test_few_people_leave_no_degree_of_freedom_and_no_p() -> None:
    found = item_fit(MIXED, dealt(MIXED, 3, 2))
    assert all(one.p is None and one.df == 0 for one in found)


@pytest.mark.parametrize(
    ("responses", "said"),
    [
        (np.zeros((4, 2), dtype=np.int64), "the pool has 3 items"),
        (np.array([[0, 3, 0]]), "item 'y' has answers above"),
        (np.array([[0, NOT_ADMINISTERED, 0]]), "nobody was given every item"),
    ],
)
def test_responses_that_do_not_fit_the_pool_are_refused(responses: np.ndarray, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        item_fit(MIXED, responses)
