"""Kills and clean runs over both SDKs against a server that counts: nothing is sent that the ledger does not know."""

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.stubbing import Stub, serving
from tests.harness.benching import ROOT, SMALL, Bench, started, wait_until
from tests.harness.crash.counting import ask, check_whole

CONNECTIONS = 8
TINY = ("tiny", "--levels", "prompting", "--max-connections", str(CONNECTIONS))
KINDS = """
SELECT coalesce(sum(input_tokens), 0), coalesce(sum(cache_read_tokens), 0), coalesce(sum(cache_write_tokens), 0),
       coalesce(sum(cache_write_1h_tokens), 0), coalesce(sum(output_tokens), 0)
FROM call WHERE model_asked LIKE '%/stub'
"""


@pytest.fixture
def stub(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    shutil.copytree(
        ROOT / "benchmarks" / "home" / "tasks" / "tiny",
        home / "tasks" / "tiny",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in ("ANTHROPIC_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "none")
    with serving("--latency-ms", "20") as server:
        yield server


def over(provider: str, server: Stub) -> tuple[str, ...]:
    url = server.base_url if provider == "anthropic" else f"{server.base_url}/v1"
    return "--model", f"{provider}/stub", "--base-url", url


def calls_of(file: Path) -> tuple[int, int]:
    """Return the calls that were started and those whose end was seen; those of *tools only* reach nobody."""
    question = "SELECT count(*), count(status) FROM call WHERE model_asked LIKE '%/stub'"
    ((begun, finished),) = ask(file, question) if file.exists() else [(0, 0)]
    assert isinstance(begun, int)
    assert isinstance(finished, int)
    return begun, finished


def run_and_kill(run: tuple[str, ...], ledger: str, server: Stub, requests: int) -> None:
    """Start the run, and kill it a random moment after so many requests more."""
    end = server.count()["requests"] + requests

    def has_asked() -> bool:
        time.sleep(0.01)  # asking the server takes time from what is to be killed
        return bool(server.count()["requests"] >= end)

    with started("run", *run, "--ledger", ledger) as process:
        wait_until(has_asked, process)
        time.sleep(random.uniform(0, 0.02))
        process.kill()
        process.wait()


def check_killed(bench: Bench, server: Stub, file: Path, provider: str, *, kills: int, trials: int) -> None:
    run = (*TINY, "--cases", str(trials), *over(provider, server))
    for _ in range(kills):
        before = calls_of(file)
        run_and_kill(run, bench.ledger, server, random.randint(1, trials // (kills + 2)))
        begun, finished = calls_of(file)
        assert finished <= server.count()["requests"] <= begun
        assert (begun - finished) - (before[0] - before[1]) <= CONNECTIONS
        check_whole(file)
    assert bench("run", *run).code == 0
    begun, finished = calls_of(file)
    gap = begun - finished
    assert 0 < gap <= kills * CONNECTIONS
    assert finished <= server.count()["requests"] <= begun

    view = bench.view()
    assert [trial["score"] for trial in view["trials"]] == [1.0] * trials
    assert view["spent"]["calls_unknown"] == gap
    noun = "call" if gap == 1 else "calls"
    assert f"{gap} {noun} whose outcome is unknown" in bench("show", "latest").out


def test_after_two_kills_the_server_has_counted_no_request_that_was_not_started(
    stub: Stub, bench: Bench, home: Path
) -> None:
    check_killed(bench, stub, home.parent / "runs.db", "openai_compatible", kills=2, trials=40)


@pytest.mark.slow
@pytest.mark.parametrize("provider", ["anthropic", "openai_compatible"])
def test_after_ten_kills_the_server_has_counted_no_request_that_was_not_started(
    provider: str, stub: Stub, bench: Bench, home: Path
) -> None:
    check_killed(bench, stub, home.parent / "runs.db", provider, kills=10, trials=300)


@pytest.mark.parametrize(
    ("provider", "cache"),
    [
        ("anthropic", "5m"),
        ("openai_compatible", "off"),
        pytest.param("anthropic", "off", marks=pytest.mark.slow),
        pytest.param("anthropic", "1h", marks=pytest.mark.slow),
    ],
)
def test_without_a_kill_calls_and_tokens_are_the_servers_own_of_every_kind(
    provider: str, cache: str, stub: Stub, bench: Bench, home: Path
) -> None:
    """Two tasks: one question three times over, and all three levels of conversations, with tools and follow-ups."""
    for task in ((*TINY, "--cases", "10", "--epochs", "3"), (*SMALL, "--cases", "2", "--max-connections", "8")):
        assert bench("run", *task, *over(provider, stub), "--cache", cache).code == 0
        assert bench.view()["left_out"] == 0
    file, count = home.parent / "runs.db", stub.count()
    assert calls_of(file) == (count["requests"], count["answered"])
    assert count["requests"] == count["answered"] > 30

    told = count["tokens"]
    kinds = ("input", "cache_read", "cache_write_5m", "cache_write_1h", "output")
    assert ask(file, KINDS) == [tuple(told[kind] for kind in kinds)]
    written = {"5m": "cache_write_5m", "1h": "cache_write_1h"}
    used = {kind for kind in kinds[1:4] if told[kind]}
    assert used == ({written[cache], "cache_read"} if cache in written else set())
    streamed = ask(file, "SELECT count(first_token_s) FROM call WHERE model_asked LIKE '%/stub'")
    assert streamed == [(count["answered"],)]
