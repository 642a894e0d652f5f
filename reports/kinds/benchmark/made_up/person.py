"""A made-up person's side of a run for the samples: nobody reviewed anything, every number is invented."""

import statistics
from collections.abc import Sequence

from harness.api.reviewing.rows import (
    ArmAttention,
    ArmExceptions,
    CaseAttention,
    ClassCatch,
    Faster,
    Minutes,
    PersonSide,
    Rate,
    Reviewed,
    TermRow,
)
from harness.api.rows import Arm
from harness.plan.level import Level

_TERMS = (
    TermRow("row_min", "v", "looking at one row", 1.5, "min a row", "assumed", "made up"),
    TermRow("acceptable", "p", "share of answers that will do", 0.4, "0 to 1", "measured", "made up"),
)


def person(table: Sequence[Arm], *, reviewed: bool) -> PersonSide:
    """Make up what people decided about the rows of the main table."""
    exceptions = tuple(_exceptions(arm) for arm in table if arm.trials)
    attention = tuple(_attention(arm) for arm in table if arm.kind == "design" and arm.trials)
    return PersonSide(exceptions, _reviewed(by_people=reviewed), attention, None, {})


def _rate(value: float, over: int) -> Rate:
    few = over < 4  # noqa: PLR2004 - as for any interval
    return Rate(value, None if few else value / 2, None if few else (1 + value) / 2, over)


def _exceptions(arm: Arm) -> ArmExceptions:
    minutes = Minutes(2.5, 1.9, 3.4, "measured", "made up") if arm.kind == "design" else None
    return ArmExceptions(
        arm=arm.id,
        cases=arm.cases,
        trials=arm.trials,
        unreadable=1,
        uncounted=0,
        due=3 * arm.trials,
        stated=2 * arm.trials,
        rightly=arm.trials,
        precision=_rate(0.5, 2 * arm.trials),
        recall=_rate(0.33, arm.cases),
        coverage=_rate(0.8, arm.cases),
        error_rest=Rate(None, None, None, 0),
        minutes_per_true=minutes,
    )


def _reviewed(*, by_people: bool) -> Reviewed:
    catches = (
        ClassCatch("digits swapped", 6, 4, _rate(0.67, 6), 0.4, 0.2, 1.1, 0.92),
        ClassCatch("all", 9, 4, _rate(0.44, 9), None, None, None, None),
    )
    return Reviewed(
        by="people" if by_people else "a program",
        reviewers=2,
        decided=14,
        needless=5,
        minutes=61.5,
        cut=1,
        pieces=18,
        of_truth=4,
        rows_shown=240,
        row_min=0.2,
        false_alarms=2,
        untouched=9,
        catches=catches,
        programs_left_out=3 if by_people else 0,
    )


def _attention(arm: Arm) -> ArmAttention:
    few = arm.cases < 4  # noqa: PLR2004 - the same
    cases = tuple(_case(arm, seed) for seed in range(1, arm.cases + 1))
    minutes = statistics.fmean(case.minutes for case in cases)
    defects = statistics.fmean(case.defects_per_100 for case in cases)
    times = 95 / minutes
    return ArmAttention(
        arm=arm.id,
        cases=arm.cases,
        accept=0.95,
        minutes=minutes,
        low=None if few else minutes - 14,
        high=None if few else minutes + 15,
        review_min=30.5,
        faster=Faster(
            *(times, None, None, defects, None, None)
            if few
            else (times, times - 0.2, times + 0.2, defects, defects - 9, defects + 10)
        ),
        break_even=0.31 if arm.level.may_have_tools else None,
        people_cost=None,
        machine_nano_usd=arm.cost_nano_usd,
        terms=_TERMS,
        by_case=cases,
    )


def _case(arm: Arm, seed: int) -> CaseAttention:
    """Make up a case: the higher a design stands, the less it takes a person, and the more it lets out."""
    up = list(Level).index(arm.level)
    return CaseAttention(seed, 100 - 15 * up + seed % 3, 20 + up * (seed % 2))
