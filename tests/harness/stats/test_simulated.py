"""Intervals, verdicts and plans keep their word on simulated data, which says nothing about models or people.

The rule in the suite: few draws, one seed, and bounds that chance alone would break once in a thousand seeds. The rule
beside it (`make test-slow`): every row of docs/statistics.md, by the sizes of `benchmarks.verdicts`.
"""

from math import comb, sqrt
from pathlib import Path

import numpy as np
import pytest

from benchmarks import verdicts
from benchmarks.simulated import (
    EFFECT,
    SPREAD,
    Setting,
    Share,
    _ps,
    _scores,
    coverage,
    coverage_over_runs,
    found_alone,
    found_in_family,
    wrong_families,
)
from harness.stats.paired import paired
from harness.stats.planning import power


def at_most(limit: float, of: int) -> float:
    """Return what a share may be at most: the limit and 3.1 standard errors."""
    return limit + 3.1 * sqrt(limit * (1 - limit) / of)


def test_the_made_up_differences_have_the_spread_and_the_mean_that_are_stated() -> None:
    # Closed form: √(.20² + 2 x .15² / 5); a standard deviation of 40,000 differences is known to about .4 %.
    scores = _scores(Setting(2, 40_000, EFFECT), 1).mean(axis=3)[0]
    differences = scores[0] - scores[1]
    assert np.std(differences) == pytest.approx(SPREAD, rel=0.015)
    assert np.mean(differences) == pytest.approx(EFFECT, abs=4 * SPREAD / 200)


@pytest.mark.parametrize("cases", [6, 12, 24])
def test_intervals_cover_the_truth_93_to_97_times_in_100(cases: int) -> None:
    assert 0.93 <= coverage(Setting(2, cases, EFFECT), 4_000).value <= 0.97


def test_an_interval_that_takes_repeats_for_cases_does_not_cover_the_truth() -> None:
    # Second method: repeats of a case share their difference, so such an interval is too short by √(.085 / (5 x .049)),
    # and holds what lies within 1.96 x that many standard errors: 75 times in 100 for many cases.
    assert coverage_over_runs(Setting(2, 48, EFFECT), 4_000).value == pytest.approx(0.75, abs=0.03)


@pytest.mark.parametrize(("designs", "families"), [(2, 2_000), (3, 1_000), (10, 200)])
def test_at_most_five_families_in_a_hundred_hold_a_wrong_verdict(designs: int, families: int) -> None:
    found = wrong_families(Setting(designs, 12), families)
    assert found.value <= at_most(0.05, families)


@pytest.mark.parametrize(("comparisons", "cases"), [(1, 6), (1, 12), (3, 9), (45, 14)])
def test_the_planned_power_is_reached_within_3_points(comparisons: int, cases: int) -> None:
    effect = verdicts.effect_for(comparisons, cases, 0.8)
    found = found_alone(Setting(2, cases, effect), comparisons, 3_000)
    assert found.value == pytest.approx(power(cases, effect, SPREAD, comparisons), abs=0.03)


def test_what_is_set_aside_in_a_large_family_could_not_have_been_called() -> None:
    # Second method: paired itself on all 45 comparisons of a family of 24 cases.
    for family in _scores(Setting(10, 24, effect=0.2), 1):
        pairs = [(first, second) for first in range(10) for second in range(first + 1, 10)]
        arms = [dict(enumerate(design.tolist())) for design in family]
        whole = [paired(arms[first], arms[second]).p for first, second in pairs]
        for quick, full in zip(_ps(family, pairs), whole, strict=True):
            assert full is not None
            assert quick == full or full > 2 * 0.05 / 45


def test_a_share_has_a_standard_error() -> None:
    assert Share(20, 100).value == 0.2
    assert Share(20, 100).error == pytest.approx(0.04)


def test_every_table_of_the_page_says_that_its_data_are_simulated() -> None:
    page = (Path(__file__).parents[3] / "docs" / "statistics.md").read_text(encoding="utf-8")
    tables = page.partition("<!-- measured: statistics -->")[2].partition("<!-- end: statistics -->")[0]
    assert tables.count("\n| --- |") == tables.count(verdicts.LABEL) == 5


@pytest.mark.slow
@pytest.mark.parametrize("setting", verdicts.COVERED, ids=str)
def test_every_interval_of_the_page_keeps_its_word(setting: Setting) -> None:
    # Differences that lean to one side break the assumption; the page says by how much, and 90 % still holds.
    fewest = 0.90 if setting.shape == "long tail" else 0.93
    assert fewest <= coverage(setting, verdicts.RUNS).value <= 0.97


@pytest.mark.slow
@pytest.mark.parametrize("setting", [s for s in verdicts.NULLS if s.shape != "long tail"], ids=str)
def test_every_family_of_the_page_keeps_its_word(setting: Setting) -> None:
    families = verdicts.runs_for(setting)
    assert wrong_families(setting, families).value <= at_most(0.05, families)


@pytest.mark.slow
@pytest.mark.parametrize(("comparisons", "cases", "aim"), verdicts.PLANS)
def test_every_plan_of_the_page_keeps_its_word(comparisons: int, cases: int, aim: float) -> None:
    effect = verdicts.effect_for(comparisons, cases, aim)
    found = found_alone(Setting(2, cases, effect), comparisons, verdicts.plan_runs(cases))
    assert found.value == pytest.approx(power(cases, effect, SPREAD, comparisons), abs=0.03)


@pytest.mark.slow
@pytest.mark.parametrize(("designs", "cases"), verdicts.FAMILIES)
def test_in_a_family_the_planned_power_is_reached_or_passed(designs: int, cases: int) -> None:
    comparisons = comb(designs, 2)
    effect = verdicts.effect_for(comparisons, cases, 0.8)
    found = found_in_family(Setting(designs, cases, effect), 2_000)
    assert found.value >= power(cases, effect, SPREAD, comparisons) - 0.03
