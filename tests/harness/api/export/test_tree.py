from dataclasses import replace

from harness.api.export.reading import TrialToExport
from harness.api.export.tree import Piece, marker_trouble, pieces
from harness.store.records import CallRecord, SpanRecord
from tests.harness.api.export.making import plan
from tests.harness.store.making import end, start, trial


def call(call_id: str, agent: str, started_s: float, *, ended: bool = True) -> CallRecord:
    return CallRecord(replace(start(call_id), agent=agent, started_s=started_s), end(call_id) if ended else None)


def span(kind: str, name: str, agent: str, started_s: float, seconds: float) -> SpanRecord:
    return SpanRecord("t1", 1, kind, name, agent, started_s, seconds, "detail")


def tree(calls: list[CallRecord], spans: list[SpanRecord]) -> list[Piece]:
    """Return the tree of a trial of 1.5 seconds; each call takes 0.75."""
    return pieces(_trial(calls, spans))


def _trial(calls: list[CallRecord], spans: list[SpanRecord]) -> TrialToExport:
    return TrialToExport(plan().arms[0], "real", trial(), (), tuple(calls), tuple(spans))


def shape(found: list[Piece]) -> list[object]:
    return [[piece.kind, piece.agent, *shape(piece.children)] for piece in found]


def test_a_call_belongs_to_the_turn_of_its_agent_in_which_it_began() -> None:
    turns = [
        span("agent", "one", "a", 0.0, 0.5),
        span("agent", "two", "b", 0.0, 1.5),
        span("agent", "again", "a", 0.6, 0.9),
    ]
    found = tree([call("c1", "a", 0.1), call("c2", "a", 0.7), call("c3", "b", 0.2)], turns)
    assert shape(found) == [
        ["agent", "a", ["call", "a"]],
        ["agent", "b", ["call", "b"]],
        ["agent", "a", ["call", "a"]],
    ]


def test_calls_without_a_turn_get_one_that_lasts_from_the_first_to_the_last() -> None:
    (turn,) = tree([call("c1", "a", 0.1), call("c2", "a", 0.5)], [])
    assert (turn.span, turn.start_s, turn.end_s, len(turn.children)) == (None, 0.1, 1.25, 2)


def test_a_reviewers_call_lies_in_its_gate() -> None:
    found = tree([call("c1", "reviewer", 0.5)], [span("gate", "agent:reviewer", "writer", 0.4, 1.0)])
    assert shape(found) == [["gate", "writer", ["call", "reviewer"]]]


def test_a_tool_lies_in_its_agents_turn_and_a_gate_after_it_does_not() -> None:
    spans = [
        span("agent", "one", "a", 0.0, 0.5),
        span("tool", "sum", "a", 0.1, 0.1),
        span("gate", "tool:diff", "a", 0.6, 0.1),
    ]
    assert shape(tree([], spans)) == [["agent", "a", ["tool", "a"]], ["gate", "a"]]


def test_a_child_that_seems_to_outlast_its_parent_is_cut() -> None:
    (turn,) = tree([call("c1", "a", 0.1)], [span("agent", "one", "a", 0.0, 0.5)])
    assert turn.children[0].end_s == turn.end_s == 0.5


def test_a_call_whose_end_was_never_seen_lasts_to_the_end_of_the_trial() -> None:
    (turn,) = tree([call("c1", "a", 0.5, ended=False)], [])
    assert turn.children[0].end_s == 1.5


def test_the_marker_is_no_part_of_the_trial() -> None:
    spans = [span("marker", "grade", "", 1.5, 1.0)]
    assert tree([], spans) == []
    assert marker_trouble(_trial([], spans)) == "detail"
