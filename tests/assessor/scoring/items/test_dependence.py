import numpy as np
import pytest

from assessor.scoring.items.dependence import local_dependence
from assessor.scoring.pool import NOT_ADMINISTERED, ItemParameters, Pool

POOL = Pool([ItemParameters(str(i), 1.2, (b,)) for i, b in enumerate(np.linspace(-1.5, 1.5, 10))])


def dealt(persons: int = 2000, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=persons)
    return np.asarray(rng.random((persons, 10)) < POOL.expected(theta), dtype=np.int64), theta


def test_items_that_share_only_the_ability_are_not_flagged() -> None:
    responses, theta = dealt()
    found = local_dependence(POOL, responses, theta)
    assert found.flagged == ()
    assert found.mean == pytest.approx(0, abs=0.01)


def test_an_item_that_copies_another_is_flagged_with_it() -> None:
    responses, theta = dealt()
    copied = np.random.default_rng(2).random(2000) < 0.7
    responses[copied, 5] = responses[copied, 4]
    found = local_dependence(POOL, responses, theta).flagged
    assert [(pair.first, pair.second) for pair in found] == [("4", "5")]
    assert found[0].n == 2000


def test_q3_is_the_correlation_of_what_is_left_over_those_who_were_given_both() -> None:
    # Second method: numpy's correlation, pair by pair.
    responses, theta = dealt(300)
    responses[np.random.default_rng(3).random(responses.shape) < 0.3] = NOT_ADMINISTERED
    q3 = local_dependence(POOL, responses, theta).q3
    left = responses - POOL.expected(theta)
    for one, other in [(0, 1), (2, 9), (4, 5)]:
        both = (responses[:, one] >= 0) & (responses[:, other] >= 0)
        assert q3[one, other] == pytest.approx(np.corrcoef(left[both, one], left[both, other])[0, 1], abs=1e-10)


def test_pairs_that_few_were_given_have_no_q3() -> None:
    responses, theta = dealt(40)
    responses[:15, 0] = NOT_ADMINISTERED
    found = local_dependence(POOL, responses, theta)
    assert np.isnan(found.q3[0, 1:]).all()
    assert not np.isnan(found.q3[1, 2])


def test_shapes_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="10 items"):
        local_dependence(POOL, np.zeros((3, 9), dtype=np.int64), np.zeros(3))
