"""How well a design chose what a person decides: by hand, and by the closed forms of both intervals."""

from dataclasses import replace

import pytest

from harness.api.reviewing.escalations import Counted, exceptions_of, minutes_per_true, pooled
from harness.api.reviewing.rows import Minutes
from harness.api.reviewing.side import open_person_side, person_side
from harness.api.rows import TrialRow
from harness.plan.benchmark import Plan
from harness.store.ledger import open_ledger
from tasks_bank.catalog import find_task
from tasks_bank.grade import HandedOver
from tests.harness.api.reviewing.people import handed, review
from tests.harness.benching import Bench

ESTIMATE = Minutes(1.5, None, None, "assumed", "the author")


def test_shares_are_counted_as_they_are_defined() -> None:
    trials = [handed(1, 4, 2, 2), handed(2, 2, 3, 1, kept=5, wrong=1)]
    found = exceptions_of("arm", trials, 0, None)
    assert (found.due, found.stated, found.rightly) == (6, 5, 3)
    assert found.precision.value == pytest.approx(3 / 5)
    assert found.recall.value == pytest.approx((2 / 4 + 1 / 2) / 2)
    assert found.coverage.value == pytest.approx((8 / 10 + 5 / 10) / 2)
    assert found.error_rest.value == pytest.approx((2 / 8 + 1 / 5) / 2)


def test_precision_has_wilsons_interval() -> None:
    """3 of 5, by the closed form with z = 1.959964: centre 0.5783, half 0.3476."""
    found = pooled(3, 5)
    assert [found.low, found.high] == pytest.approx([0.2307, 0.8824], abs=1e-4)


def test_recall_has_students_interval_over_cases_from_four_on() -> None:
    """Recalls 0, 0.5, 0.5 and 1: mean 0.5, s 0.4082, t(3) 3.1824, so 0.5 ± 0.6496, cut off at 0 and 1."""
    trials = [handed(seed, 2, 2, rightly) for seed, rightly in enumerate((0, 1, 1, 2))]
    few, enough = exceptions_of("arm", trials[:3], 0, None).recall, exceptions_of("arm", trials, 0, None).recall
    assert (few.low, few.high, few.over) == (None, None, 3)
    assert (enough.low, enough.high, enough.over) == (0, 1, 4)


def test_repeats_of_a_case_are_averaged_first() -> None:
    trials = [handed(1, 2, 2, 2), handed(1, 2, 2, 0), handed(2, 2, 2, 2)]
    assert exceptions_of("arm", trials, 0, None).recall.value == pytest.approx((0.5 + 1) / 2)


def test_a_case_in_which_nothing_was_due_has_no_recall() -> None:
    found = exceptions_of("arm", [handed(1, 0, 2, 0), handed(2, 1, 1, 1)], 0, None)
    assert (found.recall.value, found.recall.over) == (1, 1)


def test_an_answer_that_could_not_be_read_lowers_recall_and_settles_nothing() -> None:
    lost = Counted(2, HandedOver(2, 0, 0, 0, 0, 0), is_readable=False)
    found = exceptions_of("arm", [handed(1, 2, 2, 2), lost], 0, None)
    assert found.recall.value == pytest.approx(0.5)
    assert (found.unreadable, found.coverage.over) == (1, 1)


def test_minutes_for_a_true_exception_hold_those_spent_in_vain() -> None:
    """Three decisions of a minute on one true item: three minutes for it."""
    reviews = [review(60), review(60, warranted=False), review(60, warranted=False)]
    found = minutes_per_true(reviews, {"t1": 1}, [handed(1, 1, 3, 1)], ESTIMATE)
    assert found is not None
    assert found.value == pytest.approx(3)
    assert found.mark == "measured"


def test_without_reviews_they_are_the_estimate_over_the_precision() -> None:
    found = minutes_per_true([], {"t1": 1}, [handed(1, 1, 4, 1)], ESTIMATE)
    assert found is not None
    assert found.value == pytest.approx(6)
    assert found.mark == "assumed"
    assert minutes_per_true([], {}, [handed(1, 1, 4, 0)], ESTIMATE) is None


def test_a_run_is_scored_from_its_marks(ten: Bench) -> None:
    """The scripted team hands over every line above 40 and no other: two in each of five cases."""
    side = open_person_side(ten.ledger, "latest")
    team = side.exceptions[0]
    assert (team.due, team.stated, team.rightly, team.cases) == (10, 10, 10, 5)
    assert (team.precision.value, team.recall.value) == (1, 1)
    assert team.coverage.value == pytest.approx(5 / 7, abs=0.1)


def test_trials_that_were_marked_before_are_counted_as_such(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger:
        plan = Plan.from_json(ledger.run("latest").plan)
        task = find_task(plan.task)
        rows = [made(line.id, line.arm, line.seed) for line in ledger.trial_lines(plan.id)]
        for grade in ledger.grades(plan.id):
            bare = [{key: each[key] for key in each if key != "handed_over"} for each in grade.grade["checks"]]
            ledger.add_grade(replace(grade, grade={**grade.grade, "checks": bare})).result()
        before = person_side(ledger, plan, task, rows)
    assert [(each.trials, each.uncounted) for each in before.exceptions] == [(0, 5), (0, 5)]
    assert ten("regrade", "latest").code == 0
    assert [each.uncounted for each in open_person_side(ten.ledger, "latest").exceptions] == [0, 0]


def test_what_was_due_to_an_unreadable_answer_is_dealt_again(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger:
        plan = Plan.from_json(ledger.run("latest").plan)
        arm, task = plan.arms[0].id, find_task(plan.task)
        lost = [replace(made("t0", arm, seed), status="unreadable", score=0.0) for seed in plan.seeds]
        side = person_side(ledger, plan, task, lost)
        other = person_side(ledger, replace(plan, task_version=99), task, lost)
    assert (side.exceptions[0].due, side.exceptions[0].unreadable) == (10, 5)
    assert (other.exceptions[0].due, other.exceptions[0].uncounted) == (0, 5)


def made(trial_id: str, arm: str, seed: int) -> TrialRow:
    from harness.plan.level import Level  # noqa: PLC0415 - one word of it

    return TrialRow(trial_id, arm, Level.CONTEXT, seed, 1, 1, "done", "", "marked", 0.5, (), 1, 0, 1, 1, 1, 0, 0)
