"""The pace of everybody: weeks from a mean gain and its spread, in closed form, and told of enough people alone."""

import datetime as dt

import pytest

from assessor.campaigns.groups import pace
from assessor.campaigns.groups.pace import Sat, gain_of, ways
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.change import Effect

CUTS = (-1.2, -0.4, 0.4, 1.2)
"""Prompting begins at -1.2, context engineering at -0.4, orchestration at 0.4."""
BEGAN = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


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


def test_a_gain_that_is_the_same_for_everybody_is_found() -> None:
    sat = [
        Sat(f"person {who}", BEGAN + dt.timedelta(weeks=week), Ability(-1 + 0.1 * who + 0.02 * week, 0.05))
        for who in range(12)
        for week in (0, 13, 26)
    ]
    mean, spread = gain_of(sat)
    assert mean.value == pytest.approx(0.02, abs=1e-3)
    assert spread < 0.002


def test_sittings_of_people_who_sat_once_do_not_count() -> None:
    once = Sat("once", BEGAN, Ability(0.0, 0.3))
    twice = [Sat("twice", BEGAN + dt.timedelta(weeks=week), Ability(0.0, 0.3)) for week in (0, 9)]
    assert pace._retested([once, *twice]) == twice
