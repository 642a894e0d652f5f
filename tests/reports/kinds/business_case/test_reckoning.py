"""What a year is worth, worked out by hand.

The made-up run: orchestration takes 30 minutes less than prompting (24 to 36) and 10 less than context engineering
(8 to 12). Of the team 0.4 prompt (half width 0.15) and 0.3 supply context (0.1). Half of them take the step.
"""

import datetime as dt
from dataclasses import replace

import pytest

from harness.plan.level import Level
from reports.kinds.business_case.made_up import LOSS, SAID, case, group, pair, run, step, weak, work
from reports.kinds.business_case.reckoning import Worth, share_at, steps, worth
from reports.kinds.business_case.rows import Amount, Case, LevelShare, Measured


def year(made: Case) -> Worth | None:
    assert made.said is not None
    return worth(made.said, steps(made))


def known(made: Case) -> Worth:
    found = year(made)
    assert found is not None
    return found


def near(amount: Amount | None, middle: float, half: float) -> bool:
    assert amount is not None
    return (amount.value, amount.low, amount.high) == pytest.approx((middle, middle - half, middle + half), abs=0.001)


def why(made: Case) -> set[str]:
    return {one.why_not for one in steps(made)}


def test_hours_are_jobs_times_share_times_minutes_with_goodmans_interval() -> None:
    """40 x 12 x 0.5 = 240 jobs.

    From prompting 240 x 0.5 h = 120 h (half 24) x 0.4: 48, half sqrt(9.6^2 + 18^2 + (0.15 x 24 / 1.96)^2) = 20.4825.
    From context 40 h (half 8) x 0.3: 12, half sqrt(2.4^2 + 4^2 + (0.8 / 1.96)^2) = 4.6826. Half widths are added.
    """
    assert near(known(case(work("claims", 40, run("r")))).hours, 60, 25.1651)


def test_fewer_defects_are_counted_in_jobs() -> None:
    """10 in 100 less of 240 jobs x 0.4, and a third of it x 0.3: 9.6 + 2.4."""
    found = known(case(work("claims", 40, run("r")))).defects
    assert found is not None
    assert found.value == pytest.approx(12)


def test_money_is_hours_at_their_cost_less_what_models_cost_more() -> None:
    """Models: 12 dollars x 0.4 + 4 x 0.3 = 6, half 2.0483 + 0.4683; 60 x 30 - 6 x 0.8, half 754.953 + 2.013."""
    assert near(known(case(work("claims", 40, run("r")))).money, 1795.2, 756.966)


def test_work_that_names_the_same_run_shares_its_difference() -> None:
    together = case(work("claims", 30, run("r")), work("bills", 10, run("r")))
    assert near(known(together).hours, 60, 25.1651)


def test_runs_with_cases_of_their_own_add_in_squares() -> None:
    """Two runs of 120 jobs: 120 h, half sqrt(12^2 + 12^2) = 16.971; x 0.4 half sqrt(6.788^2 + 18^2 + 1.2988^2) = 19.28.

    Context: 40 h, half 5.6569; x 0.3 half sqrt(1.697^2 + 4^2 + 0.2886^2) = 4.3547.
    """
    apart = case(work("claims", 20, run("r")), work("bills", 20, run("s")))
    assert near(known(apart).hours, 60, 23.6359)


def test_a_loss_is_reckoned_as_a_gain_is() -> None:
    """20 minutes more from prompting, 20 / 3 from context: 240 x (0.4 / 3 + 0.3 / 9) = 40 hours."""
    assert known(case(work("claims", 40, run("r", LOSS)))).hours.value == pytest.approx(-40)


def test_only_steps_up_to_what_the_case_is_about_count() -> None:
    said = replace(SAID, target=Level.CONTEXT)
    found = steps(case(work("claims", 40, run("r")), said=said))
    assert [one.left for one in found] == [Level.PROMPTING]


def test_levels_of_literacy_with_the_same_use_are_added_up() -> None:
    """0.15 with a longer side of 0.2, and 0.05 with one of 0.15: 0.2, and down to nought at the least."""
    found = share_at(group(), Level.ORCHESTRATION)
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0, 0.55))


def test_nobody_at_a_way_of_using_ai_makes_no_step() -> None:
    nobody = replace(group(), levels=(LevelShare("Asking", Level.PROMPTING, Amount(0, 0, 0.2)),))
    assert steps(case(work("claims", 40, run("r")), group=nobody)) == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (weak("r", "embedded"), "no evidence about AI"),
        (weak("r", "scripted"), "no evidence about AI"),
        (weak("r", "replay"), "no evidence about AI"),
        (run("r", has_faults=True), "faults were put into the run"),
        (run("r", is_resolved=False), "has not resolved the difference in quality and in human minutes"),
        (run("r", steps={}), "not measured"),
    ],
)
def test_a_run_that_shows_nothing_counts_for_nothing(found: Measured, said: str) -> None:
    made = case(work("claims", 40, found))
    assert year(made) is None
    assert all(said in each for each in why(made))


def test_minutes_that_are_resolved_do_not_count_without_quality() -> None:
    pairs = {**step({"human minutes": -30}).pairs, "quality": pair("quality", 0.1, 0.3, is_resolved=False)}
    one = run("r", steps={Level.PROMPTING: replace(step({}), pairs=pairs)})
    assert "the run has not resolved the difference in quality" in why(case(work("claims", 40, one)))


def test_what_models_cost_has_to_be_known() -> None:
    one = run("r", {"quality": 0.2, "human minutes": -30})
    found = known(case(work("claims", 40, one)))
    assert found.money is None
    assert "not known" in found.why_no_money
    assert found.defects is None


def test_dollars_need_a_rate_unless_models_are_free() -> None:
    no_rate = replace(SAID, per_dollar=None)
    paid = known(case(work("claims", 40, run("r")), said=no_rate))
    assert (paid.money, "what a dollar costs in GBP" in paid.why_no_money) == (None, True)
    free = run("r", {"quality": 0.2, "human minutes": -30, "money": 0})
    assert near(known(case(work("claims", 40, free), said=no_rate)).money, 1800, 754.953)


def test_half_as_many_who_take_the_step_are_worth_half() -> None:
    fewer = replace(SAID, reached_percent=25, until=dt.date(2028, 1, 1))
    assert near(known(case(work("claims", 40, run("r")), said=fewer)).hours, 30, 12.5826)
