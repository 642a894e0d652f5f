import numpy as np
import pytest

from assessor.scoring.ability.posterior import NODES
from assessor.scoring.adaptive.content import Blueprint
from assessor.scoring.adaptive.engine import Adaptive, Standing
from assessor.scoring.adaptive.replay import replay
from assessor.scoring.adaptive.stopping import Reason, Stopping
from assessor.scoring.levels.cuts import Cuts, membership
from assessor.scoring.pool import NOT_ADMINISTERED
from tests.assessor.scoring.drawing import answers, bank

POOL = bank(80)
ENGINE = Adaptive(POOL)


def after(count: int, category: int = 1) -> Standing:
    standing = ENGINE.start()
    for item in range(count):
        standing = ENGINE.record(standing, item, category)
    return standing


def test_a_test_ends_when_it_is_precise_but_not_before_the_fewest_items() -> None:
    standing = after(12)
    assert Stopping(se=standing.se, fewest=12).reason(standing) is Reason.PRECISE
    assert Stopping(se=standing.se - 1e-9, fewest=12).reason(standing) is None
    assert Stopping(se=standing.se, fewest=13).reason(standing) is None


def test_a_test_ends_when_one_level_is_certain() -> None:
    levels = membership(NODES, Cuts((-1.0, 0.5)))
    standing = after(12)
    sure = float((standing.weights @ levels).max())
    assert Stopping(se=None, certainty=sure, levels=levels).reason(standing) is Reason.CERTAIN
    assert Stopping(se=None, certainty=sure + 1e-6, levels=levels).reason(standing) is None


def test_a_test_ends_at_the_cap_whatever_is_known() -> None:
    assert Stopping(se=0.01, fewest=10, most=12).reason(after(12)) is Reason.CAP
    assert Stopping(se=0.01, fewest=10, most=None).reason(after(12)) is None


def test_minima_of_the_blueprint_keep_a_test_going_up_to_the_cap() -> None:
    areas = np.array([0] * 79 + [1])
    blueprint = Blueprint(areas, np.array([0.5, 0.5]), np.array([0, 1]))
    stopping = Stopping(se=5.0, fewest=1, most=12)
    assert stopping.reason(after(11), blueprint) is None
    assert stopping.reason(after(11)) is Reason.PRECISE
    assert stopping.reason(after(12), blueprint) is Reason.CAP


def test_rules_that_exclude_one_another_are_refused() -> None:
    with pytest.raises(ValueError, match="both the certainty and the levels"):
        Stopping(certainty=0.8)
    with pytest.raises(ValueError, match="at least 10 and at most 5"):
        Stopping(most=5)


def test_a_replay_ends_with_the_first_standard_error_that_is_small_enough() -> None:
    path = replay(ENGINE, answers(POOL, np.array([0.3]))[0], se=0.35)
    assert path.reason is Reason.PRECISE
    assert path.steps[-1].se <= 0.35
    assert all(step.se > 0.35 for step in path.steps[:-1])


def test_a_replay_asks_the_most_informative_item_at_each_ability() -> None:
    # Second method: the pool's information at theta itself.
    row = answers(POOL, np.array([-0.8]))[0]
    theta, seen = 0.0, np.zeros(80, dtype=np.bool_)
    for step in replay(ENGINE, row).steps:
        worth = np.where(seen, -1, POOL.information(np.array([theta]))[0])
        assert step.item == worth.argmax()
        assert step.category == row[step.item]
        theta, seen[step.item] = step.theta, True


def test_a_replay_asks_only_what_was_answered_and_says_when_nothing_is_left() -> None:
    row = np.full(80, NOT_ADMINISTERED)
    row[[3, 40]] = 1
    path = replay(ENGINE, row)
    assert {step.item for step in path.steps} == {3, 40}
    assert path.reason is Reason.NO_ITEMS
    assert replay(ENGINE, np.full(80, NOT_ADMINISTERED)).steps == ()


def test_a_replay_is_the_same_every_time() -> None:
    row = answers(POOL, np.array([1.1]))[0]
    assert replay(ENGINE, row) == replay(Adaptive(POOL), row)


def test_a_replay_to_no_standard_error_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        replay(ENGINE, np.zeros(80, dtype=np.int64), se=0)
