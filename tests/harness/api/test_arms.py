"""Rows of the main table and paired comparisons, against sums done by hand."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from harness.api.arms import Beside, arm_row, scores_by_case
from harness.api.comparing.pairs import Compared, compare_arms
from harness.api.planning import Order, make_plan
from harness.api.rows import Arm
from harness.plan.level import Level
from tests.harness.api.making import entry

Row = Callable[..., Arm]


def at(name: str, scores: Mapping[int, Sequence[float]], level: Level = Level.CONTEXT) -> Compared:
    return Compared(name, level, scores)


@pytest.fixture
def row(home: Path) -> Row:
    """Adds up trials of the arm *context* of petty cash."""
    script = home / "scripts" / "petty_cash.toml"
    plan = make_plan(Order("petty_cash", levels=("context",), model=f"scripted/{script}"))
    return lambda *entries: arm_row(plan, plan.arms[0], entries, Beside())


def test_a_case_counts_once_however_many_epochs_it_has(row: Row) -> None:
    arm = row(entry(1, 1.0), entry(1, 0.0, epoch=2), entry(2, 0.0))
    assert (arm.trials, arm.cases) == (3, 2)
    assert arm.quality_mean == pytest.approx(0.25)


def test_infrastructure_is_left_out_of_quality_and_counts_as_nothing_in_the_total_as_run(row: Row) -> None:
    arm = row(entry(1, 0.5), entry(2, 1.0), entry(3, None, outcome="infrastructure"))
    assert (arm.trials, arm.cases, arm.left_out) == (3, 2, 1)
    assert arm.quality_mean == pytest.approx(0.75)
    assert arm.quality_as_run == pytest.approx(0.5)


def test_the_total_as_run_is_a_mean_over_cases_as_well(row: Row) -> None:
    """Case 1 has 0.5 over its two epochs, case 2 nothing: 0.25, where the mean over the three trials is 1/3."""
    arm = row(
        entry(1, 1.0), entry(1, None, epoch=2, outcome="infrastructure"), entry(2, None, outcome="infrastructure")
    )
    assert arm.quality_mean == pytest.approx(1.0)
    assert arm.quality_as_run == pytest.approx(0.25)


def test_refused_unreadable_and_limit_count_as_their_marks(row: Row) -> None:
    arm = row(entry(1, 0.0, outcome="refused"), entry(2, 0.0, status="unreadable"), entry(3, 0.6, outcome="limit"))
    assert arm.quality_mean == pytest.approx(0.2)
    assert arm.outcomes == {"done": 1, "limit": 1, "refused": 1, "infrastructure": 0}
    assert arm.unreadable == 1


def test_one_unknown_price_makes_the_sum_unknown(row: Row) -> None:
    assert row(entry(1, 1.0), entry(2, 1.0)).cost_nano_usd == 10
    assert row(entry(1, 1.0), entry(2, 1.0, nano_usd=None)).cost_nano_usd is None


def test_what_it_took_is_added_over_all_trials_and_time_over_those_that_count(row: Row) -> None:
    arm = row(entry(1, 1.0, wall_s=1.0), entry(2, None, outcome="infrastructure", wall_s=100.0))
    assert (arm.calls, arm.input_tokens, arm.cached_tokens, arm.output_tokens) == (4, 60, 20, 8)
    assert arm.wall_s_mean == pytest.approx(1.0)


def test_an_answer_that_could_not_be_read_earned_nothing_in_any_check(row: Row) -> None:
    (check,) = row(entry(1, 1.0), entry(2, 0.0, status="unreadable")).checks
    assert (check.name, check.earned, check.available) == ("lines", 25, 50)


def test_an_answer_that_the_marker_failed_on_is_in_no_mean(row: Row) -> None:
    arm = row(entry(1, 1.0), entry(2, None))
    assert (arm.trials, arm.cases, arm.quality_mean, arm.quality_as_run) == (2, 1, 1.0, 1.0)
    assert [check.earned for check in arm.checks] == [50]


def test_an_arm_without_a_trial_has_no_quality(row: Row) -> None:
    arm = row()
    assert (arm.quality_mean, arm.quality_as_run, arm.wall_s_mean, arm.cases) == (None, None, None, 0)


def test_an_interval_needs_four_cases(row: Row) -> None:
    assert row(*(entry(seed, 0.5) for seed in range(3))).quality_low is None
    assert row(*(entry(seed, 0.5) for seed in range(4))).quality_low == pytest.approx(0.5)


def test_an_interval_of_quality_stays_on_its_scale(row: Row) -> None:
    """Student: 0.875 ± 3.182 · 0.25 / √4 goes from 0.477 to 1.273; its mirror image from -0.273 to 0.523."""
    high, low = row(*map(entry, range(4), (1, 1, 1, 0.5))), row(*map(entry, range(4), (0, 0, 0, 0.5)))
    assert high.quality_low == pytest.approx(0.477, abs=0.001)
    assert high.quality_high == 1.0
    assert low.quality_low == 0.0
    assert low.quality_high == pytest.approx(0.523, abs=0.001)


def test_an_interval_of_a_difference_is_not_cut_off() -> None:
    """The same four numbers, as differences."""
    gaps: dict[int, list[float]] = {0: [1.0], 1: [1.0], 2: [1.0], 3: [0.5]}
    (pair,) = compare_arms([at("low", {case: [0.0] for case in gaps}), at("high", gaps)])
    assert pair.high == pytest.approx(1.273, abs=0.001)


def test_the_later_arm_comes_first_so_that_more_is_a_positive_difference() -> None:
    (pair,) = compare_arms([at("low", {1: [0.2]}), at("high", {1: [0.7]})])
    assert (pair.first, pair.second) == ("high", "low")
    assert pair.difference == pytest.approx(0.5)


@pytest.mark.parametrize("turned", [False, True])
def test_the_higher_rung_comes_first_in_whatever_order_the_arms_are_given(*, turned: bool) -> None:
    arms = [at("up", {seed: [0.0] for seed in range(8)}, Level.ORCHESTRATION)]
    arms.insert(int(turned), at("low", {seed: [1.0] for seed in range(8)}, Level.PROMPTING))
    (pair,) = compare_arms(arms)
    assert (pair.first, pair.second, pair.difference, pair.verdict) == ("up", "low", -1.0, "worse")


def test_a_verdict_does_not_come_with_too_few_cases_as_its_reason() -> None:
    """Two pairs share ten cases, one only six: Holm's last step leaves its 2/2^6, .031, as it is."""
    arms = [
        at("a", {seed: [0.0] for seed in range(10)}),
        at("b", {seed: [0.5] for seed in (*range(6), *range(10, 14))}),
        at("c", {seed: [1.0] for seed in range(14)}),
    ]
    few = compare_arms(arms)[0]
    assert (few.first, few.second, few.cases, few.verdict) == ("b", "a", 6, "better")
    assert few.why.startswith("sign-flip p, adjusted for all comparisons (Holm), is 0.031")


