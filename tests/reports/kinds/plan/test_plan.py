"""What the plan says: nothing is made up for what is not known, and claims stand as claims until it is measured."""

from dataclasses import replace

import pytest

from reports import charts
from reports.data import Block, Chart, Fold, Note, Page, Section, Table
from reports.groups.rows import Share
from reports.kinds.plan.made_up import account, measured, no_levy, nothing, seats, side, standing, with_seats
from reports.kinds.plan.overview import build
from reports.kinds.plan.rows import Money, Plan
from reports.kinds.plan.sections import answer, months, paying, reading, way
from reports.kinds.plan.sections import seats as seats_part
from reports.kinds.plan.sections import standing as standing_part
from reports.kinds.plan.wording import between, pounds, rounded
from reports.render import text

PLANNED = (seats(1, 12), seats(3, 8, None))


def plan(**other: object) -> Plan:
    return with_seats(PLANNED, account(20_000_000, 1_200_000, PLANNED), **other)


def of_kind(section: Section, kind: type[Block]) -> list[Block]:
    return [block for block in section.blocks if isinstance(block, kind)]


def said(made: Plan) -> str:
    return text.render(Page("index", build(made)))


def test_claims_stand_open_until_it_is_measured_and_then_behind_it() -> None:
    before, after = way.build(nothing()), way.build(plan(pace=measured()))
    assert [block.id for block in before.blocks if isinstance(block, Table)] == ["claims", "routes"]
    assert [block.id for block in after.blocks if isinstance(block, Table)] == ["pace", "routes"]
    assert len(of_kind(after, Fold)) == 1


def test_the_rule_and_the_count_are_said() -> None:
    assert "from 30 people on who sat again at least once after their first sitting. So far there are 47." in str(
        way.build(plan(pace=measured())).blocks[0]
    )


def test_who_never_arrives_at_this_pace_is_said_in_words() -> None:
    assert "90 of 100 never at this pace (47 people who sat again)" in str(
        answer.build(plan(pace=measured())).blocks[0]
    )


def test_seats_without_a_price_have_no_cost_and_are_counted() -> None:
    table = next(block for block in seats_part.build(plan()).blocks if isinstance(block, Table))
    assert [row.cells[7].text for row in table.rows] == ["192,000", "not known", "192,000"]
    assert table.rows[-1].cells[0].text == "Sum of what is known"
    assert table.note.startswith("8 of 20 seats left out of the sum")


def test_a_sum_of_seats_that_are_all_known_says_sum() -> None:
    whole = with_seats(PLANNED[:1], account(0, 0, PLANNED[:1]))
    table = next(block for block in seats_part.build(whole).blocks if isinstance(block, Table))
    assert table.rows[-1].cells[0].text == "Sum"


def test_nothing_is_reckoned_without_a_single_price() -> None:
    unpriced = with_seats(PLANNED[1:], Money((side("pays no levy", 0, 0),), None, (), (), ()))
    assert "No seat has a known price" in str(paying.build(unpriced).blocks)
    assert "Nothing was typed in" in str(months.build(unpriced).blocks)


@pytest.mark.parametrize(("pays", "why"), [("yes", "No levy account was typed in"), ("no", "part is not known")])
def test_without_an_account_it_is_said_why_nothing_is_told_by_month(pays: str, why: str) -> None:
    bare = Money((side("pays no levy", None, None),), None, (), (), ())
    assert why in str(months.build(with_seats(PLANNED, bare, pays_levy=pays)).blocks)


def test_a_part_that_is_not_known_is_not_zero() -> None:
    unknown = replace(plan().money or no_levy(PLANNED), sides=(side("pays no levy", None, None, is_own=True),))
    assert "its own part of it is not known" in str(answer.build(replace(plan(), money=unknown)).blocks)
    table = next(block for block in paying.build(replace(plan(), money=unknown)).blocks if isinstance(block, Table))
    assert (table.rows[0].cells[2].text, table.rows[0].cells[2].value) == ("not known", None)


def test_a_range_leaves_with_both_of_its_ends() -> None:
    table = next(block for block in paying.build(plan()).blocks if isinstance(block, Table))
    assert (table.rows[1].cells[2].low, table.rows[1].cells[2].high) == (0.0, 5_000.0)


def test_what_does_not_go_together_stands_at_the_top() -> None:
    over = with_seats(PLANNED, account(500_000, 100_000, PLANNED))
    notes = [block.title for block in answer.build(over).blocks if isinstance(block, Note)]
    assert notes == ["Please look at this", "Before you decide"]


def test_the_account_is_drawn_in_two_parts_and_without_one_in_one() -> None:
    with_account = next(block for block in months.build(plan()).blocks if isinstance(block, Chart))
    without = next(
        block for block in months.build(with_seats(PLANNED, no_levy(PLANNED))).blocks if isinstance(block, Chart)
    )
    assert "yaxis2" in charts.draw(with_account.name, with_account.rows)["layout"]
    assert "yaxis2" not in charts.draw(without.name, without.rows)["layout"]


def test_an_account_that_is_used_up_says_so() -> None:
    over = months.build(with_seats(PLANNED, account(500_000, 100_000, PLANNED)))
    chart = next(block for block in over.blocks if isinstance(block, Chart))
    assert chart.sentence.startswith("Nothing is left at the end of November 2028.")
    assert "the account cannot pay all that falls due, first in" in chart.sentence


def test_a_group_that_may_not_be_shown_is_named_and_has_no_figure() -> None:
    hidden = replace(nothing(), why_no_standing="Spring check: not shown: too few people.")
    assert of_kind(standing_part.build(hidden), Chart) == []
    assert "not shown: too few people" in said(hidden)


def test_figures_of_old_say_levels_and_no_share_of_all_who_arrived() -> None:
    old = replace(standing(52), there=None)
    assert "How many are there stands below by level" in str(answer.build(plan(standing=old)).blocks[0])
    known = replace(standing(52), there=Share(0.2, 0.1, 0.3))
    assert "20 in 100 (10 to 30) are at Building and Steering" in str(answer.build(plan(standing=known)).blocks[0])


def test_that_nothing_is_missing_is_said() -> None:
    assert "Nothing that this plan needs is missing." in str(reading.build(replace(nothing(), unknown=())).blocks)


@pytest.mark.parametrize(
    ("pence", "exact", "whole"), [(0, "£0", "£0"), (123_450, "£1,234.50", "£1,234"), (100, "£1", "£1")]
)
def test_money_is_said_in_pounds(pence: int, exact: str, whole: str) -> None:
    assert (pounds(pence), rounded(pence)) == (exact, whole)


def test_a_range_of_one_amount_is_one_amount() -> None:
    assert between(100, 100) == "£1"
    assert between(0, 100) == "£0 to £1"
    assert between(None, 100) == "not known"


def test_the_plan_says_that_it_is_no_advice() -> None:
    assert "Guidance, not advice" in said(nothing())
