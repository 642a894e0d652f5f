"""Where each term of a job's minutes comes from."""

import pytest

from harness.api.reviewing.attending import Known, Wanted, attention_to
from harness.api.reviewing.reviews import reviewed
from harness.api.reviewing.rows import ArmAttention, TermRow, Wage
from harness.api.rows import TrialRow
from harness.errors import BadPlan
from harness.store.records import ReviewRecord
from tasks_bank.spec import HumanMinutes
from tests.harness.api.making import entry
from tests.harness.api.reviewing.people import handed, piece, review

MINUTES = HumanMinutes(unaided=100, per_item_review=2, source="an estimate")
HALF_GOOD: list[TrialRow] = [entry(seed, 1.0 if seed % 2 else 0.5).trial for seed in range(8)]
LOOKED: list[ReviewRecord] = [piece(60, 10, "row dropped", found=place < 4) for place in range(8)]
UNTOUCHED: list[ReviewRecord] = [piece(60, 10, decision="fault" if place == 0 else "clean") for place in range(5)]


def worked_out(reviews: list[ReviewRecord] | None = None, wanted: Wanted | None = None) -> ArmAttention:
    known = Known(MINUTES, "small", reviews or [], dict.fromkeys(range(8), 10))
    figures = [handed(seed, 1, 2, 1) for seed in range(8)]
    found = attention_to("arm", HALF_GOOD, figures, known, wanted or Wanted())
    assert found is not None
    return found


def term(of: ArmAttention, key: str) -> TermRow:
    return next(each for each in of.terms if each.key == key)


def test_without_reviews_everything_but_the_answers_is_assumed_with_its_source() -> None:
    found = worked_out()
    measured = {each.key for each in found.terms if each.mark == "measured"}
    assert measured == {"acceptable", "rows", "escalations"}
    assert term(found, "caught").value == 0.60
    assert "Panko" in term(found, "caught").source
    assert all(each.source for each in found.terms)


def test_the_minutes_are_those_of_the_formula() -> None:
    """R = 10 x 2 + 2 x 2 = 24; T = 24 + 0.5 x 0.6 x 100 + 0.5 x 0.4 x 100 = 74; 20 defects in 100."""
    found = worked_out()
    assert found.review_min == pytest.approx(24)
    assert found.minutes == pytest.approx(74)
    assert found.faster.defects_per_100 == pytest.approx(20)
    assert found.faster.times == pytest.approx(100 / 74)


def test_seeded_reviews_bring_the_minutes_a_row_the_catch_rate_and_false_alarms() -> None:
    """Every row took 0.1 minutes; 4 of 8 found in 0.8 minutes in all, so tau is 0.2 and s 1 - exp(-0.5)."""
    found = worked_out(LOOKED + UNTOUCHED)
    assert term(found, "row_min").value == pytest.approx(0.1)
    assert term(found, "tau_min").value == pytest.approx(0.2)
    assert term(found, "false_alarm").value == pytest.approx(1 / 5)
    assert found.faster.defects_per_100 == pytest.approx(50 * 0.60653066)


def test_too_few_planted_defects_leave_the_catch_rate_assumed() -> None:
    found = worked_out(LOOKED[:4])
    assert term(found, "caught").mark == "assumed"
    assert "tau_min" not in {each.key for each in found.terms}


def test_a_programs_seconds_are_no_persons_minutes() -> None:
    by_program = [piece(60, 10, "row dropped", found=True, program=True) for _ in range(9)]
    assert worked_out([*by_program, review(5, program=True)]) == worked_out()


def test_what_people_decided_brings_the_minutes_for_one_item() -> None:
    found = worked_out([review(60), review(120), review(60, program=True)])
    assert term(found, "escalation_min").value == pytest.approx(1.5)


def test_what_is_entered_comes_before_what_is_measured() -> None:
    found = worked_out(LOOKED, Wanted(entered={"caught": 0.9, "setup_min": 240, "jobs": 60}))
    assert (term(found, "caught").value, term(found, "caught").mark) == (0.9, "entered")
    assert "tau_min" not in {each.key for each in found.terms}
    assert found.minutes == pytest.approx(4 + 10 * 0.1 + 2 * 2 + 0.5 * 100)


def test_who_looks_at_no_row_catches_nothing() -> None:
    found = worked_out(LOOKED, Wanted(entered={"rows": 0}))
    assert found.faster.defects_per_100 == pytest.approx(50)


def test_rework_and_misses_cost_as_much_as_the_job_until_they_are_entered() -> None:
    found = worked_out(wanted=Wanted(entered={"unaided_min": 40}))
    assert (term(found, "rework_min").value, term(found, "missed_min").value) == (40, 40)


def test_the_interval_holds_the_value_and_there_is_none_below_four_cases() -> None:
    found = worked_out()
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.minutes <= found.high
    known = Known(MINUTES, "small", [], {})
    few = attention_to("arm", HALF_GOOD[:3], [], known, Wanted())
    assert few is not None
    assert (few.low, few.faster.low) == (None, None)
    all_good = attention_to("arm", [entry(seed, 1.0).trial for seed in range(5)], [], known, Wanted())
    assert all_good is not None
    assert all_good.faster.defects_low == 0


def test_an_arm_without_a_mark_has_no_minutes() -> None:
    lost = [entry(1, None, outcome="infrastructure").trial]
    assert attention_to("arm", lost, [], Known(MINUTES, "small", []), Wanted()) is None


def test_the_wage_makes_minutes_money() -> None:
    found = worked_out(wanted=Wanted(wage=Wage(30, "GBP")))
    assert found.people_cost == pytest.approx(37)
    assert worked_out().people_cost is None


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(accept=0), "--accept is 0"),
        (Wanted(entered={"speed": 2}), "the formula has no 'speed'; it has setup_min"),
        (Wanted(entered={"caught": 1.5}), "caught is 1.5; it goes from 0 to 1"),
        (Wanted(entered={"jobs": 0.5}), "jobs is 0.5; it is at least 1"),
        (Wanted(entered={"rows": -1}), "rows is -1; it is at least 0"),
        (Wanted(wage=Wage(0, "GBP")), "--wage is 0"),
    ],
)
def test_what_makes_no_sense_is_refused(wanted: Wanted, said: str) -> None:
    with pytest.raises(BadPlan, match=said):
        wanted.check()


def test_people_and_programs_are_never_added_up_together() -> None:
    both = reviewed([review(), review(by="bot", program=True), review(decision="needless", by="person-2")])
    assert (both.by, both.reviewers, both.decided, both.needless, both.programs_left_out) == ("people", 2, 2, 1, 1)
    alone = reviewed([review(by="bot", program=True)])
    assert (alone.by, alone.decided, alone.programs_left_out) == ("a program", 1, 0)
    assert reviewed([]).by == "nobody"


def test_what_was_put_off_costs_time_and_decides_nothing() -> None:
    done = reviewed([review(60), review(90, decision="skipped"), piece(30, 5, decision="skipped")])
    assert (done.decided, done.pieces) == (1, 0)
    assert done.minutes == pytest.approx(3)
