"""A fifth of the answers is refused, late, missing, garbage or said twice: no trial is lost, and no call uncounted.

The model is scripted: this says something about the harness and nothing about models.
"""

from collections import Counter
from pathlib import Path

import pytest

from harness.plan.trouble import Trouble
from tests.harness.benching import SMALL, Bench
from tests.harness.crash.counting import ask, check_whole

DESIGNS = 3
"""Rows of petty cash that ask the model; *tools only* asks nobody."""
ROWS = 5
STATUS = {"overloaded": "overloaded", "timeout": "timed out", "hang": "timed out"}
"""How the ledger calls what the provider has done; anything else is an answer."""
FAULTS = """
timeout_s = 0.2
tally = "tally.txt"
[faults]
rate = 0.2
kinds = ["overloaded", "timeout", "hang", "garbage", "repeat"]
seed = 20261123
"""


def chaotic(home: Path) -> Path:
    """Write the script and return the provider's own count: digest, agent, what came of it, tokens in and out."""
    replies = (home / "scripts" / "petty_cash.toml").read_text(encoding="utf-8").replace("latency_s = 0.0", "")
    before, _, after = replies.partition("[[reply]]")
    head, _, faults = FAULTS.partition("[faults]")
    text = f"{before}{head}[[reply]]{after}\n[faults]{faults}"
    (home / "scripts" / "chaotic.toml").write_text(text, encoding="utf-8")
    return home / "scripts" / "tally.txt"


def check_chaos(bench: Bench, home: Path, cases: int) -> None:
    file, tally = home.parent / "runs.db", chaotic(home)
    run = ("run", *SMALL, "--model", "scripted/chaotic", "--cases", str(cases))
    assert bench(*run).code == 0
    check_whole(file)

    # No trial lost, none twice, each marked.
    ended = ask(file, "SELECT id, outcome FROM trial")
    assert len(ended) == len({trial for trial, _ in ended}) == cases * ROWS
    assert {outcome for _, outcome in ended} == {"done"}
    assert ask(file, "SELECT count(*), count(DISTINCT trial_id) FROM grade") == [(cases * ROWS, cases * ROWS)]
    view = bench.view()
    assert (view["finished"], view["planned"], view["left_out"]) == (cases * ROWS, cases * ROWS, 0)
    assert view["spent"] == dict.fromkeys(view["spent"], 0)

    # The ledger's calls are the provider's own, by what came of them, and so are the tokens of the answers.
    counted = [line.split() for line in tally.read_text(encoding="utf-8").splitlines()]
    by_agent = Counter((agent, STATUS.get(kind, "ok")) for _, agent, kind, _, _ in counted)
    calls = ask(file, "SELECT agent, status, count(*) FROM call WHERE model_asked LIKE 'scripted/%' GROUP BY 1, 2")
    assert {(agent, status): number for agent, status, number in calls} == by_agent
    tokens = [(sum(int(line[3]) for line in counted), sum(int(line[4]) for line in counted))]
    assert ask(file, "SELECT sum(input_tokens), sum(output_tokens) FROM call WHERE status = 'ok'") == tokens
    asked = [arm for arm in view["arms"] if arm["kind"] == "design"]
    assert sum(arm["calls"] for arm in asked) == len(counted)
    assert (sum(arm["input_tokens"] for arm in asked), sum(arm["output_tokens"] for arm in asked)) == tokens[0]

    # Every failure has its word: a call that came to nothing its status, one that went wrong otherwise its trouble.
    kinds = Counter(line[2] for line in counted)
    assert {"overloaded", "timeout", "hang", "garbage", "repeat"} < set(kinds)
    assert 0.1 < 1 - kinds["answer"] / len(counted) < 0.3
    troubles = ask(file, "SELECT name, count(*) FROM span WHERE kind = 'trouble' GROUP BY name")
    assert {name for name, _ in troubles} <= set(Trouble)
    assert {"made nothing"} <= {name for name, _ in troubles}
    unread = ask(file, _UNREAD)
    assert unread == [(_garbled_items(counted),)]


_UNREAD = """
SELECT coalesce(sum(CAST(substr(detail, 1, instr(detail, ' of ') - 1) AS INTEGER)), 0)
FROM span JOIN planned_trial ON planned_trial.trial_id = span.trial_id
WHERE kind = 'trouble' AND name = 'made nothing' AND span.agent = 'sorter' AND planned_trial.arm NOT LIKE '%tools only%'
"""
"""How many items of the sorter's the ledger says came to nothing, in the trials that ask the model."""


def _garbled_items(counted: list[list[str]]) -> int:
    return sum(agent == "sorter" and kind == "garbage" for _, agent, kind, _, _ in counted)


def test_sixty_trials_of_a_chaotic_model_lose_nothing(home: Path, bench: Bench) -> None:
    check_chaos(bench, home, 60 // DESIGNS)


@pytest.mark.slow
def test_five_hundred_trials_of_a_chaotic_model_lose_nothing(home: Path, bench: Bench) -> None:
    check_chaos(bench, home, 501 // DESIGNS)
