"""How many times as much one design takes, frontiers and no-worse tests over trials; ratios by hand."""

from pathlib import Path

import pytest

from harness.api.arms import Beside, Entry, arm_row
from harness.api.comparing.frontier import counts_money, probabilities
from harness.api.comparing.pairs import Compared, compare_arms, no_worse_than
from harness.api.planning import Order, make_plan
from harness.plan.level import Level
from tests.harness.api.making import entry


def compared(name: str, entries: list[Entry], level: Level = Level.CONTEXT) -> Compared:
    return Compared.of(name, level, (one.trial for one in entries))


def test_ratios_are_of_the_first_over_the_second() -> None:
    """Twice the tokens, four times the money, and 3 s of work against 1.5 s, in every case."""
    low = compared("low", [entry(seed, 0.5, tokens=100, nano_usd=10) for seed in range(5)])
    high = compared("high", [entry(seed, 0.5, tokens=200, nano_usd=40, wall_s=3.5) for seed in range(5)])
    (pair,) = compare_arms([low, high])
    assert (pair.first, pair.second) == ("high", "low")
    for amount, ratio in ((pair.cost, 4.0), (pair.tokens, 2.0), (pair.time, 2.0)):
        assert (amount.ratio, amount.low, amount.high) == pytest.approx((ratio, ratio, ratio))
        assert (amount.cases, amount.without_ratio) == (5, 0)


def test_money_that_is_nothing_or_unknown_has_no_ratio() -> None:
    free = compared("free", [entry(seed, 0.5, nano_usd=0) for seed in range(5)])
    mixed = compared("mixed", [entry(seed, 0.5, nano_usd=None if seed else 7) for seed in range(5)])
    paid = compared("paid", [entry(seed, 0.5, nano_usd=14) for seed in range(5)])
    pairs = {(pair.first, pair.second): pair.cost for pair in compare_arms([free, mixed, paid])}
    assert (pairs["paid", "free"].ratio, pairs["paid", "free"].without_ratio) == (None, 5)
    assert pairs["paid", "mixed"].ratio == pytest.approx(2.0)
    assert (pairs["paid", "mixed"].cases, pairs["paid", "mixed"].without_ratio) == (1, 4)
    assert pairs["paid", "mixed"].low is None


def test_infrastructure_failures_are_in_no_ratio() -> None:
    first = compared("a", [entry(1, 0.5, tokens=100), entry(2, None, outcome="infrastructure", tokens=900)])
    second = compared("b", [entry(1, 0.5, tokens=50), entry(2, 0.5, tokens=50)])
    (pair,) = compare_arms([second, first])
    assert pair.tokens.ratio == pytest.approx(2.0)
    assert pair.tokens.cases == 1


def test_a_design_that_is_worse_all_round_is_never_on_the_frontier() -> None:
    good = compared("good", [entry(seed, 0.9, tokens=100, nano_usd=1, wall_s=1.0) for seed in range(6)])
    cheap = compared("cheap", [entry(seed, 0.3, tokens=50, nano_usd=1, wall_s=0.9) for seed in range(6)])
    bad = compared("bad", [entry(seed, 0.2, tokens=200, nano_usd=3, wall_s=5.0) for seed in range(6)])
    assert probabilities([good, cheap, bad]) == {"good": 1.0, "cheap": 1.0, "bad": 0.0}


def test_money_is_an_axis_only_where_every_design_has_some() -> None:
    paid = compared("paid", [entry(seed, 0.5) for seed in range(4)])
    free = compared("free", [entry(seed, 0.5, nano_usd=0) for seed in range(4)])
    unknown = compared("unknown", [entry(seed, 0.5, nano_usd=None if seed == 2 else 5) for seed in range(4)])
    assert counts_money([paid, paid])
    assert not counts_money([paid, free])
    assert not counts_money([paid, unknown])


def test_no_frontier_without_a_second_design_or_with_three_cases() -> None:
    one, other = (compared(name, [entry(seed, 0.5) for seed in range(3)]) for name in "ab")
    assert probabilities([one]) == {}
    assert probabilities([one, other]) == {}


def test_no_worse_names_both_and_the_margin() -> None:
    first = compared("a", [entry(seed, 0.5 + seed / 100) for seed in range(8)])
    second = compared("b", [entry(seed, 0.5) for seed in range(8)])
    found = no_worse_than(first, second, 0.05)
    assert (found.first, found.second, found.margin, found.cases, found.holds) == ("a", "b", 0.05, 8, True)


def test_repeats_tell_how_dependable_an_arm_is(home: Path) -> None:
    """Case 1 succeeds 3 times of 3, case 2 twice: pass^1 is (1 + 2/3) / 2, pass^3 (1 + 0) / 2."""
    plan = make_plan(Order("petty_cash", levels=("context",), model=f"scripted/{home / 'scripts' / 'petty_cash.toml'}"))
    scores = [(1, 1.0), (1, 1.0), (1, 1.0), (2, 1.0), (2, 1.0), (2, 0.99)]
    entries = [entry(seed, score, epoch=place % 3 + 1) for place, (seed, score) in enumerate(scores)]
    arm = arm_row(plan, plan.arms[0], entries, Beside(0.4, 99, (0.1, 0.2, 0.9)))
    assert [(one.k, one.chance, one.low) for one in arm.pass_k] == [(1, pytest.approx(5 / 6), None), (3, 0.5, None)]
    assert (arm.frontier_probability, arm.cost_cold_nano_usd, arm.first_token_s_median) == (0.4, 99, 0.2)
    assert (arm.wall_s_mean, arm.working_s_mean, arm.waited_s_mean, arm.retries) == (2.0, 1.5, 0.5, 6)
