import numpy as np
import pytest

from assessor.scoring.ability.answers import Curves
from assessor.scoring.ability.interval import intervals
from assessor.scoring.ability.uncertain import with_difficulty_sd
from assessor.scoring.adaptive.choosing import Choice, next_item
from assessor.scoring.adaptive.engine import Adaptive
from assessor.scoring.adaptive.stopping import Stopping
from assessor.scoring.levels.cuts import Cuts
from assessor.scoring.pool import NOT_ADMINISTERED, Floats, ItemParameters, Pool, Responses

CUTS = Cuts((-1.25, -0.4, 0.4, 1.25))
_DIFFICULTIES = np.random.default_rng(1).normal(0, 1.2, 240)
AUTHORED = Pool([ItemParameters(str(place), 1.0, (float(b),)) for place, b in enumerate(_DIFFICULTIES)])
"""Before answers come: slopes of 1, difficulties as their author judged them."""


def sittings(items: Curves, theta: Floats, wrong_by: float) -> Responses:
    """Adaptive sittings of 10 to 30 items to SE .30; each person meets items that are wrong in a way of their own."""
    dice = np.random.default_rng(2)
    engine, choice, stopping = Adaptive(items), Choice(random_first=5), Stopping()
    rows = np.full((len(theta), len(items)), NOT_ADMINISTERED)
    for person, ability in enumerate(theta):
        real = _DIFFICULTIES + dice.normal(0, wrong_by, len(items))
        standing = engine.start()
        while stopping.reason(standing) is None:
            item = next_item(engine, standing, choice, dice=dice)
            assert item is not None
            rows[person, item] = dice.random() < 1 / (1 + np.exp(real[item] - ability))
            standing = engine.record(standing, item, int(rows[person, item]))
    return rows


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong_by", "told", "mean"),
    [(0.0, 0.0, 0.0), (1.0, 1.0, 0.0), (1.0, 1.0, -0.85)],
    ids=["as stated", "wrong by a standard deviation", "and a population one level down"],
)
def test_intervals_cover_at_every_level(wrong_by: float, told: float, mean: float) -> None:
    # The truth is known by simulation: 12,000 simulees, 93 to 97 % at each of five levels (where 800 or more are).
    items = with_difficulty_sd(AUTHORED, told) if told else AUTHORED
    theta = mean + np.random.default_rng(3).standard_normal(12_000)
    found = intervals(items, sittings(items, theta, wrong_by))
    covered, levels = (found.low < theta) & (theta < found.high), CUTS.levels(theta)
    for level in range(5):
        here = covered[levels == level]
        if len(here) >= 800:
            assert 0.93 <= here.mean() <= 0.97


@pytest.mark.slow
def test_intervals_that_take_the_authors_difficulties_for_known_cover_too_little() -> None:
    theta = np.random.default_rng(3).standard_normal(3000)
    found = intervals(AUTHORED, sittings(AUTHORED, theta, 1.0))
    assert np.mean((found.low < theta) & (theta < found.high)) < 0.93
