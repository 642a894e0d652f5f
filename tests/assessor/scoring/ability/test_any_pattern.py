"""No pattern of answers on any pool breaks an estimate: steep and flat items, far ones, one item and 240.

The pools here are rougher than any bank: slopes from .05 to 10, steps from -10 to 10.
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.scoring.ability.eap import eap
from assessor.scoring.ability.interval import intervals
from assessor.scoring.ability.modes import maximum_likelihood, maximum_posterior, weighted_likelihood
from assessor.scoring.ability.posterior import NODES
from assessor.scoring.ability.uncertain import with_difficulty_sd
from assessor.scoring.adaptive.engine import Adaptive
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, ItemParameters, Pool, Responses

ROUNDING = 1e-9
AT_THE_END = 0.06
"""What closer nodes for one pattern and not for another may make out where a posterior is cut off at -6 or 6."""
_KINDS = {"2pl": 1, "gpcm": 4, "mixed": 4}
_PATTERNS = ("lowest", "highest", "alternating", "edges", "one answer", "gaps", "nothing", "anything")


def slack(theta: Floats) -> Floats:
    """Return how far an estimate may be off, by where it lies."""
    return np.where(np.abs(theta) > NODES[-1] - (NODES[1] - NODES[0]), AT_THE_END, ROUNDING)


@st.composite
def rough(draw: st.DrawFn, most: int = 240) -> tuple[Pool, Responses]:
    """A pool of one kind, and a pattern of one kind."""
    kind, size = draw(st.sampled_from(sorted(_KINDS))), draw(st.sampled_from([1, 2, 7, most]))
    slopes, spread = (
        draw(st.sampled_from([(0.05, 0.2), (0.5, 2.0), (4.0, 10.0), (0.05, 10.0)])),
        draw(st.sampled_from([0.5, 3, 10])),
    )
    dice = np.random.default_rng(draw(st.integers(0, 10_000)))
    items = []
    for place in range(size):
        many = 1 if kind == "2pl" or (kind == "mixed" and place % 2) else int(dice.integers(2, _KINDS[kind] + 1))
        steps = tuple(dice.uniform(-spread, spread, many).tolist())
        items.append(ItemParameters(str(place), float(np.exp(dice.uniform(*np.log(slopes)))), steps))
    pool = Pool(items)
    return pool, _pattern(draw(st.sampled_from(_PATTERNS)), pool, dice)


def _pattern(name: str, pool: Pool, dice: np.random.Generator) -> Responses:
    anything: Responses = dice.integers(0, pool.top + 1)
    every = np.arange(len(pool))
    patterns: dict[str, Responses] = {
        "lowest": np.zeros_like(pool.top),
        "highest": pool.top,
        "alternating": pool.top * (every % 2),
        "edges": pool.top * dice.integers(0, 2, len(pool)),
        "one answer": np.where(every == every[-1], anything, NOT_ADMINISTERED),
        "gaps": np.where(dice.random(len(pool)) < 0.5, anything, NOT_ADMINISTERED),
        "nothing": np.full_like(pool.top, NOT_ADMINISTERED),
        "anything": anything,
    }
    return patterns[name]


@settings(deadline=None, max_examples=50)
@given(rough())
def test_eap_map_and_intervals_are_finite_with_positive_errors(drawn: tuple[Pool, Responses]) -> None:
    pool, row = drawn
    for found in (
        eap(pool, row),
        maximum_posterior(pool, row),
        eap(with_difficulty_sd(Pool(pool.items[:7]), 0.7), row[:7]),
    ):
        assert np.isfinite([found.theta[0], found.se[0]]).all()
        assert found.se[0] > 0
    around = intervals(pool, row)
    assert np.isfinite([around.low[0], around.high[0]]).all()
    assert around.low[0] < around.high[0]


@settings(deadline=None, max_examples=80)
@given(rough())
def test_ml_and_wle_are_finite_or_say_no_estimate(drawn: tuple[Pool, Responses]) -> None:
    pool, row = drawn
    answered = row != NOT_ADMINISTERED
    alike = bool((~answered | (row == 0)).all() or (~answered | (row == pool.top)).all())
    for found, has_none in (
        (maximum_likelihood(pool, row), alike),
        (weighted_likelihood(pool, row), not answered.any()),
    ):
        one = found[0]
        assert (one is None) == has_none
        assert not np.isnan([found.theta[0], found.se[0]]).any()
        if one is not None:
            assert np.isfinite([one.theta, one.se]).all()
            assert one.se > 0


@settings(deadline=None, max_examples=80)
@given(rough(), st.integers(0, 239))
def test_eap_never_rises_with_the_lowest_category(drawn: tuple[Pool, Responses], place: int) -> None:
    pool, row = drawn
    item = place % len(pool)
    ways = np.repeat(row[None, :], pool.top[item] + 2, axis=0)
    ways[:, item] = range(NOT_ADMINISTERED, pool.top[item] + 1)
    theta = eap(pool, ways).theta
    assert theta[1] <= theta[0] + slack(theta)[1]  # answered at the lowest, rather than not asked
    assert (np.diff(theta[1:]) >= -slack(theta)[2:]).all()  # at a higher category, rather than a lower one
    assert theta[-1] >= theta[0] - slack(theta)[-1]


def test_at_the_end_of_the_scale_eap_falls_by_no_more_than_what_closer_nodes_make_out() -> None:
    steps = (-9.093298897826758, -5.833938956752713, -9.223655889152006, -8.527409681788821)
    pool = Pool([ItemParameters("0", 5.248809300705683, steps), ItemParameters("1", 7.375391632054344, (-8.8, -0.02))])
    theta = eap(pool, np.array([[category, 0] for category in range(5)])).theta
    assert (theta < -NODES[-1] + 0.6).all()
    assert (np.diff(theta) >= -AT_THE_END).all()


@settings(deadline=None, max_examples=60)
@given(rough(most=40))
def test_a_test_in_progress_never_breaks(drawn: tuple[Pool, Responses]) -> None:
    pool, row = drawn
    engine = Adaptive(pool)
    standing = engine.start()
    for item in np.flatnonzero(row != NOT_ADMINISTERED).tolist():
        before, standing = standing, engine.record(standing, item, int(row[item]))
        assert np.isfinite([standing.theta, standing.se]).all()
        assert standing.se > 0
        assert np.isfinite(engine.information(standing.theta)).all()
        if row[item] == 0:
            assert standing.theta <= before.theta + float(slack(np.array(standing.theta)))
