"""All measures of a run, paired by case; differences, intervals and p values by hand."""

import pytest

from harness.api.arms import Entry
from harness.api.comparing.measures import Measure, MeasuredPair, measured_pairs
from harness.api.comparing.pairs import Compared, compare_arms
from harness.api.reviewing.attending import Known, Wanted, attention_to
from harness.api.reviewing.rows import ArmAttention
from harness.plan.level import Level
from tasks_bank.spec import HumanMinutes
from tests.harness.api.making import entry
from tests.harness.api.reviewing.people import handed

MINUTES = HumanMinutes(unaided=100, per_item_review=2, source="an estimate")
KNOWN = Known(MINUTES, "small", [], dict.fromkeys(range(8), 10))


def attention(name: str, entries: list[Entry]) -> ArmAttention:
    found = attention_to(name, [one.trial for one in entries], [], KNOWN, Wanted())
    assert found is not None
    return found


def measured(low: list[Entry], high: list[Entry]) -> dict[Measure, MeasuredPair]:
    """Compare two designs, the second on the higher rung."""
    arms = {"low": (Level.PROMPTING, low), "high": (Level.CONTEXT, high)}
    compared = [Compared.of(name, level, (one.trial for one in own)) for name, (level, own) in arms.items()]
    people = [attention(name, own) for name, (_, own) in arms.items()]
    found = measured_pairs(compare_arms(compared), [one.trial for one in (*low, *high)], people)
    return {one.measure: one for one in found}


def test_all_that_matters_is_paired_by_case_with_a_verdict_of_its_own() -> None:
    """8 cases: all fail below and all succeed above, for 3 dollars more and 2 s less; p is 2 in 2^8.

    A bad answer takes 0.6 x 100 + 0.4 x 100 minutes more than a good one, and 40 of 100 go out.
    """
    low = [entry(seed, 0.0, arm="low", nano_usd=10**9, wall_s=5.5) for seed in range(8)]
    high = [entry(seed, 1.0, arm="high", nano_usd=4 * 10**9, wall_s=3.5) for seed in range(8)]
    found = measured(low, high)
    by_hand = {"quality": 1, "money": 3, "machine time": -2, "human minutes": -100, "defects shipped": -40}
    assert {name: one.difference for name, one in found.items()} == pytest.approx(by_hand)
    assert {one.p_holm for one in found.values()} == {2 / 2**8}
    assert [name for name, one in found.items() if one.verdict == "worse"] == ["money"]
    assert sum(one.verdict == "better" for one in found.values()) == 4


def test_the_interval_is_students_over_the_cases() -> None:
    """Three of four cases differ by 100 minutes: mean 75, s = 50, t(3) = 3.182, so 75 +- 79.6; too few for more."""
    low = [entry(seed, 1.0 if seed == 3 else 0.0, arm="low") for seed in range(4)]
    high = [entry(seed, 1.0, arm="high") for seed in range(4)]
    pair = measured(low, high)["human minutes"]
    assert pair.difference == pytest.approx(-75)
    assert (pair.low, pair.high) == pytest.approx((-75 - 79.56, -75 + 79.56), abs=0.01)
    assert pair.verdict == "not resolved"


def test_a_case_with_an_unknown_price_is_in_no_pair_of_money() -> None:
    low = [entry(seed, 0.5, arm="low", nano_usd=None if seed == 0 else 10**9) for seed in range(5)]
    high = [entry(seed, 0.5, arm="high", nano_usd=2 * 10**9) for seed in range(5)]
    found = measured(low, high)
    assert (found["money"].cases, found["quality"].cases) == (4, 5)
    assert found["money"].difference == pytest.approx(1)


def test_infrastructure_failures_are_in_no_pair_of_any_measure() -> None:
    low = [entry(seed, 0.5, arm="low") for seed in range(3)]
    high = [entry(0, None, outcome="infrastructure", arm="high"), *(entry(seed, 0.5, arm="high") for seed in (1, 2))]
    assert {one.cases for one in measured(low, high).values()} == {2}


def test_the_minutes_of_the_cases_are_those_of_the_formula_and_their_mean_is_that_of_the_run() -> None:
    """R = 10 x 2 + 2 x 2 = 24; a good answer costs no more, a bad one 0.6 x 100 + 0.4 x 100, and lets 40 of 100 out."""
    trials = [entry(seed, 1.0 if seed % 2 else 0.5).trial for seed in range(8)]
    found = attention_to("arm", trials, [handed(seed, 1, 2, 1) for seed in range(8)], KNOWN, Wanted())
    assert found is not None
    by_seed = {case.seed: (case.minutes, case.defects_per_100) for case in found.by_case}
    assert by_seed[1] == pytest.approx((24, 0))
    assert by_seed[2] == pytest.approx((124, 40))
    assert sum(minutes for minutes, _ in by_seed.values()) / 8 == pytest.approx(found.minutes)


def test_what_is_handed_over_in_a_case_counts_in_that_case() -> None:
    trials = [entry(seed, 1.0).trial for seed in range(2)]
    found = attention_to("arm", trials, [handed(0, 1, 5, 1), handed(1, 1, 1, 1)], KNOWN, Wanted())
    assert found is not None
    assert [case.minutes for case in found.by_case] == pytest.approx([30, 22])


def test_what_is_entered_holds_in_every_case() -> None:
    trials = [entry(seed, 1.0 if seed else 0.0).trial for seed in range(2)]
    found = attention_to("arm", trials, [], KNOWN, Wanted(entered={"acceptable": 0.5}))
    assert found is not None
    assert [case.defects_per_100 for case in found.by_case] == pytest.approx([20, 20])
