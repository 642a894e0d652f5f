"""The three levels on the stand-in by the official SDK, on both APIs; the ledger is held against what was served."""

import json
import threading
from typing import Any

import pytest

from harness.messages import Api, Usage
from harness.store.ledger import open_ledger
from tests.harness.benching import SMALL, Bench
from tests.harness.providers.openai_compatible.asking import KEY
from tests.harness.providers.responses_stand_in import function_call, message, responded
from tests.harness.providers.stand_in import Answer, Asked, said, serving

PARSE = {"name": "parse", "arguments": '{"file": "petty_cash.csv"}'}


def chat_usage(usage: Usage) -> dict[str, Any]:
    return {
        "prompt_tokens": usage.sent,
        "completion_tokens": usage.output,
        "prompt_tokens_details": {"cached_tokens": usage.cache_read, "cache_write_tokens": usage.cache_write},
        "completion_tokens_details": {"reasoning_tokens": usage.reasoning},
    }


def responses_usage(usage: Usage) -> dict[str, Any]:
    return {
        "input_tokens": usage.sent,
        "output_tokens": usage.output,
        "input_tokens_details": {"cached_tokens": usage.cache_read, "cache_write_tokens": usage.cache_write},
        "output_tokens_details": {"reasoning_tokens": usage.reasoning},
    }


class Clerk:
    """Answers any design in the form that it asks for, using a tool first where there are some, and counts."""

    def __init__(self) -> None:
        self.served: list[Usage] = []
        self._lock = threading.Lock()

    def chat(self, asked: Asked) -> Answer:
        used = any(turn["role"] == "tool" for turn in asked["messages"])
        usage = chat_usage(self._count(asked))
        if asked.get("tools") and not used:
            return said(
                None, "tool_calls", usage=usage, tool_calls=[{"id": "c1", "type": "function", "function": PARSE}]
            )
        form = asked.get("response_format")
        return said(_words(form["json_schema"]["schema"] if form else None), usage=usage)

    def responses(self, asked: Asked) -> Answer:
        used = any(item["type"] == "function_call_output" for item in asked["input"])
        usage = responses_usage(self._count(asked))
        if asked.get("tools") and not used:
            return responded(function_call(**PARSE), usage=usage)
        form = asked.get("text")
        return responded(message(_words(form["format"]["schema"] if form else None)), usage=usage)

    def _count(self, asked: Asked) -> Usage:
        """Make a count that no other kind of tokens could be taken for."""
        length = len(json.dumps(asked))
        usage = Usage(input=length, cache_read=7, cache_write=length % 5, output=11 + length % 3, reasoning=length % 2)
        with self._lock:
            self.served.append(usage)
        return usage


def _words(schema: Any) -> str:  # noqa: ANN401 - any JSON
    if schema is None:
        return "I have looked through the book. Nothing else to add."
    return json.dumps({name: _rows(part) for name, part in schema["properties"].items()})


def _rows(part: dict[str, Any]) -> list[dict[str, str]]:
    return [{"category": "travel"}] if list(part["items"]["properties"]) == ["category"] else []


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_the_three_levels_end_done_and_the_ledger_has_every_token_that_was_served(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, api: Api
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    clerk = Clerk()
    model = ("--model", "openai_compatible/big", "--api", api)
    with serving(clerk.chat if api == "chat" else clerk.responses) as server:
        ran = bench("run", *SMALL, *model, "--base-url", server.base_url, "--cases", "1")
    assert (ran.code, ran.logged) == (0, "")
    view = bench.view()
    assert {arm["level"] for arm in view["arms"]} == {"prompting", "context", "orchestration"}
    assert {trial["outcome"] for trial in view["trials"]} == {"done"}
    with open_ledger(bench.ledger) as ledger:
        ends = [call.end for call in ledger.recorded(run=view["id"]) if call.end and call.end.model_served]
    spoken = [end for end in ends if end.model_served == "big-2026-11-01"]
    assert len(spoken) == len(clerk.served) == len(server.asked)
    assert sum((end.usage for end in spoken), Usage()) == sum(clerk.served, Usage())
    assert {end.first_token_s is not None for end in spoken} == {True}
    assert {path.removeprefix("/v1/") for path in server.paths} == {"chat/completions" if api == "chat" else api}
