"""The pace of everybody: weeks from a mean gain and its spread, in closed form, and told of enough people alone."""

import pytest

from assessor.campaigns.groups.pace import ways
from assessor.scoring.growth.change import Effect

CUTS = (-1.2, -0.4, 0.4, 1.2)
"""Prompting begins at -1.2, context engineering at -0.4, orchestration at 0.4."""


def test_weeks_are_the_length_of_the_way_over_the_gain_a_week() -> None:
    # 0.8 at 0.02 ± 1.2816 · 0.01: 0.8 / 0.032816, 0.8 / 0.02 and 0.8 / 0.007184; twice the way takes twice as long.
    context, orchestration = ways(CUTS, Effect(0.02, 0.0), 0.01)
    assert context.weeks == pytest.approx((24.378, 40.0, 111.359), rel=1e-4)
    assert orchestration.weeks == pytest.approx((48.756, 80.0, 222.718), rel=1e-4)
    assert [(way.begins, way.ends) for way in (context, orchestration)] == [(2, 3), (2, 4)]


def test_the_doubt_about_the_mean_is_part_of_the_spread() -> None:
    # A spread of 3 and a doubt of 4 thousandths are one of 5.
    assert ways(CUTS, Effect(0.02, 0.004), 0.003) == ways(CUTS, Effect(0.02, 0.0), 0.005)


def test_who_does_not_gain_never_arrives() -> None:
    context, _ = ways(CUTS, Effect(0.01, 0.0), 0.01)
    assert context.weeks[1] == pytest.approx(80)
    assert context.weeks[2] is None
    assert ways(CUTS, Effect(-0.01, 0.0), 0.001)[0].weeks == (None, None, None)
