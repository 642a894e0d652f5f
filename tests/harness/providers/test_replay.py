import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.errors import BadPlan, BadReply, MissingPiece
from harness.messages import Message, Provider, Reply, Request, Usage
from harness.meter.calls import CallEnd, CallStart
from harness.providers.registry import make_provider
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import RunRecord, TrialRecord

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUESTION = Request("", (Message("user", "What is due?"),), 50, agent="matching")
OTHER = replace(QUESTION, messages=(Message("user", "What else?"),))


def record(ledger: Ledger, run_id: str, said: Sequence[tuple[Request, str, str]]) -> None:
    trial = f"trial-of-{run_id}"
    ledger.save_run(RunRecord(run_id, NOW, "0.1.0", {}, ((trial, "arm"),))).result()
    for number, (request, model, text) in enumerate(said):
        call_id = f"{run_id}-{number}"
        start = CallStart(
            id=call_id,
            run_id=run_id,
            trial_id=trial,
            trial_attempt=1,
            agent=request.agent,
            attempt=1,
            model_asked=model,
            started_at=NOW,
            started_s=0.0,
            messages=tuple(message.to_json() for message in request.messages),
            worst_tokens=60,
            worst_nano_usd=0,
            request_digest=request.digest,
        )
        reply = {"text": text, "stop": "tools", "tool_calls": [{"id": "c", "name": "sum", "arguments": {"table": "b"}}]}
        ledger.call_started(start).result()
        ledger.call_ended(CallEnd(call_id, "ok", 0.1, "scripted", Usage(3, 1, 0, 2), 0, "none@1", reply)).result()
    ledger.trial_ended(
        TrialRecord(trial, 1, {}, "done", "", NOW, 1.0, 0.0, {"text": ""}, 0), grade=None, spans=()
    ).result()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'runs.db'}"


def kept(url: str, run_id: str, *said: tuple[Request, str, str]) -> None:
    with open_ledger(url) as ledger:
        record(ledger, run_id, said)


def texts(provider: Provider, requests: Sequence[Request]) -> list[str]:
    async def one_by_one() -> list[Reply]:
        return [await provider.send(request) for request in requests]

    return [reply.text for reply in asyncio.run(one_by_one())]


def test_recordings_of_a_request_come_in_order_and_the_last_repeats(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "scripted", "one"), (OTHER, "scripted", "else"), (QUESTION, "scripted", "two"))
    replay = make_provider("replay/aaaa1111", ledger_url=url)
    assert texts(replay, [QUESTION, QUESTION, QUESTION, OTHER, OTHER]) == ["one", "two", "two", "else", "else"]


def test_a_reply_comes_back_whole(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "scripted", "one"))
    replay = make_provider("replay/aaaa", ledger_url=url)
    reply = asyncio.run(replay.send(QUESTION))
    assert (reply.stop, reply.usage, reply.model_served) == ("tools", Usage(3, 1, 0, 2), "scripted")
    assert [(call.id, call.name, dict(call.arguments)) for call in reply.tool_calls] == [("c", "sum", {"table": "b"})]
    assert replay.evidence == "replay"


def test_a_request_that_was_never_made_has_no_reply(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "scripted", "one"))
    with pytest.raises(BadReply, match="no recorded reply to this request by agent 'matching'"):
        texts(make_provider("replay/aaaa1111", ledger_url=url), [OTHER])


def test_latest_is_fixed_to_the_run_that_it_meant(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "scripted", "one"))
    assert make_provider("replay/latest", ledger_url=url).model == "aaaa1111/scripted"


def test_the_word_that_names_a_replay_finds_it_again(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "scripted", "one"))
    first = make_provider("replay", ledger_url=url)
    assert texts(make_provider(f"{first.name}/{first.model}", ledger_url=url), [QUESTION]) == ["one"]


def test_the_silent_rows_of_a_run_are_not_repeated(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "silent", ""), (QUESTION, "scripted", "one"))
    assert texts(make_provider("replay/latest", ledger_url=url), [QUESTION]) == ["one"]


def test_of_several_models_one_has_to_be_named(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "local/SmolLM2-135M-Instruct", "small"), (QUESTION, "scripted", "one"))
    with pytest.raises(BadPlan, match=r"replies of local/SmolLM2-135M-Instruct, scripted; say whose"):
        make_provider("replay/latest", ledger_url=url)
    assert texts(make_provider("replay/latest/scripted", ledger_url=url), [QUESTION]) == ["one"]


def test_tokens_are_counted_and_limited_as_the_recorded_model_does(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "local/SmolLM2-135M-Instruct", "small"))
    replay, local = make_provider("replay/latest", ledger_url=url), make_provider("local")
    assert replay.limits == local.limits
    assert replay.count_tokens("reconciliation of 1,204.50 EUR") == local.count_tokens("reconciliation of 1,204.50 EUR")


def test_a_recorded_model_that_is_gone_is_named(url: str) -> None:
    kept(url, "aaaa1111", (QUESTION, "scripted/gone.toml", "one"))
    with pytest.raises(MissingPiece, match=r"recorded with scripted/gone\.toml.*no script 'gone\.toml'"):
        make_provider("replay/latest", ledger_url=url)


def test_a_run_without_calls_cannot_be_replayed(url: str) -> None:
    kept(url, "aaaa1111")
    with pytest.raises(BadPlan, match="run aaaa1111 has no recorded replies"):
        make_provider("replay/latest", ledger_url=url)


def test_a_replay_needs_a_ledger() -> None:
    with pytest.raises(BadPlan, match="--ledger URL"):
        make_provider("replay/latest")
