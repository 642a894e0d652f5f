"""kill -9 in the middle of writing: what was acknowledged is there, whole, and the run can go on at once."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness.errors import RunInUse
from harness.store.ledger import open_ledger
from tests.harness.store import making

CHILD = Path(__file__).parent / "child.py"
ROOT = CHILD.parents[3]
TRIALS = tuple(f"trial-{number}" for number in range(5000))


def started(what: str, address: str, run_id: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(CHILD), what, address, run_id]
    return subprocess.Popen(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": ""}, stdout=subprocess.PIPE, text=True
    )


def acknowledged_until_killed(address: str, seed: int) -> set[str]:
    """Let a process write, kill it after a while, and return the trials that were acknowledged to it."""
    with open_ledger(address) as ledger:
        ledger.save_run(making.run(trials=TRIALS)).result()
    with started("write", address, making.RUN) as child:
        assert child.stdout
        lines = [child.stdout.readline().strip()]
        time.sleep(random.Random(seed).uniform(0.0, 0.4))
        child.kill()
        lines += child.stdout.read().split()
    # The last line may be cut off by the kill; the pipe keeps all that were whole.
    return set(lines) & set(TRIALS)


def check_whole(address: str, acknowledged: set[str]) -> None:
    """See that what was acknowledged is there once, with all that belongs to it, and that the run can go on."""
    assert acknowledged
    with open_ledger(address) as ledger, ledger.lease(making.RUN):
        kept = [trial.id for trial in ledger.trials(making.RUN)]
        assert acknowledged <= set(kept) <= set(TRIALS)
        assert len(kept) == len(set(kept))
        assert [grade.trial_id for grade in ledger.grades(making.RUN)] == kept
        assert all(len(ledger.spans(trial_id, 1)) == 2 for trial_id in kept)
        assert set(kept) <= {trial_id for trial_id, _ in ledger.call_totals(making.RUN)}


@pytest.mark.parametrize("round_", range(3))
def test_every_acknowledged_trial_outlives_kill_9(file: Path, round_: int) -> None:
    address = f"sqlite:///{file}"
    check_whole(address, acknowledged_until_killed(address, round_))
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_killed_writer_leaves_either_database_whole(address: str) -> None:
    check_whole(address, acknowledged_until_killed(address, 7))


def test_a_disk_that_takes_no_more_is_said_and_loses_nothing(file: Path) -> None:
    """The kernel refuses to let a file of the child grow, as it does when a quota is used up."""
    address = f"sqlite:///{file}"
    with open_ledger(address) as ledger:
        ledger.save_run(making.run(trials=TRIALS[:200])).result()
    with started("write_little", address, making.RUN) as child:
        assert child.stdout
        *acknowledged, sentence = child.stdout.read().splitlines()
    assert child.returncode == 0
    assert sentence.startswith(f"LedgerFull: the ledger {address} ")
    assert 5 < len(acknowledged) < 200
    with open_ledger(address) as ledger:
        assert [trial.id for trial in ledger.trials(making.RUN)] == acknowledged
        ledger.trial_ended(making.trial(TRIALS[199]), None, []).result()


def test_a_second_process_on_a_run_is_refused_until_the_first_is_killed(address: str) -> None:
    with open_ledger(address) as ledger, started("hold", address, making.RUN) as child:
        assert child.stdout
        assert child.stdout.readline() == "holding\n"
        with pytest.raises(RunInUse, match=rf"is being worked on by process {child.pid} on .* since \d{{4}}-"):
            ledger.lease(making.RUN).__enter__()
        child.kill()
        child.wait()
        with ledger.lease(making.RUN):
            pass
