"""What a person is asked to look at."""

from dataclasses import replace

import pytest

from assessor.deciding.flags import Given, flags
from assessor.scoring.ability.effort import surface_thresholds
from assessor.scoring.pool import ItemParameters


def given(category: int = 1, **changes: float | bool | None) -> list[Given]:
    """Twelve answers from easy to hard, the first half in one category and the second in the other."""
    answers = [
        Given(
            ItemParameters(str(place), 1.5, (-3 + place / 2,)),
            category if place < 6 else 1 - category,
            20,
            300,
            unknown=False,
        )
        for place in range(12)
    ]
    return [replace(one, **changes) for one in answers]  # type: ignore[arg-type]


def test_a_plain_sitting_has_no_flag() -> None:
    assert flags(given(), -0.2) == ()


def test_hard_ones_right_and_easy_ones_wrong_are_flagged() -> None:
    (flag,) = flags(given(0), -0.2)
    assert flag.flag == "person_fit"
    assert flag.value < flag.limit == -1.645


def test_answers_faster_than_reading_are_flagged() -> None:
    (flag,) = flags(given(seconds=4.9), -0.2)
    assert (flag.flag, flag.value) == ("effort", 0)


def test_many_unknown_are_flagged() -> None:
    (flag,) = flags(given(unknown=True), -0.2)
    assert (flag.flag, flag.value) == ("do_not_know", 1)


def test_items_that_are_gone_have_no_time_to_judge_by() -> None:
    assert flags(given(seconds=0.1, characters=None), -0.2) == ()


def test_few_answers_are_not_flagged() -> None:
    assert flags(given(0, unknown=True, seconds=0.1)[:9], -0.2) == ()


def test_thresholds_are_those_of_wise_and_kong() -> None:
    # Wise and Kong 2005: 3 s below 200 characters, 10 s above 1,000, 5 s between.
    assert surface_thresholds([199, 200, 1000, 1001]).tolist() == pytest.approx([3, 5, 5, 10])
