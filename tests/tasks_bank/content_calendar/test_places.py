"""The search for places, against counts that can be worked out by hand, and the dials at their ends."""

from collections.abc import Mapping
from functools import partial
from itertools import permutations, product

import pytest

from tasks_bank.task import Task
from tasks_bank.tasks.content_calendar.scheduling import matched, within
from tasks_bank.tasks.content_calendar.spelling import holds, plain

ENDS = [
    "posts=14,keywords=8,planted=16,decoys=8,rivals=3",
    "posts=14,keywords=60,planted=0,decoys=0,rivals=7",
    "posts=3,keywords=8,planted=16,decoys=8,rivals=3,noise=1,disagree=1",
    "posts=3,keywords=60,planted=0,decoys=0,rivals=3,noise=0,disagree=0",
]


@pytest.mark.parametrize("dials", ENDS)
@pytest.mark.parametrize("seed", [2, 11])
def test_dials_at_their_ends_can_be_dealt_and_done(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(dials))
    right = next(each for each in task.exemplars(case) if each.kind == "right")
    assert len(case.truth.tables["topics"]) == case.dials["posts"]
    assert task.grade(case, right.answer).score == pytest.approx(1)


def test_a_matching_is_found_whenever_trying_all_orders_finds_one() -> None:
    for allowed in product((True, False), repeat=9):
        fits = {(thing, place): allowed[3 * thing + place] for thing in range(3) for place in range(3)}
        found = matched(3, (0, 1, 2), partial(_fits, fits))
        exists = any(all(fits[pair] for pair in enumerate(order)) for order in permutations(range(3)))
        assert (found is not None) == exists
        if found is not None:
            assert len(set(found)) == 3
            assert all(fits[pair] for pair in enumerate(found))


def _fits(fits: Mapping[tuple[int, int], bool], thing: int, place: int) -> bool:
    return fits[thing, place]


def test_more_things_than_places_have_no_matching() -> None:
    assert matched(3, ("a", "b"), lambda _thing, _place: True) is None


def test_names_beyond_their_limit_are_those_that_come_last() -> None:
    assert list(within({"a": 2}, ["a", "b", "a", "a"])) == [True, False, True, False]


@pytest.mark.parametrize("text", ["Boiler-Service COSTS", "boiler services cost", "the boiler service cost, explained"])
def test_capitals_hyphens_and_a_plural_s_make_no_difference(text: str) -> None:
    assert holds(text, "boiler service costs")


@pytest.mark.parametrize("text", ["boiler costs service", "boiler service", "boilerservice costs", "gas"])
def test_other_words_are_another_keyword(text: str) -> None:
    assert not holds(text, "boiler service costs")


def test_a_double_s_is_no_plural() -> None:
    assert plain("access") == " access "
