"""How often the interval of a year's hours holds the truth, when shares and differences are drawn by known errors."""

from dataclasses import replace

import numpy as np
import pytest

from harness.plan.level import Level
from reports.kinds.business_case.made_up import SAID, case, group, pair, run, work
from reports.kinds.business_case.reckoning import steps, worth
from reports.kinds.business_case.rows import Amount, LevelShare, Step

LEFT = (Level.PROMPTING, Level.CONTEXT)
SHARES, MINUTES = (0.4, 0.3), (30.0, 10.0)
SHARE_SE, MINUTES_SE = (0.0765, 0.051), (5.0, 2.0)
JOBS = 240
DRAWS = 1000
SURE = 1.96


def drawn(middle: tuple[float, float], se: tuple[float, float], together: float, seed: int) -> np.ndarray:
    """Draw pairs with known standard errors that go together so much."""
    between = together * se[0] * se[1]
    spread = [[se[0] ** 2, between], [between, se[1] ** 2]]
    return np.random.default_rng(seed).multivariate_normal(middle, spread, DRAWS)


def holds(shares: np.ndarray, minutes: np.ndarray) -> bool:
    """Say whether the interval from one draw holds the truth: 240 x (0.4 x 30 + 0.3 x 10) / 60 = 60 hours."""
    levels = tuple(
        LevelShare(left, left, Amount(share, share - SURE * se, share + SURE * se))
        for left, share, se in zip(LEFT, map(float, shares), SHARE_SE, strict=True)
    )
    found = {
        left: Step({"quality": pair("quality", 0.2, 0.1), "human minutes": pair("human minutes", -by, SURE * se)})
        for left, by, se in zip(LEFT, map(float, minutes), MINUTES_SE, strict=True)
    }
    made = case(work("claims", 40, run("r", steps=found)), group=replace(group(), levels=levels))
    year = worth(SAID, steps(made))
    return year is not None and year.hours.low <= JOBS * 15 / 60 <= year.hours.high


@pytest.mark.parametrize(
    ("shares_together", "minutes_together", "least", "most"),
    [(1, 1, 0.93, 0.97), (0, 0.5, 0.95, 1), (-0.5, 0, 0.96, 1)],
)
def test_the_interval_holds_the_truth_95_times_in_100_at_worst(
    shares_together: float, minutes_together: float, least: float, most: float
) -> None:
    """It is exact where all goes together, and too wide where it does not; 0.93 is three errors of 1,000 draws."""
    shares = drawn(SHARES, SHARE_SE, shares_together, 1)
    minutes = drawn(MINUTES, MINUTES_SE, minutes_together, 2)
    covered = sum(holds(*one) for one in zip(shares, minutes, strict=True)) / DRAWS
    assert least <= covered <= most
