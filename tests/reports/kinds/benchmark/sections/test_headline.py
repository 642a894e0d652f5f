from dataclasses import replace

import pytest

from harness.api.figures import TimesAsMuch
from harness.api.rows import Comparison, RunView, Verdict
from harness.plan.level import Level
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention
from reports.kinds.benchmark.sections.headline import headline


def view(*, first: Level, second: Level, verdict: Verdict, difference: float, cases: int = 12) -> RunView:
    """Return a run with one comparison."""
    none = TimesAsMuch(None, None, None, 0, cases)
    pair = Comparison(
        first=f"{first}/design",
        second=f"{second}/design",
        cases=cases,
        left_out=0,
        difference=difference,
        low=difference - 0.1,
        high=difference + 0.1,
        p=0.01,
        p_holm=0.03,
        p_exact=True,
        verdict=verdict,
        why="",
        cost=none,
        tokens=none,
        time=none,
    )
    return replace(run(Invention(12)), comparisons=(pair,))


def test_too_few_cases_are_named_with_the_number_needed() -> None:
    said = headline(run(Invention(2))).sentences
    assert said == ("Not resolved: 2 cases cannot separate these levels; at least 7 are needed.",)


@pytest.mark.parametrize(
    ("first", "second", "verdict", "difference"),
    [
        (Level.ORCHESTRATION, Level.PROMPTING, "worse", -0.2),
        (Level.PROMPTING, Level.ORCHESTRATION, "better", 0.2),
    ],
)
def test_a_higher_level_that_loses_is_said_to_lose(
    first: Level, second: Level, verdict: Verdict, difference: float
) -> None:
    said = headline(view(first=first, second=second, verdict=verdict, difference=difference)).sentences
    assert said == ("Orchestration scored lower than prompting, by 0.20 (0.10 to 0.30) on a scale of 0 to 1.",)


@pytest.mark.parametrize(
    ("first", "second", "verdict", "difference"),
    [
        (Level.ORCHESTRATION, Level.PROMPTING, "better", 0.2),
        (Level.PROMPTING, Level.ORCHESTRATION, "worse", -0.2),
    ],
)
def test_a_higher_level_that_wins_is_said_to_win(
    first: Level, second: Level, verdict: Verdict, difference: float
) -> None:
    said = headline(view(first=first, second=second, verdict=verdict, difference=difference)).sentences
    assert said == ("Orchestration scored higher than prompting, by 0.20 (0.10 to 0.30) on a scale of 0 to 1.",)


def test_a_difference_that_may_be_chance_is_not_resolved() -> None:
    said = headline(
        view(first=Level.CONTEXT, second=Level.PROMPTING, verdict="not resolved", difference=0.05)
    ).sentences
    assert said == (
        "Not resolved: context engineering and prompting; their difference, +0.05 (-0.05 to +0.15), may be chance.",
    )


def test_one_level_alone_is_compared_with_nothing() -> None:
    said = headline(run(Invention(3, levels=(Level.PROMPTING,)))).sentences
    assert said == ("Only one way of using AI was run, so there is nothing to compare it with.",)


def test_a_run_without_trials_has_measured_nothing() -> None:
    assert headline(run(Invention(0))).sentences == ("Nothing has been measured yet: 0 of 6 trials have ended.",)


def test_a_run_of_failures_alone_has_measured_nothing() -> None:
    said = headline(run(Invention(2, broken=10))).sentences
    assert said == ("Nothing has been measured yet: 10 of 10 trials have ended, all left out.",)
