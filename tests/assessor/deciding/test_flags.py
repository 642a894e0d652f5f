"""What a person is asked to look at."""

from dataclasses import replace

import pytest

from assessor.deciding.flags import Given, flags
from assessor.framework import AreaKey
from assessor.scoring.ability.effort import surface_thresholds
from assessor.scoring.pool import ItemParameters

WATCHED: dict[AreaKey, str] = {"responsible": "Responsible use"}


def given(category: int = 1, **changes: float | bool | None) -> list[Given]:
    """Twelve answers from easy to hard, the first half in one category and the second in the other."""
    answers = [
        Given(
            ItemParameters(str(place), 1.5, (-3 + place / 2,)),
            "checking",
            category if place < 6 else 1 - category,
            20,
            300,
            unknown=False,
        )
        for place in range(12)
    ]
    return [replace(one, **changes) for one in answers]  # type: ignore[arg-type]


def test_a_plain_sitting_has_no_flag() -> None:
    assert flags(given(), -0.2, WATCHED, judged=False) == ()


def test_hard_ones_right_and_easy_ones_wrong_are_flagged() -> None:
    (flag,) = flags(given(0), -0.2, WATCHED, judged=False)
    assert flag.flag == "person_fit"
    assert flag.value < flag.limit == -1.645


def test_answers_faster_than_reading_are_flagged() -> None:
    (flag,) = flags(given(seconds=4.9), -0.2, WATCHED, judged=False)
    assert (flag.flag, flag.value) == ("effort", 0)


def test_many_unknown_are_flagged() -> None:
    (flag,) = flags(given(unknown=True), -0.2, WATCHED, judged=False)
    assert (flag.flag, flag.value) == ("do_not_know", 1)


def test_items_that_are_gone_have_no_time_to_judge_by() -> None:
    assert flags(given(seconds=0.1, characters=None), -0.2, WATCHED, judged=False) == ()


def test_an_area_with_a_floor_that_is_far_behind_is_flagged_by_its_own_answers() -> None:
    """By hand: four items of difficulty theta, none right of two expected; the residual is -2 / sqrt(4 * .25) = -2."""
    level = ItemParameters("x", 1.0, (-0.2,))
    rest = given()
    wrong = [Given(replace(level, name=f"r{number}"), "responsible", 0, 20, 300, unknown=False) for number in range(4)]
    (flag,) = flags([*rest, *wrong], -0.2, WATCHED, judged=False)
    assert flag.flag == "area_behind"
    assert flag.value == pytest.approx(-2)
    assert "answers on responsible use are further behind than chance explains: 0 of 4 marks, where 2.0" in flag.says
    assert flags([*rest, *wrong[:2]], -0.2, WATCHED, judged=False) == ()
    assert flags([*rest, *wrong], -0.2, {}, judged=False) == ()


def test_few_answers_are_not_flagged() -> None:
    assert flags(given(0, unknown=True, seconds=0.1)[:9], -0.2, WATCHED, judged=False) == ()


def test_thresholds_are_those_of_wise_and_kong() -> None:
    # Wise and Kong 2005: 3 s below 200 characters, 10 s above 1,000, 5 s between.
    assert surface_thresholds([199, 200, 1000, 1001]).tolist() == pytest.approx([3, 5, 5, 10])


def test_where_difficulties_are_judged_fit_is_not_looked_at() -> None:
    assert [flag.flag for flag in flags(given(0), -0.2, WATCHED, judged=False)] == ["person_fit"]
    assert flags(given(0), -0.2, WATCHED, judged=True) == ()
