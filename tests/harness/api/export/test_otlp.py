"""Reads the traces back with OpenTelemetry's own messages, and compares them with the ledger."""

import base64
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict  # type: ignore[import-untyped] # it brings no types
from opentelemetry.proto.trace.v1.trace_pb2 import Span, TracesData

from tests.harness.api.export import sums
from tests.harness.api.export.conftest import Export, Ran
from tests.harness.api.export.making import FORMULA, PROMPT, REPLY

USAGE = "gen_ai.usage."


def read(out: Path) -> list[TracesData]:
    """Parse every line; unknown fields are errors."""
    return [ParseDict(_ids_in_base64(json.loads(line)), TracesData()) for line in out.read_bytes().splitlines()]


def _ids_in_base64(line: dict[str, Any]) -> dict[str, Any]:
    """Write ids as protobuf's own JSON does; in OTLP/JSON they are hex digits."""
    for resource in line["resourceSpans"]:
        for scope in resource["scopeSpans"]:
            for span in scope["spans"]:
                for name in {"traceId", "spanId", "parentSpanId"} & span.keys():
                    span[name] = base64.b64encode(bytes.fromhex(span[name])).decode()
    return line


def spans(trace: TracesData) -> list[Span]:
    return [span for resource in trace.resource_spans for scope in resource.scope_spans for span in scope.spans]


def known(attributes: Any) -> dict[str, Any]:  # noqa: ANN401 - the library's own container
    found: dict[str, Any] = {}
    for attribute in attributes:
        kind = attribute.value.WhichOneof("value")
        value = getattr(attribute.value, kind)
        found[attribute.key] = [one.string_value for one in value.values] if kind == "array_value" else value
    return found


@pytest.fixture
def traces(export: Export) -> list[TracesData]:
    return read(export("otlp"))


@pytest.fixture
def chats(traces: list[TracesData]) -> list[dict[str, Any]]:
    return [known(span.attributes) for trace in traces for span in spans(trace) if span.name.startswith("chat ")]


def test_every_trial_is_a_trace(traces: list[TracesData], ran: Ran) -> None:
    roots = [span for trace in traces for span in spans(trace) if not span.parent_span_id]
    assert [known(root.attributes)["toprung.trial.id"] for root in roots] == [made.planned.id for made in ran.made]
    assert len({root.trace_id for root in roots}) == len(ran.made)
    for trace, root in zip(traces, roots, strict=True):
        assert {span.trace_id for span in spans(trace)} == {root.trace_id}


def test_ids_have_their_lengths_and_are_unique(traces: list[TracesData]) -> None:
    every = [span for trace in traces for span in spans(trace)]
    assert {(len(span.trace_id), len(span.span_id)) for span in every} == {(16, 8)}
    assert len({span.span_id for span in every}) == len(every)


def test_parents_are_there_and_children_lie_within_their_times(traces: list[TracesData]) -> None:
    for trace in traces:
        by_id = {span.span_id: span for span in spans(trace)}
        for span in spans(trace):
            assert span.start_time_unix_nano <= span.end_time_unix_nano
            if span.parent_span_id:
                parent = by_id[span.parent_span_id]
                assert parent.start_time_unix_nano <= span.start_time_unix_nano
                assert span.end_time_unix_nano <= parent.end_time_unix_nano


def test_operations_nest_as_the_conventions_say(traces: list[TracesData]) -> None:
    nested: Counter[tuple[str, str]] = Counter()
    for trace in traces:
        by_id = {span.span_id: span for span in spans(trace)}
        for span in spans(trace):
            parent = by_id.get(span.parent_span_id)
            nested[parent.name.split()[0] if parent else "", span.name.split()[0]] += 1
    assert set(nested) == {
        ("", "invoke_workflow"),
        ("invoke_workflow", "invoke_agent"),
        ("invoke_workflow", "gate"),
        ("invoke_agent", "chat"),
        ("invoke_agent", "execute_tool"),
    }


def test_tokens_are_the_ledgers(chats: list[dict[str, Any]], ran: Ran) -> None:
    total = sums.tokens(ran.path, counted=True)
    cached = total["cache_read"] + total["cache_write"] + total["cache_write_1h"]
    summed = {name: sum(chat.get(USAGE + name, 0) for chat in chats) for name in ("input_tokens", "output_tokens")}
    assert summed == {"input_tokens": total["input"] + cached, "output_tokens": total["output"]}
    assert sum(chat.get(f"{USAGE}cache_read.input_tokens", 0) for chat in chats) == total["cache_read"]
    assert sum(chat.get(f"{USAGE}reasoning.output_tokens", 0) for chat in chats) == total["reasoning"]


def test_only_calls_have_usage_so_that_nothing_is_counted_twice(traces: list[TracesData]) -> None:
    with_usage = {
        span.name.split()[0]
        for trace in traces
        for span in spans(trace)
        if any(name.startswith(USAGE) for name in known(span.attributes))
    }
    assert with_usage == {"chat"}


