"""The machine clocks, on examples worked by hand and against counting on a grid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.api.clocks.reading import clocks_of, union_s
from harness.api.happened.pieces import Kind, Piece

Stretches = list[tuple[int, int]]
GRID = 40


def piece(start_s: float, end_s: float, kind: Kind = "call") -> Piece:
    return Piece("call 1", kind, "a", "model call", start_s, end_s)


def stretches() -> st.SearchStrategy[Stretches]:
    ends = st.integers(0, GRID)
    return st.lists(st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair))), max_size=12)


def test_two_that_overlap_by_one_second_are_three_seconds_and_four_added_up() -> None:
    """0 to 2 and 1 to 3: covered 0 to 3."""
    clocks = clocks_of([piece(0, 2), piece(1, 3)], 5, 1)
    assert (clocks.wall_s, clocks.active_s, clocks.summed_s, clocks.waited_s) == (5, 3, 4, 1)
    assert clocks.parallelism == pytest.approx(4 / 3)


def test_five_at_once_are_five_at_a_time() -> None:
    clocks = clocks_of([piece(0, 2)] * 5, 2, 0)
    assert (clocks.active_s, clocks.summed_s, clocks.parallelism) == (2, 10, 5)


def test_one_after_the_other_is_one_at_a_time() -> None:
    assert clocks_of([piece(0, 1), piece(1, 2), piece(3, 4)], 4, 0).parallelism == 1


def test_an_attempt_that_came_to_nothing_is_no_work() -> None:
    clocks = clocks_of([piece(0, 2, "failed"), piece(2, 3)], 3, 2)
    assert (clocks.active_s, clocks.summed_s) == (1, 1)


def test_a_delay_that_somebody_put_in_is_no_work() -> None:
    clocks = clocks_of([piece(0, 2, "delay"), piece(2, 3)], 3, 0)
    assert (clocks.active_s, clocks.summed_s) == (1, 1)


def test_where_nobody_was_at_work_parallelism_is_not_known() -> None:
    assert clocks_of([], 3, 0).parallelism is None


@given(stretches())
def test_the_union_is_the_number_of_seconds_in_which_any_is_under_way(found: Stretches) -> None:
    covered = {second for start, end in found for second in range(start, end)}
    assert union_s(found) == len(covered)


@given(stretches())
def test_there_are_never_fewer_than_one_nor_more_than_all_at_a_time(found: Stretches) -> None:
    clocks = clocks_of([piece(*ends) for ends in found], GRID, 0)
    if clocks.parallelism is not None:
        assert 1 <= clocks.parallelism <= len(found)
