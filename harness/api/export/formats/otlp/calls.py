"""The attributes of a model call, and what was said in it where that is asked for."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from harness.api.export.reading import RunToExport, TrialToExport
from harness.store.records import CallRecord

_FINISH = {"end": "stop", "length": "length", "tools": "tool_call", "refusal": "content_filter"}
Known = dict[str, Any]


def call_attributes(run: RunToExport, trial: TrialToExport, call: CallRecord) -> Known:
    """Return what a call was and took, without what was said."""
    start, sampling = call.start, run.plan.sampling
    provider, _, model = start.model_asked.partition("/")
    server = urlsplit(run.plan.base_url or "") if provider == run.plan.provider else urlsplit("")
    return {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": _provider(provider, server.hostname),
        "gen_ai.request.model": model or provider,
        "gen_ai.request.temperature": sampling.temperature,
        "gen_ai.request.seed": None if sampling.seed is None else sampling.seed + trial.epoch - 1,
        "server.address": server.hostname,
        "server.port": server.port,
        "toprung.agent": start.agent,
        "toprung.call.id": start.id,
        "toprung.call.attempt": start.attempt,
        "toprung.request_digest": start.request_digest,
        **_ended(call),
    }


def _ended(call: CallRecord) -> Known:
    """Return how it ended; a call whose end was never seen has the worst that it can have cost instead."""
    end = call.end
    if end is None:
        worst = {"worst_tokens": call.start.worst_tokens, "worst_cost_nano_usd": call.start.worst_nano_usd}
        return {"toprung.status": "outcome unknown"} | {f"toprung.{name}": value for name, value in worst.items()}
    usage, is_ok = end.usage, end.status == "ok"
    return {
        "error.type": None if is_ok else end.status.replace(" ", "_"),
        "gen_ai.response.model": end.model_served or None,
        "gen_ai.response.finish_reasons": [_finish(end.reply)] if is_ok else None,
        "gen_ai.request.stream": True if end.first_token_s is not None else None,
        "gen_ai.response.time_to_first_chunk": end.first_token_s,
        # The conventions' input holds what a cache gave or took; ours does not.
        "gen_ai.usage.input_tokens": usage.sent,
        "gen_ai.usage.cache_read.input_tokens": usage.cache_read,
        "gen_ai.usage.cache_creation.input_tokens": usage.cache_write + usage.cache_write_1h,
        "gen_ai.usage.output_tokens": usage.output,
        "gen_ai.usage.reasoning.output_tokens": usage.reasoning,
        "toprung.cache_write_1h_tokens": usage.cache_write_1h,
        "toprung.status": end.status,
        "toprung.cost_nano_usd": end.nano_usd,
        "toprung.price_table": end.price_table or None,
    }


def call_content(call: CallRecord) -> Known:
    """Return what was said, in the conventions' form, as the JSON text that backends expect on spans."""
    system = [{"type": "text", "content": turn["text"]} for turn in call.start.messages if turn["role"] == "system"]
    turns = [{"role": turn["role"], "parts": _parts(turn)} for turn in call.start.messages if turn["role"] != "system"]
    reply = call.end.reply if call.end and call.end.status == "ok" else None
    said = {"role": "assistant", "parts": _parts(reply), "finish_reason": _finish(reply)} if reply else None
    return {
        "gen_ai.system_instructions": json.dumps(system) if system else None,
        "gen_ai.input.messages": json.dumps(turns),
        "gen_ai.output.messages": json.dumps([said]) if said else None,
    }


def _parts(turn: Mapping[str, Any]) -> list[Known]:
    """Return the parts of a turn: its text, the tools that it asks for, or a tool's answer."""
    if turn.get("tool_call_id"):
        return [{"type": "tool_call_response", "id": turn["tool_call_id"], "response": turn["text"]}]
    text = [{"type": "text", "content": turn["text"]}] if turn.get("text") else []
    return text + [
        {"type": "tool_call", "id": call["id"], "name": call["name"], "arguments": call["arguments"]}
        for call in turn.get("tool_calls", ())
    ]


def _finish(reply: Mapping[str, Any]) -> str:
    return _FINISH.get(str(reply.get("stop")), "stop")


def _provider(name: str, host: str | None) -> str:
    """Name the provider in the conventions' words where they have one."""
    return "openai" if name == "openai_compatible" and host is None else name
