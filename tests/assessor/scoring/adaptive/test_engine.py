import numpy as np
import pytest
from hypothesis import given, settings

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.posterior import Prior
from assessor.scoring.ability.uncertain import with_difficulty_sd
from assessor.scoring.adaptive.engine import Adaptive
from assessor.scoring.pool import NOT_ADMINISTERED, Pool, Responses
from tests.assessor.scoring.drawing import answers, bank, pools_and_rows


@settings(deadline=None, max_examples=40)
@given(pools_and_rows())
def test_a_standing_is_the_eap_of_the_answers_so_far(drawn: tuple[Pool, Responses]) -> None:
    # Second method: all answers at once. Narrow posteriors and patterns of one kind are among the patterns.
    pool, row = Pool(drawn[0].items[:12]), drawn[1][:12]
    engine = Adaptive(pool, Prior(0.3, 1.2))
    standing = engine.start()
    for item in np.flatnonzero(row != NOT_ADMINISTERED):
        standing = engine.record(standing, int(item), int(row[item]))
        assert standing.se > 0
    expected = eap(pool, row, Prior(0.3, 1.2))
    assert (standing.theta, standing.se) == pytest.approx((expected.theta[0], expected.se[0]), abs=1e-9)


def test_tables_give_information_and_expected_shares_as_the_pool_does() -> None:
    # Second method: the pool at theta itself.
    for pool in (bank(40), bank(10, steps=4), with_difficulty_sd(bank(10), 1.0)):
        engine = Adaptive(pool)
        for theta in (-6.0, -5.99, -1.2345, 0.0, 0.017, 5.999, 6.0):
            at = np.array([theta])
            assert engine.information(theta) == pytest.approx(pool.information(at)[0], abs=1e-6)
            assert engine.expected_share(theta) == pytest.approx((pool.expected(at) / pool.top)[0], abs=1e-6)


def test_a_standing_stays_what_it_was_after_the_next_answer() -> None:
    engine = Adaptive(bank(5))
    before = engine.start()
    engine.record(before, 2, 1)
    assert before.asked == ()
    assert before.unasked.all()
    assert before.theta == pytest.approx(0, abs=1e-12)


def test_answers_all_at_once_leave_what_one_after_the_other_leaves() -> None:
    engine = Adaptive(bank(9, steps=3))
    one = engine.start()
    for item, category in ((4, 2), (0, 0), (8, 3)):
        one = engine.record(one, item, category)
    whole = engine.after((4, 0, 8), (2, 0, 3))
    assert (whole.theta, whole.se) == pytest.approx((one.theta, one.se), abs=1e-12)
    assert (whole.asked, whole.given, whole.unasked.tolist()) == (one.asked, one.given, one.unasked.tolist())


def test_an_item_without_a_category_is_not_asked_again_and_tells_nothing() -> None:
    engine = Adaptive(bank(5))
    one, waiting = engine.after((1,), (1,)), engine.after((1, 3), (1, NOT_ADMINISTERED))
    assert (waiting.theta, waiting.se, waiting.given) == (one.theta, one.se, (1, NOT_ADMINISTERED))
    assert not waiting.unasked[3]
    assert engine.record(waiting, 4, 0).theta == engine.record(one, 4, 0).theta
    with pytest.raises(ValueError, match="asked before"):
        engine.record(waiting, 3, 0)


def test_unsure_items_leave_a_person_less_known() -> None:
    pool = bank(20)
    row = answers(pool, np.zeros(1))[0]
    sure, unsure = Adaptive(pool), Adaptive(with_difficulty_sd(pool, 1.0))
    known, doubted = sure.start(), unsure.start()
    for item, category in enumerate(row.tolist()):
        known, doubted = sure.record(known, item, category), unsure.record(doubted, item, category)
    assert doubted.se > known.se


@pytest.mark.parametrize(("item", "category"), [(5, 0), (-1, 0), (1, 0), (0, 2), (0, -2)])
def test_an_answer_that_cannot_be_is_refused(item: int, category: int) -> None:
    engine = Adaptive(bank(5))
    standing = engine.record(engine.start(), 1, 1)
    with pytest.raises(ValueError, match=r"asked before|has the categories 0 to 1"):
        engine.record(standing, item, category)
    with pytest.raises(ValueError, match=r"asked before|has the categories 0 to 1"):
        engine.after((1, item), (1, category))
