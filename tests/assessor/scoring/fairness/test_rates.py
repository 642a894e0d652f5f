"""How often the scan finds what is there and flags what is not: 1,000 + 1,000 people, 30 items, 25 samples."""

import numpy as np
import pytest

from assessor.scoring.fairness.scan import ItemDif, scan

HARDER = 3
"""Items, the first ones, that are harder for the focal group by .7."""


def scanned(gap: float, slope_spread: float, seed: int) -> tuple[ItemDif, ...]:
    rng = np.random.default_rng(seed)
    focal = np.arange(2000) < 1000
    theta = rng.normal(size=2000) - gap * focal
    a, b = rng.lognormal(0, slope_spread, 30), rng.normal(size=30) + np.zeros((2000, 1))
    b[:, :HARDER] += 0.7 * focal[:, None]
    chance = 1 / (1 + np.exp(-a * (theta[:, None] - b)))
    return scan(np.asarray(rng.random(chance.shape) < chance, dtype=np.int64), focal, purify=True).items


@pytest.mark.slow
@pytest.mark.parametrize("gap", [0.0, 1.0])
@pytest.mark.parametrize("slope_spread", [0.0, 0.3])
def test_fair_items_are_hardly_ever_flagged_and_harder_ones_mostly(gap: float, slope_spread: float) -> None:
    samples = [scanned(gap, slope_spread, seed) for seed in range(25)]
    assert np.mean([one.flagged for items in samples for one in items[HARDER:]]) < 0.01
    assert np.mean([one.flagged for items in samples for one in items[:HARDER]]) > 0.8
    raw = [one.odds.p < 0.05 for items in samples for one in items[HARDER:] if one.odds]
    assert np.mean(raw) == pytest.approx(0.05, abs=0.025)
