"""The three levels on a stand-in for Claude, by the official SDK; the ledger is held against what was served."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from harness.messages import Usage
from harness.store.ledger import open_ledger
from tests.harness.benching import SMALL, Bench, Said
from tests.harness.providers.anthropic.asking import KEY
from tests.harness.providers.anthropic.claude import Block, refused, serving_claude, text, told, tool_use
from tests.harness.providers.anthropic.claude_meter import Meter
from tests.harness.providers.stand_in import Answer, Asked


def answers(asked: Asked) -> Sequence[Block]:
    """Use a tool where there are some and none was used yet; then answer in the form that is asked for."""
    if asked.get("tools") and "tool_result" not in json.dumps(asked["messages"]):
        return [tool_use("parse", '{"file": "petty_cash.csv"}')]
    if "output_config" not in asked:
        return [text("I have looked through the book. Nothing else to add.")]
    form = asked["output_config"]["format"]["schema"]["properties"]
    return [text(json.dumps({name: _rows(part) for name, part in form.items()}))]


def _rows(part: dict[str, Any]) -> list[dict[str, str]]:
    return [{"category": "travel"}] if list(part["items"]["properties"]) == ["category"] else []


@pytest.fixture
def meter() -> Meter:
    return Meter(answers)


def ran(bench: Bench, answer: Answer | Meter, *words: str) -> Said:
    with serving_claude(answer) as server:
        model = ("--model", "anthropic/claude-opus-5-5", "--base-url", server.root)
        return bench("run", *SMALL, *model, "--cases", "1", *words)


def used(bench: Bench) -> Usage:
    """What the ledger says was used."""
    with open_ledger(bench.ledger) as ledger:
        calls = ledger.recorded(run=bench.view()["id"])
    return sum((call.end.usage for call in calls if call.end), Usage())


@pytest.mark.parametrize("cache", ["off", "5m", "1h"])
def test_the_three_levels_end_done_and_the_ledger_has_every_token_that_was_served(
    bench: Bench, meter: Meter, cache: str
) -> None:
    said = ran(bench, meter, "--cache", cache)
    assert (said.code, said.logged) == (0, "")
    trials = bench.view()["trials"]
    assert {trial["level"] for trial in bench.view()["arms"]} == {"prompting", "context", "orchestration"}
    assert {trial["outcome"] for trial in trials} == {"done"}
    assert sum(trial["calls"] for trial in trials if "tools only" not in trial["arm"]) == len(meter.served)
    assert used(bench) == meter.whole
    assert (meter.whole.cache_read > 0, meter.whole.cache_write > 0, meter.whole.cache_write_1h > 0) == (
        cache != "off",
        cache == "5m",
        cache == "1h",
    )


@pytest.mark.parametrize("echo", [told(text(f"Your key is {KEY}.")), refused(401, f"invalid key {KEY}")])
def test_a_key_that_a_gateway_repeats_is_in_no_file_and_in_nothing_that_is_printed(bench: Bench, echo: Answer) -> None:
    said = ran(bench, echo, "--levels", "prompting")
    left = list(Path(bench.ledger.removeprefix("sqlite:///")).parent.glob("runs.db*"))
    kept = b"".join(path.read_bytes() for path in left)
    assert b"[key]" in kept
    assert KEY.encode() not in kept
    assert KEY not in said.out + said.err + said.logged
