"""A person's minutes for one job, beside GDPval's published figures and limits that can be worked out by hand.

GDPval (Patwardhan and others 2025): 404 minutes without AI, 109 minutes of review; a model's answer was 90 times as
fast, so some 4.5 minutes, and as good or better in 39 % of the jobs.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.meter.attention.formula import Work, break_even, caught_in, defects_per_100, job_min, review_min, speed_up
from harness.meter.attention.published import published
from harness.meter.attention.terms import KINDS

H0, R, M, W = 404.0, 109.0, 404 / 90, 0.39
GDPVAL = Work(
    setup_min=0,
    jobs=1,
    upkeep_min=0,
    jobs_month=1,
    attended_min=M,
    open_min=R,
    rows=0,
    row_min=0,
    escalations=0,
    escalation_min=0,
    acceptable=W,
    caught=1,
    false_alarm=0,
    rework_min=H0,
    missed_min=0,
    unaided_min=H0,
)


@pytest.mark.parametrize(("caught", "times", "defects"), [(1.0, 1.12, 0), (0.8, 1.30, 12), (0.6, 1.55, 24)])
def test_a_careless_reviewer_looks_faster_and_lets_more_through(caught: float, times: float, defects: float) -> None:
    fast = speed_up(replace(GDPVAL, caught=caught))
    assert fast.times == pytest.approx(times, abs=0.005)
    assert fast.defects_per_100 == pytest.approx(defects, abs=0.5)


def test_gdpval_try_once_then_fix_is_the_special_case() -> None:
    assert job_min(GDPVAL) == pytest.approx(M + R + (1 - W) * H0)


def test_gdpvals_break_even_is_at_a_little_over_a_quarter() -> None:
    assert break_even(GDPVAL) == pytest.approx(0.28, abs=0.005)


def test_every_term_counts_as_the_formula_says() -> None:
    """By hand: 40/10 + 30/15 + 3 + (1 + 20 x 0.5 + 2 x 2) + (0.6 x 0.75 + 0.4 x 0.1) x 50 + 0.6 x 0.25 x 80."""
    work = Work(40, 10, 30, 15, 3, 1, 20, 0.5, 2, 2, 0.4, 0.75, 0.1, 50, 80, 120)
    assert review_min(work) == pytest.approx(15)
    assert job_min(work) == pytest.approx(4 + 2 + 3 + 15 + 0.49 * 50 + 0.15 * 80)
    assert defects_per_100(work) == pytest.approx(15)


def test_the_chance_of_catching_follows_from_the_time_where_tau_is_known() -> None:
    values = {key: 1.0 for key in KINDS if key != "caught"} | {"row_min": 2.0, "tau_min": 2.0, "acceptable": 0.5}
    assert Work.of(values).caught == pytest.approx(1 - 0.36787944)
    assert caught_in(0, 3) == 0


def test_what_never_pays_has_no_break_even_and_what_always_pays_has_it_at_nothing() -> None:
    assert break_even(replace(GDPVAL, open_min=500)) is None
    assert break_even(replace(GDPVAL, rework_min=1, missed_min=1)) == 0
    assert break_even(replace(GDPVAL, false_alarm=1)) is None


@given(
    before=st.floats(0, 500),
    caught=st.floats(0, 1),
    false_alarm=st.floats(0, 0.9),
    rework=st.floats(1, 500),
    missed=st.floats(1, 500),
)
def test_at_the_break_even_a_job_takes_as_long_as_without_ai(
    before: float, caught: float, false_alarm: float, rework: float, missed: float
) -> None:
    work = replace(
        GDPVAL,
        attended_min=before,
        open_min=0,
        caught=caught,
        false_alarm=false_alarm,
        rework_min=rework,
        missed_min=missed,
    )
    share = break_even(work)
    if share:
        assert job_min(replace(work, acceptable=share)) == pytest.approx(H0)


def test_the_catch_rate_of_others_stands_in_a_data_file_with_source_and_day() -> None:
    found = published("caught")
    assert found.value == 0.60
    assert found.source.startswith("Panko")
    assert found.source.endswith("read 2026-11-23")
