"""Who has earned a badge: at least 90 % for the level or above, issued after gates, at a stage that allows it."""

import datetime as dt
from typing import Any

import pytest

from assessor.badges.earning import Earned, NotYet, of_result
from assessor.badges.wording import words_of
from assessor.framework import read_framework
from assessor.models.measurement.result import Result

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
BADGE_TEXT = "not a regulated qualification"


def result(chances: list[float], issued: int | None, **changes: Any) -> Result:  # noqa: ANN401 - any column
    row: dict[str, Any] = {
        "number": 1,
        "organisation_id": "ours",
        "sitting_id": "s",
        "scored": [],
        "calibration": "author@1#1",
        "cut_set": "author@1#2",
        "framework": "toprung@1",
        "evidence": [],
        "made_with": "d",
        "stage": "calibrated",
        "theta": 0.5,
        "se": 0.3,
        "low": 0.0,
        "high": 1.0,
        "level_probabilities": chances,
        "level": None,
        "level_issued": issued,
        "said": "",
        "missing": [],
        "areas": [],
        "flags": [],
        "reason": "precise",
        "conditions": ["calibrated", "live items", "open bank", "answers in words, marked by a person"],
        "at": NOON,
    }
    return Result(**(row | changes))


def outcome(chances: list[float], issued: int | None, **changes: Any) -> str:  # noqa: ANN401 - any column
    """Return the level that a result is good for, or why it is for none."""
    is_make_believe = bool(changes.pop("is_make_believe", False))
    found = of_result(result(chances, issued, **changes), read_framework(), is_make_believe=is_make_believe)
    return found.level.name if isinstance(found, Earned) else found.why


@pytest.mark.parametrize(
    ("chances", "issued", "level"),
    [
        ([0.0, 0.05, 0.85, 0.1, 0.0], 3, "AI Applier"),  # 0.85 + 0.1 = 0.95
        ([0.02, 0.08, 0.6, 0.2, 0.1], 3, "AI Applier"),  # exactly 0.9
        ([0.02, 0.09, 0.59, 0.2, 0.1], 3, "AI User"),  # 0.89 for the issued one, 0.98 for the one below
        ([0.0, 0.0, 0.01, 0.04, 0.95], 3, "AI Applier"),  # the gates held the level back
        ([0.0, 0.0, 0.01, 0.04, 0.95], 5, "AI Strategist"),
    ],
)
def test_the_highest_level_that_is_issued_and_likely_at_90_percent_is_earned(
    chances: list[float], issued: int, level: str
) -> None:
    assert outcome(chances, issued) == level


def test_below_90_percent_nothing_is_earned_and_the_sentence_says_how_far_it_is() -> None:
    said = "Your newest result makes AI User or above likely at 84%. A badge needs 90%."
    assert outcome([0.16, 0.5, 0.3, 0.03, 0.01], 2) == said


def test_the_lowest_level_earns_nothing() -> None:
    assert "A badge needs 90%, and that the level is issued." in outcome([0.99, 0.01, 0.0, 0.0, 0.0], 1)
    assert outcome([0.2] * 5, None) == "Your newest result says no level."


@pytest.mark.parametrize("stage", ["simulated", "author-judged", "piloted"])
def test_a_stage_that_allows_no_badge_earns_none(stage: str) -> None:
    said = outcome([0.0, 0.0, 1.0, 0.0, 0.0], 3, stage=stage)
    assert f"figures that are {stage}. A badge needs them to be calibrated" in said


def test_a_make_believe_badge_says_in_its_name_and_text_that_it_is_simulated() -> None:
    made_up = result([0.0, 0.0, 1.0, 0.0, 0.0], 3, stage="simulated")
    earned = of_result(made_up, read_framework(), is_make_believe=True)
    assert not isinstance(earned, NotYet)
    words = words_of(earned)
    assert words.name == "Simulated: AI Applier or above"
    assert words.about.startswith("Simulated: ")
    assert "Evidence stage: simulated, that is, made by a program" in words.rests_on


def test_a_badge_says_the_name_and_never_the_number_of_a_level_nor_an_adjustment() -> None:
    earned = of_result(result([0.0, 0.0, 0.0, 1.0, 0.0], 4), read_framework(), is_make_believe=False)
    assert not isinstance(earned, NotYet)
    words = words_of(earned)
    whole = f"{words.name} {words.about} {words.criteria} {words.rests_on}"
    assert words.name == "AI Builder or above"
    assert "level 4" not in whole.lower()
    assert BADGE_TEXT in words.about
    assert "AI Builder needs a passed practical task" in words.criteria
    assert "How it was taken: live items; open bank." in words.rests_on
    assert "in words" not in words.rests_on
