"""Answers of OpenAI's responses API for the stand-in."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.harness.providers.stand_in import Answer, event

USAGE = {
    "input_tokens": 30,
    "input_tokens_details": {"cached_tokens": 10, "cache_write_tokens": 5},
    "output_tokens": 12,
    "output_tokens_details": {"reasoning_tokens": 4},
    "total_tokens": 42,
}


def message(text: str, kind: str = "output_text") -> dict[str, Any]:
    part = {"type": kind, "refusal" if kind == "refusal" else "text": text}
    return {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed", "content": [part]}


def function_call(name: str, arguments: str, call_id: str = "c1") -> dict[str, Any]:
    return {"type": "function_call", "id": f"fc_{call_id}", "call_id": call_id, "name": name, "arguments": arguments}


def responded(*items: Mapping[str, Any], usage: Mapping[str, Any] | None = USAGE, **more: Any) -> Answer:  # noqa: ANN401 - any JSON
    """Answer with the items, after one of reasoning, whole or as the events that OpenAI documents."""
    reasoning = {"type": "reasoning", "id": "rs_1", "summary": []}
    made = {
        "id": "resp_1",
        "object": "response",
        "status": "completed",
        "model": "big-2026-11-01",
        "output": [reasoning, *items],
        "usage": usage,
        "error": None,
        "incomplete_details": None,
        **more,
    }
    begun = {**made, "status": "in_progress", "output": [], "usage": None, "error": None, "incomplete_details": None}
    events = [{"type": "response.created", "response": begun}, *_told(items)]
    events.append({"type": f"response.{made['status']}", "response": made})
    return Answer(200, made, stream=tuple(event(one, str(one["type"])) for one in events))


def _told(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    for place, item in enumerate(items, start=1):
        events.append({"type": "response.output_item.added", "output_index": place, "item": {**item, "content": []}})
        if item["type"] == "function_call":
            events.append({"type": "response.function_call_arguments.delta", "delta": item["arguments"]})
        for part in item.get("content", ()):
            kind = str(part["type"])
            events.append({"type": f"response.{kind}.delta", "delta": part["refusal" if kind == "refusal" else "text"]})
        events.append({"type": "response.output_item.done", "output_index": place, "item": item})
    return events
