"""How many cases a difference takes and what they cost, from earlier runs or from what designs allow."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness import api
from harness.errors import BadPlan
from harness.plan.benchmark import Plan
from harness.stats.planning import STATED_SPREAD, cases_for, detectable


class Quiet:
    """A watch that says nothing."""

    def begin(self, todo: int) -> None:
        """Begin."""

    def ended(self, done: object) -> None:
        """End."""

    def stopping(self, under_way: int) -> None:
        """Stop."""


@pytest.fixture
def ledger(home: Path) -> str:
    return f"sqlite:///{home.parent / 'runs.db'}"


def order(cases: int, levels: tuple[str, ...] = ("prompting", "context", "orchestration")) -> Plan:
    return api.make_plan(api.Order("petty_cash", levels, cases=cases, dials="small", model="scripted/petty_cash.toml"))


def priced(plan: Plan, home: Path, levels: tuple[str, ...]) -> Plan:
    """The plan with a model at $1 a million tokens in and $10 a million out."""
    (home / "prices.toml").write_text(
        'as_of = 2026-11-22\nsource = "a test"\n[model."openai_compatible/m"]\n'
        "input_usd_per_mtok = 1\noutput_usd_per_mtok = 10\n",
        encoding="utf-8",
    )
    arms = tuple(
        arm if arm.provider == "silent" else replace(arm, provider="openai_compatible", model="m")
        for arm in plan.arms
        if arm.design.level in levels
    )
    return replace(plan, arms=arms, evidence="real", provider="openai_compatible", model="m")


def test_without_an_earlier_run_the_stated_spread_is_assumed_and_no_ledger_is_made(ledger: str, home: Path) -> None:
    size = api.size_up(order(8), api.Wish(detect=0.3), ledger)
    assert (size.spread, size.spread_source[:13]) == (STATED_SPREAD, "an assumption")
    assert size.cases_for_detect == cases_for(0.3, STATED_SPREAD, 3)
    assert size.detectable == detectable(8, STATED_SPREAD, 3)
    assert not (home.parent / "runs.db").exists()


def test_a_given_spread_wins(ledger: str) -> None:
    size = api.size_up(order(8), api.Wish(0.3, spread=0.1), ledger)
    assert (size.spread, size.cases_for_detect) == (0.1, cases_for(0.3, 0.1, 3))


def test_too_few_cases_find_nothing_and_the_number_that_does_is_still_told(ledger: str) -> None:
    size = api.size_up(order(2), api.Wish(0.3), ledger)
    assert size.detectable is None
    assert size.cases_for_detect


def test_spread_and_tokens_come_from_earlier_runs_of_the_same_designs(ledger: str) -> None:
    earlier = order(4)
    api.run(earlier, api.Settings(ledger, max_connections=4), Quiet())
    size = api.size_up(order(9), api.Wish(0.3), ledger)
    view = api.open_view(ledger, earlier.id)
    assert size.spread != STATED_SPREAD
    assert size.spread_source == "as in 1 earlier run of this task"
    arms = {arm.id: arm for arm in view.arms}
    for one in size.each:
        arm = arms[one.arm]
        assert one.tokens == round((arm.input_tokens + arm.output_tokens) / arm.trials)
        assert one.nano_usd == 0
        assert one.source == ("no model is asked" if arm.kind == "tools only" else "mean of 4 earlier trials")
    assert size.tokens_a_case == sum(one.tokens or 0 for one in size.each)


def test_a_run_of_other_dials_is_no_earlier_run(ledger: str) -> None:
    api.run(order(4), api.Settings(ledger, max_connections=4), Quiet())
    other = replace(order(8), dial_values={"lines": 99})
    assert api.size_up(other, api.Wish(0.3), ledger).spread == STATED_SPREAD


def test_prompting_costs_at_worst_its_question_and_its_follow_up(ledger: str, home: Path) -> None:
    """1,000 tokens pasted and 500 back, twice: 2 x (1,000 x $1 + 500 x $10) a million is $0.012."""
    plan = priced(order(8), home, ("prompting",))
    size = api.size_up(plan, api.Wish(limit_usd=0.1), ledger)
    (one,) = size.each
    assert (one.nano_usd, one.tokens, one.source) == (12_000_000, 3_000, "the worst that the design allows")
    assert (size.cases_for_limit, size.detectable_for_limit) == (8, None)


def test_repeats_are_paid_for(ledger: str, home: Path) -> None:
    plan = replace(priced(order(8), home, ("prompting",)), epochs=3)
    assert api.size_up(plan, api.Wish(), ledger).nano_usd_a_case == 36_000_000


def test_an_agent_that_nothing_limits_has_no_worst_case(ledger: str, home: Path) -> None:
    plan = priced(order(8), home, ("prompting", "context"))
    size = api.size_up(plan, api.Wish(limit_usd=5.0), ledger)
    assert size.each[1].nano_usd is None
    assert "a run of one case tells" in size.each[1].source
    assert (size.nano_usd_a_case, size.cases_for_limit) == (None, None)


def test_an_unknown_price_leaves_the_tokens(ledger: str, home: Path) -> None:
    plan = priced(order(8), home, ("prompting",))
    (home / "prices.toml").unlink()
    size = api.size_up(replace(plan, base_url="http://127.0.0.1:9"), api.Wish(limit_usd=5.0), ledger)
    assert (size.each[0].nano_usd, size.each[0].tokens, size.cases_for_limit) == (None, 3_000, None)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (api.Wish(0.0), "--detect is 0"),
        (api.Wish(0.1, power=1.0), "--power is 1"),
        (api.Wish(0.1, spread=0.0), "--spread is 0"),
        (api.Wish(limit_usd=-1.0), "--limit-usd is -1"),
        (api.Wish(0.0001), "--detect 0.0001: a difference of 0.0001 takes more than"),
    ],
)
def test_a_wish_that_cannot_be_is_told(wish: api.Wish, said: str, ledger: str) -> None:
    with pytest.raises(BadPlan, match=said):
        api.size_up(order(8), wish, ledger)


def test_one_design_has_nothing_to_detect(ledger: str) -> None:
    with pytest.raises(BadPlan, match="--detect needs two designs"):
        api.size_up(order(8, ("prompting",)), api.Wish(0.1), ledger)