def test_money_is_the_ledgers_and_unknown_is_left_out(chats: list[dict[str, Any]], ran: Ran) -> None:
    prices = [chat["toprung.cost_nano_usd"] for chat in chats if "toprung.cost_nano_usd" in chat]
    assert sum(prices) == sums.nano_usd(ran.path, counted=True)
    without = [chat["toprung.status"] for chat in chats if "toprung.cost_nano_usd" not in chat]
    assert sorted(without) == ["ok", "outcome unknown"]


def test_an_attempt_that_failed_is_an_error_with_its_kind(traces: list[TracesData]) -> None:
    failed = [span for trace in traces for span in spans(trace) if known(span.attributes).get("error.type")]
    assert {known(span.attributes)["error.type"] for span in failed} == {"overloaded", "infrastructure"}
    assert {span.status.code for span in failed} == {2}
    assert {span.status.message for span in failed} == {FORMULA}


def test_every_line_says_what_it_is_evidence_of(traces: list[TracesData]) -> None:
    for trace in traces:
        (resource,) = trace.resource_spans
        assert known(resource.resource.attributes)["toprung.evidence"] == "real"
    roots = [known(spans(trace)[0].attributes) for trace in traces]
    assert {(root["toprung.arm_kind"], root["toprung.evidence"]) for root in roots} == {
        ("design", "real"),
        ("tools only", "silent"),
    }


def test_marks_are_evaluation_events(traces: list[TracesData], ran: Ran) -> None:
    of_trial = {known(spans(trace)[0].attributes)["toprung.trial.id"]: spans(trace)[0].events for trace in traces}
    first = next(made.planned.id for made in ran.made if made.fate == "done")
    told = [known(event.attributes) for event in of_trial[first] if event.name == "gen_ai.evaluation.result"]
    marks = {mark["gen_ai.evaluation.name"]: mark for mark in told}
    assert marks["quality"]["gen_ai.evaluation.score.value"] == 0.75
    assert marks["lines"]["gen_ai.evaluation.score.value"] == 0.2
    assert "gen_ai.evaluation.score.value" not in marks["tone"]
    left_out = next(made.planned.id for made in ran.made if made.fate == "infrastructure")
    assert not of_trial[left_out]


def test_an_answer_that_the_marker_failed_on_says_so(traces: list[TracesData]) -> None:
    said = [known(spans(trace)[0].attributes).get("toprung.not_marked_because") for trace in traces]
    assert set(said) == {None, "the marker broke"}


def test_texts_are_left_out_unless_asked_for(export: Export) -> None:
    plain = export("otlp").read_text(encoding="utf-8")
    assert PROMPT not in plain
    assert REPLY not in plain
    told = [span for trace in read(export("otlp", with_content=True)) for span in spans(trace)]
    chat = next(found for span in told if "gen_ai.output.messages" in (found := known(span.attributes)))
    assert json.loads(chat["gen_ai.system_instructions"]) == [{"type": "text", "content": "Be brief."}]
    asked = json.loads(chat["gen_ai.input.messages"])
    assert [turn["role"] for turn in asked] == ["user", "assistant", "tool"]
    assert asked[0]["parts"][0]["content"].startswith(PROMPT)
    assert asked[2]["parts"] == [{"type": "tool_call_response", "id": "u1", "response": "3 rows"}]
    (said,) = json.loads(chat["gen_ai.output.messages"])
    assert (said["finish_reason"], said["parts"][1]["name"]) == ("tool_call", "diff")


def test_a_trial_has_its_clocks_and_its_critical_path(traces: list[TracesData]) -> None:
    for trace in traces:
        root, *rest = spans(trace)
        told = known(root.attributes)
        assert 0 <= told["toprung.active_s"] <= min(told["toprung.summed_s"], told["toprung.wall_s"])
        decided = [span for span in rest if known(span.attributes).get("toprung.on_critical_path")]
        nanoseconds = sum(span.end_time_unix_nano - span.start_time_unix_nano for span in decided)
        assert nanoseconds <= root.end_time_unix_nano - root.start_time_unix_nano
        assert {span.name.split()[0] for span in decided} <= {"chat", "execute_tool", "gate"}
    assert any(known(span.attributes).get("toprung.on_critical_path") for trace in traces for span in spans(trace))


def test_signs_of_failure_are_events_and_say_why_only_with_content(export: Export, ran: Ran) -> None:
    unreadable = next(made.planned.id for made in ran.made if made.fate == "unreadable")
    for with_content in (False, True):
        roots = [spans(trace)[0] for trace in read(export("otlp", with_content=with_content))]
        root = next(root for root in roots if known(root.attributes)["toprung.trial.id"] == unreadable)
        signs = [known(event.attributes) for event in root.events if event.name == "toprung.failure_sign"]
        assert "1.1" in {sign["toprung.failure.mode"] for sign in signs}
        assert all(("toprung.failure.why" in sign) is with_content for sign in signs)
        assert "1.1" in known(root.attributes)["toprung.failure_signs"]
