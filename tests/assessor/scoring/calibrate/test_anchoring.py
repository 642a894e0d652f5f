import numpy as np
import pytest

from assessor.scoring.calibrate.anchoring import fit_new_items
from assessor.scoring.calibrate.plan import Priors
from assessor.scoring.calibrate.result import How
from assessor.scoring.pool import ItemParameters, Pool, Responses
from tests.assessor.scoring.calibrate.drawing import THETA, draw, form, loglik


def trial(mean: float = 0.8, sd: float = 1.3, persons: int = 2000) -> tuple[Pool, Responses]:
    """Ten items, answered by people who are abler and more varied than the first population."""
    rng = np.random.default_rng(21)
    pool = form([1, 1, 3, 1, 1, 2, 1, 1, 1, 2], rng)
    return pool, draw(pool, mean + sd * rng.normal(size=persons), rng)


def known(pool: Pool) -> Pool:
    return Pool(pool.items[:8])


def test_known_items_stay_as_they_are() -> None:
    pool, answers = trial()
    found = fit_new_items(answers, pool.names, known(pool))
    for item, before in zip(found.items[:8], pool.items, strict=False):
        assert (item.a, *item.steps) == pytest.approx((before.a, *before.steps), abs=1e-12)
        assert item.how == How.KNOWN
        assert item.se_steps == (0.0,) * len(item.steps)


def test_new_items_come_on_the_known_scale_also_from_an_abler_group() -> None:
    # The truth of the simulation, within three standard errors.
    pool, answers = trial()
    found = fit_new_items(answers, pool.names, known(pool))
    for item, true in zip(found.items[8:], pool.items[8:], strict=True):
        assert item.how == How.FREE
        assert item.se_a is not None
        assert item.se_steps is not None
        assert item.a == pytest.approx(true.a, abs=3 * item.se_a)
        for step, goal, se in zip(item.steps, true.steps, item.se_steps, strict=True):
            assert se < 0.2
            assert step == pytest.approx(goal, abs=3 * se)


def test_mean_and_sd_of_the_new_population_are_found() -> None:
    pool, answers = trial()
    found = fit_new_items(answers, pool.names, known(pool))
    assert found.mean == pytest.approx(0.8, abs=0.12)
    assert found.sd == pytest.approx(1.3, abs=0.12)
    assert found.se_sd == pytest.approx(0.04, abs=0.02)


def test_no_other_population_is_likelier() -> None:
    # Second method: the likelihood by direct summation at nearby means and s.d.
    pool, answers = trial(persons=500)
    found = fit_new_items(answers, pool.names, known(pool))

    def at(mean: float, sd: float) -> float:
        density = np.exp(-0.5 * ((THETA - mean) / sd) ** 2)
        return loglik(found.pool(), answers, density / density.sum())

    assert at(found.mean, found.sd) == pytest.approx(found.loglik, abs=1e-6)
    for mean, sd in ((0.03, 0), (-0.03, 0), (0, 0.03), (0, -0.03)):
        assert at(found.mean + mean, found.sd + sd) < found.loglik


def test_priors_hold_new_items_only() -> None:
    pool, answers = trial(persons=60)
    answers[:, 9] = 2
    found = fit_new_items(answers, pool.names, known(pool), priors=Priors(), tops=[item_top(i) for i in pool.items])
    assert found.items[9].how == How.PRIORS
    assert found.items[9].se_steps is not None
    assert found.items[0].a == pytest.approx(pool.items[0].a, abs=1e-12)


def item_top(item: ItemParameters) -> int:
    return len(item.steps)


def test_a_table_without_known_or_without_new_items_is_refused() -> None:
    pool, answers = trial(persons=20)
    with pytest.raises(ValueError, match="no item of the responses is known"):
        fit_new_items(answers[:, 8:], pool.names[8:], known(pool))
    with pytest.raises(ValueError, match="every item of the responses is known"):
        fit_new_items(answers[:, :8], pool.names[:8], known(pool))


def test_a_known_item_with_an_answer_beyond_its_categories_is_refused() -> None:
    pool, answers = trial(persons=200)
    answers[0, 0] = 2
    with pytest.raises(ValueError, match="item 'item1' has the answer 2, but its highest category is 1"):
        fit_new_items(answers, pool.names, known(pool))


def test_a_new_item_with_an_empty_category_needs_priors() -> None:
    pool, answers = trial(persons=200)
    answers[:, 8] = 1
    with pytest.raises(ValueError, match="item 'item9' has the same answer from all 200"):
        fit_new_items(answers, pool.names, known(pool))
