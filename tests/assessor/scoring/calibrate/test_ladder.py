import numpy as np
import pytest

from assessor.scoring.calibrate.fitting import fit
from assessor.scoring.calibrate.ladder import fit_by_ladder
from assessor.scoring.calibrate.result import How
from assessor.scoring.pool import NOT_ADMINISTERED, ItemParameters, Pool, Responses
from tests.assessor.scoring.calibrate.drawing import draw, form

ASKED = [0, 20, 49, 50, 200, 201, 600, 600]


def bank() -> tuple[Pool, Responses]:
    """Items that the first so many of 600 people were asked."""
    rng = np.random.default_rng(11)
    pool = form([1, 1, 3, 1, 2, 1, 1, 3], rng)
    answers = draw(pool, rng.normal(size=600), rng)
    for place, asked in enumerate(ASKED):
        answers[asked:, place] = NOT_ADMINISTERED
    return pool, answers


def test_an_item_climbs_with_the_number_of_its_answers() -> None:
    pool, answers = bank()
    found = fit_by_ladder(answers, pool.names, [item.steps for item in pool.items])
    assert [item.asked for item in found.items] == ASKED
    assert [item.how for item in found.items] == [How.JUDGED] * 3 + [How.PRIORS] * 2 + [How.FREE] * 3
    assert found.converged


def test_an_item_without_answers_keeps_its_authors_difficulty_and_doubt() -> None:
    pool, answers = bank()
    item = fit_by_ladder(answers, pool.names, [item.steps for item in pool.items], judged_sd=0.8).items[0]
    assert item.steps == pytest.approx(pool.items[0].steps)
    assert item.se_steps == pytest.approx([0.8])


def test_items_with_few_answers_share_their_slope() -> None:
    pool, answers = bank()
    found = fit_by_ladder(answers, pool.names, [item.steps for item in pool.items])
    assert len({item.a for item in found.items[:3]}) == 1
    assert len({item.a for item in found.items}) == 6


def test_a_slope_that_no_answer_tells_of_is_one() -> None:
    # The author's slope, which is the prior's centre; its doubt is that of the mean of three, each .4 of its logarithm.
    pool, answers = bank()
    answers[:, 1:3] = NOT_ADMINISTERED
    item = fit_by_ladder(answers, pool.names, [item.steps for item in pool.items]).items[1]
    assert item.a == pytest.approx(1.0)
    assert item.se_a == pytest.approx(0.4 / 3**0.5)


def test_few_answers_do_not_run_away_with_the_slope_that_is_shared() -> None:
    # 30 people, 60 items of slope 1: with one prior for all the shared slope came to 1.6, since so many difficulties
    # follow so few answers.
    rng = np.random.default_rng(5)
    pool = Pool([ItemParameters(str(place), 1.0, (one,)) for place, one in enumerate(rng.normal(size=60).tolist())])
    answers = draw(pool, rng.normal(size=30), rng, missing=0.75)
    found = fit_by_ladder(answers, pool.names, [(0.0,)] * 60)
    assert found.items[0].a == pytest.approx(1.0, abs=0.15)


def test_an_item_may_be_kept_on_a_lower_rung() -> None:
    pool, answers = bank()
    judged = [item.steps for item in pool.items]
    found = fit_by_ladder(answers, pool.names, judged, most={pool.names[7]: How.PRIORS, pool.names[3]: How.FREE})
    assert [item.how for item in found.items[-3:]] == [How.FREE, How.FREE, How.PRIORS]
    assert found.items[3].how == How.PRIORS


def test_each_author_may_have_a_doubt_of_her_own() -> None:
    pool, answers = bank()
    answers[:, 1] = NOT_ADMINISTERED
    found = fit_by_ladder(answers, pool.names, [item.steps for item in pool.items], judged_sd=[0.3, 0.8, *[1.0] * 6])
    assert [item.se_steps for item in found.items[:2]] == [pytest.approx([0.3]), pytest.approx([0.8])]
    assert found.items[1].se_difficulty == pytest.approx(0.8)


def test_the_error_of_a_difficulty_is_that_of_the_mean_of_its_steps() -> None:
    # Closed form: the sum of all covariances of steps, by the square of their number.
    pool, answers = bank()
    item = fit_by_ladder(answers, pool.names, [item.steps for item in pool.items]).items[7]
    assert item.covariance is not None
    assert item.se_difficulty == pytest.approx(float(item.covariance[1:, 1:].sum()) ** 0.5 / 3)


def test_few_answers_move_a_wrong_judgement_towards_them() -> None:
    pool, answers = bank()
    judged = [(3.0,), (-2.0,), (3.0,) * 3, *(item.steps for item in pool.items[3:])]
    found = fit_by_ladder(answers, pool.names, judged)
    moved = [np.mean(item.steps) - steps[0] for item, steps in zip(found.items[:3], judged, strict=False)]
    assert moved[0] == pytest.approx(0)
    assert moved[1] > 1
    assert moved[2] < -1
    assert found.items[1].se_steps is not None
    assert found.items[1].se_steps[0] < 1


def test_items_with_many_answers_have_no_prior() -> None:
    # Second method: the same items alone, by plain maximum likelihood.
    rng = np.random.default_rng(12)
    pool = form([1, 1, 3, 1, 2, 1, 1, 1], rng)
    answers = draw(pool, rng.normal(size=400), rng)
    alone = fit(answers, pool.names, model="mixed")
    found = fit_by_ladder(answers, pool.names, [item.steps for item in pool.items])
    for item, other in zip(found.items, alone.items, strict=True):
        assert (item.a, *item.steps) == pytest.approx((other.a, *other.steps), abs=1e-3)


def test_many_answers_that_are_all_the_same_keep_the_prior() -> None:
    pool, answers = bank()
    answers[:, 6] = 1
    found = fit_by_ladder(answers, pool.names, [item.steps for item in pool.items])
    assert found.items[6].how == How.PRIORS
    assert found.items[6].se_steps is not None
    assert -8 < found.items[6].steps[0] < -2


def test_judgements_have_to_fit_the_items() -> None:
    _, answers = bank()
    with pytest.raises(ValueError, match="1 judged difficulties were given for 2 items"):
        fit_by_ladder(answers[:, :2], ["x", "y"], [(0.0,)])
    with pytest.raises(ValueError, match="item 'y' has a judged difficulty that is not finite"):
        fit_by_ladder(answers[:, :2], ["x", "y"], [(0.0,), (np.nan,)])
    with pytest.raises(ValueError, match=r"the author's difficulties have the s.d. 0"):
        fit_by_ladder(answers[:, :2], ["x", "y"], [(0.0,), (0.0,)], judged_sd=[0.5, 0])