def test_a_pair_is_left_out_when_infrastructure_took_one_or_both() -> None:
    gone = [entry(seed, None, outcome="infrastructure") for seed in (2, 3)]
    first = scores_by_case(e.trial for e in (entry(1, 1.0), gone[0], entry(3, 1.0), entry(4, 1.0)))
    second = scores_by_case(e.trial for e in (entry(1, 0.0), *gone))
    (pair,) = compare_arms([at("a", first), at("b", second)])
    # Case 4 was never tried by the second: nothing was taken from it.
    assert (pair.cases, pair.left_out) == (1, 2)


def test_an_epoch_that_infrastructure_took_leaves_the_case_its_other_epoch() -> None:
    half = [entry(1, 0.4), entry(1, None, epoch=2, outcome="infrastructure")]
    (pair,) = compare_arms([at("a", {1: [0.1]}), at("b", scores_by_case(e.trial for e in half))])
    assert (pair.cases, pair.left_out) == (1, 0)
    assert pair.difference == pytest.approx(0.3)


def test_a_verdict_is_given_from_seven_cases_on_for_three_comparisons() -> None:
    """Holm: three times 2/2^7 is .047; with six cases it is .094."""

    def verdicts(cases: int) -> list[str]:
        arms = [at(str(place), {seed: [float(place)] for seed in range(cases)}) for place in range(3)]
        return [pair.verdict for pair in compare_arms(arms)]

    assert verdicts(7) == ["better"] * 3
    assert verdicts(6) == ["not resolved"] * 3
