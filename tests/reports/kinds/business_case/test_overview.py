"""What the business case says, and what it refuses to say."""

import datetime as dt
from dataclasses import replace

import pytest

from harness.plan.level import Level
from reports.data import Page, Table
from reports.kinds.business_case.made_up import GAIN, LOSS, case, group, run, step, weak, work
from reports.kinds.business_case.overview import build, build_list
from reports.kinds.business_case.rows import Amount, Case, LevelShare
from reports.kinds.business_case.samples import HIDDEN, NO_RUN
from reports.render import text

CLAIMS = work("Expense claims", 40, run("run-1"))


def said(made: Case) -> str:
    return " ".join(text.render(Page("index", build(made))).split())


def test_a_gain_has_hours_money_defects_and_quality_in_its_headline() -> None:
    told = said(case(CLAIMS))
    assert "frees 60 (35 to 85) hours of people a year" in told
    assert "A gain of GBP 1,800 (1,040 to 2,550) a year, what the models cost included" in told
    assert "12 (7 to 17) fewer go out with a defect" in told
    assert "The work is of better quality in every step that counts." in told


def test_a_loss_stands_where_a_gain_would() -> None:
    told = said(case(work("Expense claims", 40, run("run-4", LOSS))))
    assert "costs 40 (23 to 57) hours of people more a year" in told
    assert "A loss of GBP" in told
    assert "7.2 (4.2 to 10.2) more go out with a defect" in told
    assert "of worse quality in Expense claims than by prompting" in told


def test_fewer_hours_for_worse_work_are_told_with_the_worse_work() -> None:
    mixed = {**GAIN, "quality": -0.1, "defects shipped": 10.0}
    told = said(case(work("Expense claims", 40, run("run-4", mixed))))
    assert "frees 60" in told
    assert "more go out with a defect" in told
    assert "of worse quality" in told


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (case(said=None), "Nobody has typed what the case is to reckon with."),
        (case(), "No piece of work was named."),
        (case(work("Onboarding", 6, NO_RUN)), "not measured: no run was named"),
        (case(CLAIMS, group=None, why_no_group=HIDDEN), "There are no figures of the team: not shown: too few people"),
        (case(CLAIMS, group=group(is_simulated=True)), "The people of the team are simulated."),
        (case(CLAIMS, is_make_believe=True), "The people of the team are simulated."),
        (case(work("Tenders", 2, weak("r", "embedded"))), "the run is no evidence about AI: Embedded model"),
        (case(work("Tenders", 2, run("r", is_resolved=False))), "the run has not resolved the difference in quality"),
    ],
)
def test_without_grounds_there_is_no_figure_and_it_says_why_and_what_it_takes(made: Case, why: str) -> None:
    told = said(made)
    assert "No figure is given" in told
    assert why in told
    assert "What it would take" in told
    assert "hours of people a year" not in told
    assert "A gain of" not in told


def test_without_figures_of_the_team_it_still_says_what_is_wrong_with_the_runs() -> None:
    told = said(case(CLAIMS, work("Tenders", 2, weak("r", "embedded")), group=None, why_no_group=HIDDEN))
    assert "There are no figures of the team" in told
    assert "Tenders: the run is no evidence about AI" in told
    assert "Expense claims: " not in told.split("Where the team stands")[0]


def test_a_team_that_is_up_there_already_has_nothing_to_gain() -> None:
    up = replace(group(), levels=(LevelShare("Building", Level.ORCHESTRATION, Amount(1, 0.9, 1)),))
    assert "nobody of the team works below what the case is about" in said(case(CLAIMS, group=up))


def test_hours_that_cannot_be_told_from_none_make_no_headline() -> None:
    few = replace(group(), levels=(LevelShare("Asking", Level.PROMPTING, Amount(0.05, 0, 0.2)),))
    told = said(case(CLAIMS, group=few))
    assert "No figure is given" in told
    assert "cannot be told from none" in told


def test_a_case_that_is_refused_shows_no_year_of_any_step() -> None:
    told = said(case(CLAIMS, group=group(is_simulated=True)))
    assert "not in the sum" in told
    assert "48 (28 to 68)" not in told


def test_what_is_not_counted_is_named_beside_the_sum() -> None:
    told = said(case(CLAIMS, work("Onboarding", 6, NO_RUN)))
    assert "1 of 2 pieces of work left out" in told
    assert "tends to be too large" in told
    assert "Onboarding: a benchmark run of a task like it, with a real model" in told


def test_a_run_without_a_design_at_a_level_says_so() -> None:
    one = run(
        "r", steps={Level.PROMPTING: step(GAIN), Level.CONTEXT: replace(step({}), why_not="no design at context")}
    )
    assert "Context engineering: no design at context." in said(case(work("Expense claims", 40, one)))


def test_every_typed_number_stands_with_who_typed_it_and_when() -> None:
    [section] = [one for one in build(case(CLAIMS)).sections if one.id == "assumed"]
    typed = section.blocks[0]
    assert isinstance(typed, Table)
    assert {(row.cells[3].text, row.cells[4].day) for row in typed.rows} == {("Sam Owner", dt.date(2026, 11, 20))}
    assert [row.cells[1].value for row in typed.rows] == [None, None, 50, 30, 0.8, 40, None]


def test_the_list_has_the_hours_of_each_team_or_none() -> None:
    cases = [case(CLAIMS), case(CLAIMS, id="b", team="Sales", group=None, why_no_group=HIDDEN)]
    told = " ".join(text.render(Page("index", build_list(cases, lambda one: one.id))).split())
    assert "Finance orchestration 60 (35 to 85)" in told
    assert "no figure is given" in told
