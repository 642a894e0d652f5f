"""The pieces of a trial: which attempt a repeat repeats."""

from harness.api.happened.pieces import pieces_of
from harness.store.reading.steps import CallLine, Steps


def call(request: str, attempt: int, started_s: float, status: str = "ok") -> CallLine:
    return CallLine(f"{request}-{attempt}", "a", attempt, status, started_s, 1.0, request, was_cut=False)


def test_a_repeat_knows_the_attempt_of_its_own_request() -> None:
    calls = [
        call("one", 1, 0, "overloaded"),
        call("two", 1, 0, "overloaded"),
        call("two", 2, 3),
        call("one", 2, 4, "overloaded"),
        call("one", 3, 6),
    ]
    assert [piece.again for piece in pieces_of(Steps(calls, []), 9)] == ["", "", "call 2", "call 1", "call 4"]


def test_the_same_request_asked_twice_at_once_has_two_attempts_before_it() -> None:
    calls = [call("one", 1, at, "overloaded") for at in (0, 0.5)] + [call("one", 2, at) for at in (2, 3)]
    assert [piece.again for piece in pieces_of(Steps(calls, []), 9)] == ["", "", "call 1", "call 2"]
