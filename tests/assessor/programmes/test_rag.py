"""Who is behind, by the stated formula."""

import datetime as dt
from dataclasses import replace

import pytest

from assessor.programmes.course import Course, Pause, Rebase
from assessor.programmes.rag import Override, Progress, Rules, formula, judge

D = dt.date
COURSE = Course(D(2026, 1, 1), D(2027, 1, 1))
HALF = D(2026, 5, 27)
"""40 % of the time."""


def at(percent: float, on: dt.date = HALF) -> Progress:
    return Progress(percent, on, "the learner's own system")


@pytest.mark.parametrize(
    ("percent", "word", "colour"),
    [
        (30, "behind", "red"),
        (30.1, "a little behind", "amber"),
        (35, "a little behind", "amber"),
        (35.1, "on track", "green"),
        (40, "on track", "green"),
        (49.9, "on track", "green"),
        (50, "ahead", "green"),
    ],
)
def test_ten_points_behind_is_red_and_ten_before_is_ahead(percent: float, word: str, colour: str) -> None:
    found = judge(COURSE, at(percent), HALF, Rules())
    assert (found.word, found.colour) == (word, colour)
    assert found.points == pytest.approx(percent - 40)


def test_the_points_are_a_setting_and_the_formula_says_them() -> None:
    rules = Rules(tolerance_points=20)
    assert judge(COURSE, at(29), HALF, rules).word == "a little behind"
    assert "20 points or more behind" in formula(rules)
    assert "25 % of the time" in formula(rules)


def test_a_figure_is_held_against_its_own_day() -> None:
    # 38 % on 27 May was on track; by August 60 % of the time has passed, and the figure is as old as it is.
    found = judge(COURSE, at(38), D(2026, 8, 8), Rules())
    assert found.word == "on track"
    assert found.elapsed_percent == pytest.approx(40)


def test_new_starters_are_not_judged() -> None:
    day = D(2026, 3, 15)  # 20 %
    assert judge(COURSE, at(0, day), day, Rules()).word == "new starter"
    assert judge(COURSE, at(0, day), day, Rules(new_starter_percent=20)).word == "behind"


def test_a_change_makes_nobody_a_new_starter_again() -> None:
    moved = replace(COURSE, rebases=[Rebase(HALF, progress_percent=10)])
    assert judge(moved, at(10), HALF, Rules()).word == "on track"


def test_before_the_first_day_in_a_break_and_without_a_figure_there_is_no_colour() -> None:
    paused = replace(COURSE, pauses=[Pause(HALF, None)])
    for course, day, word in (
        (COURSE, D(2025, 12, 31), "not started"),
        (paused, D(2026, 9, 1), "on a break"),
        (COURSE, HALF, "not known"),
    ):
        found = judge(course, None, day, Rules())
        assert (found.word, found.shown, found.points) == (word, None, None)


def test_a_trainers_own_judgement_counts_and_the_formula_stays_beside_it() -> None:
    found = judge(COURSE, at(45), HALF, Rules(), Override("red", "has missed three sessions", HALF))
    assert (found.shown, found.colour, found.word) == ("red", "green", "on track")
