"""The context source instructions."""

from harness.plan.sources import Part
from tasks_bank.case import Brief
from tests.harness.context import opening
from tests.harness.context.opening import settings


def supplied(rules: str, budget_tokens: int = 100, **own: str) -> list[Part]:
    brief = Brief("Reconcile.", rules, (), ())
    return opening.supplied("instructions", settings(budget_tokens, **own), brief, ("*.csv",))


def test_the_rules_are_supplied_under_a_title() -> None:
    assert supplied("1.1 Be fair.\n") == [Part("Rules", "1.1 Be fair.\n", "instructions")]


def test_the_title_is_the_designs() -> None:
    assert supplied("1.1 Be fair.", title="House rules")[0].title == "House rules"


def test_rules_that_do_not_fit_are_cut_at_a_line() -> None:
    (part,) = supplied("1.1 Be fair.\n" * 30, budget_tokens=30)
    *rules, notice = part.text.splitlines()
    assert set(rules) == {"1.1 Be fair."}
    assert notice.endswith("tokens left out of 1 text: Rules]")


def test_no_rules_are_no_part() -> None:
    assert supplied(" \n") == []
