"""The critical path: worked by hand, and against the longest path through random teams whose times are known."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.api.clocks.path import critical_path
from harness.api.happened.pieces import Kind, Piece
from harness.api.happened.rows import PathStep

Waits = Mapping[str, set[str]]


def piece(agent: str, start_s: float, end_s: float, *, key: str = "", kind: Kind = "call") -> Piece:
    return Piece(key or agent, kind, agent, "model call", start_s, end_s)


def anybody(_later: str, _earlier: str) -> bool:
    return True


def said(path: list[PathStep]) -> list[tuple[str, str, float]]:
    return [(step.kind, step.agent, step.seconds) for step in path]


def test_the_slower_of_two_decides() -> None:
    pieces = [piece("fast", 0, 1), piece("slow", 0, 4), piece("chief", 4, 5)]
    assert said(critical_path(pieces, 5, anybody)) == [("call", "slow", 4), ("call", "chief", 1)]


def test_what_lies_between_is_named_is_nobodys_and_is_not_lost() -> None:
    pieces = [piece("a", 0.5, 2), piece("b", 3, 4)]
    assert said(critical_path(pieces, 4.5, anybody)) == [
        ("before", "", 0.5),
        ("call", "a", 1.5),
        ("between", "", 1),
        ("call", "b", 1),
        ("after", "", 0.5),
    ]


def test_it_goes_back_to_those_that_were_waited_for_and_to_no_others() -> None:
    """At 3 the stranger has just ended, but the reader waits for the writer alone, who ended at 2."""
    pieces = [piece("writer", 0, 2), piece("stranger", 0, 3), piece("reader", 3, 5)]
    path = critical_path(pieces, 5, lambda later, earlier: later == earlier or (later, earlier) == ("reader", "writer"))
    assert said(path) == [("call", "writer", 2), ("between", "", 1), ("call", "reader", 2)]


def test_the_wait_before_a_repeat_is_waiting() -> None:
    pieces = [piece("a", 0, 1, kind="failed"), piece("a", 3, 4)]
    assert said(critical_path(pieces, 4, anybody)) == [("failed", "a", 1), ("waiting", "a", 2), ("call", "a", 1)]


def test_a_repeat_waited_for_its_own_attempt_and_not_for_what_was_answered_meanwhile() -> None:
    """Worked by hand: the other question is answered at 2, the repeat of the first begins at 3."""
    pieces = [
        piece("a", 0, 1, key="call 1", kind="failed"),
        piece("a", 0, 2, key="call 2"),
        Piece("call 3", "call", "a", "model call", 3, 4, again="call 1"),
    ]
    assert said(critical_path(pieces, 4, anybody)) == [("failed", "a", 1), ("waiting", "a", 2), ("call", "a", 1)]


def test_a_delay_that_somebody_put_in_is_a_piece_of_its_own() -> None:
    pieces = [piece("a", 0, 2, kind="delay"), piece("a", 2, 3)]
    assert said(critical_path(pieces, 3, anybody)) == [("delay", "a", 2), ("call", "a", 1)]


def test_a_trial_in_which_nobody_worked_is_one_gap() -> None:
    assert said(critical_path([], 2, anybody)) == [("before", "", 2)]


def test_a_trial_that_took_no_time_has_no_path() -> None:
    assert critical_path([], 0, anybody) == []


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(1, 9)), max_size=12))
def test_steps_follow_one_another_from_the_beginning_to_the_end(drawn: list[tuple[int, int, int]]) -> None:
    pieces = [piece(f"a{agent}", start, min(start + length, 40)) for agent, start, length in drawn]
    path = critical_path(pieces, 40, lambda later, earlier: later >= earlier)
    at_s = 0.0
    for step in path:
        assert step.start_s == at_s
        assert step.seconds > 0
        at_s += step.seconds
    assert at_s == 40


@st.composite
def teams(draw: st.DrawFn) -> tuple[Waits, dict[str, int]]:
    """Draw a team: who waits for whom, and how many seconds each works."""
    names = [f"a{place}" for place in range(draw(st.integers(1, 7)))]
    waits: dict[str, set[str]] = {
        name: draw(st.sets(st.sampled_from(names[:place]))) if place else set() for place, name in enumerate(names)
    }
    return waits, {name: draw(st.integers(1, 9)) for name in names}


@given(teams())
def test_it_is_the_longest_path_through_who_waits_for_whom(team: tuple[Waits, dict[str, int]]) -> None:
    """Second method: the longest path in the graph, by its seconds; each begins when all that it waits for are done."""
    waits, seconds = team
    done: dict[str, int] = {}
    upstream: dict[str, set[str]] = {}
    for name, ahead in waits.items():
        done[name] = seconds[name] + max((done[other] for other in ahead), default=0)
        upstream[name] = ahead | {far for other in ahead for far in upstream[other]}
    pieces = [piece(name, done[name] - seconds[name], done[name]) for name in waits]
    path = critical_path(
        pieces, max(done.values()), lambda later, earlier: later == earlier or earlier in upstream[later]
    )
    assert {step.kind for step in path} == {"call"}
    assert sum(seconds[step.agent] for step in path) == max(done.values())
    for earlier, later in pairwise(path):
        assert earlier.agent in upstream[later.agent]


@pytest.mark.parametrize("most", [2_000])
def test_two_thousand_calls_one_after_the_other_are_all_on_it(most: int) -> None:
    pieces = [piece("a", place, place + 1, key=f"call {place}") for place in range(most)]
    assert len(critical_path(pieces, most, anybody)) == most
