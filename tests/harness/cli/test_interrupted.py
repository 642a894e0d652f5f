"""Ctrl-C: once finishes what is under way, twice drops it; either way the run can go on."""

import signal
import subprocess
from pathlib import Path

from tests.harness.benching import ROWS, SMALL, Bench, Said, ended, lines_of, started, wait_until
from tests.harness.crash.counting import ask, calls_of, check_whole

CASES = 6
RUN = ("run", *SMALL, "--cases", str(CASES), "--model", "scripted/slow", "--max-connections", "4")


def slow(home: Path, latency_s: float) -> Path:
    """Write the script of a slow server that counts; returns the count's file."""
    text = f'latency_s = {latency_s}\ntally = "tally.txt"\n'
    (home / "scripts" / "slow.toml").write_text(text, encoding="utf-8")
    return home / "scripts" / "tally.txt"


def read_until(process: "subprocess.Popen[str]", words: str) -> str:
    """Read what a process complains of until it says some words."""
    assert process.stderr
    said = ""
    while words not in said:
        character = process.stderr.read(1)
        assert character, said
        said += character
    return said


def check_ends_with_the_way_on(said: Said, bench: Bench) -> str:
    """See that a stopped run shows itself and says how to go on; returns its id."""
    run_id: str = bench.view()["id"]
    assert said.code == 130
    assert said.sentence == f"stopped; go on with: toprung bench resume {run_id} --ledger {bench.ledger}"
    assert f"\nrun {run_id}: " in said.out
    return run_id


def test_ctrl_c_finishes_what_is_under_way_and_resume_does_the_rest(bench: Bench, home: Path) -> None:
    tally, file = slow(home, 0.1), home.parent / "runs.db"
    with started(*RUN, "--ledger", bench.ledger) as process:
        wait_until(lambda: lines_of(tally) >= 5, process)
        process.send_signal(signal.SIGINT)
        before = read_until(process, "Ctrl-C again drops them)\n")
        said = ended(process)
    assert "trials under way finish first" in before
    run_id = check_ends_with_the_way_on(said, bench)
    calls, done = calls_of(file), ask(file, "SELECT id, attempt, started_at FROM trial")
    assert calls.started == calls.finished == lines_of(tally)
    assert calls.lost == 0
    assert 0 < len(done) < CASES * ROWS
    slow(home, 0.0)
    assert bench("resume", run_id).code == 0
    after = ask(file, "SELECT id, attempt, started_at FROM trial")
    assert set(done) <= set(after)
    assert len(after) == CASES * ROWS
    assert {attempt for _, attempt, _ in after} == {1}


def test_ctrl_c_twice_drops_what_is_under_way_and_resume_does_it_again(bench: Bench, home: Path) -> None:
    tally, file = slow(home, 60.0), home.parent / "runs.db"
    with started(*RUN, "--ledger", bench.ledger) as process:
        wait_until(lambda: lines_of(tally) >= 4, process)
        process.send_signal(signal.SIGINT)
        read_until(process, "Ctrl-C again drops them)\n")
        process.send_signal(signal.SIGINT)
        said = ended(process)
    run_id = check_ends_with_the_way_on(said, bench)
    check_whole(file)
    calls = calls_of(file)
    assert calls.finished == 0 < lines_of(tally) <= calls.started
    unknown = len(calls.unknown_ids)
    assert f"also spent: {unknown} calls whose outcome is unknown" in said.out
    slow(home, 0.0)
    assert bench("resume", run_id).code == 0
    view = bench.view()
    assert (view["finished"], view["spent"]["calls_unknown"]) == (CASES * ROWS, unknown)


def test_ctrl_c_while_the_first_case_is_dealt_sends_nothing(bench: Bench, home: Path) -> None:
    path = home / "tasks" / "petty_cash" / "generate.py"
    text = path.read_text(encoding="utf-8")
    opened = home.parent / "dealing"
    first = f"    import time; open({str(opened)!r}, 'w').close(); time.sleep(1.0)\n"
    head, mark, rest = text.partition('    """Deal the case of a seed."""\n')
    path.write_text(head + mark + first + rest, encoding="utf-8")
    tally = slow(home, 60.0)
    with started(*RUN, "--ledger", bench.ledger) as process:
        wait_until(opened.exists, process)
        process.send_signal(signal.SIGINT)
        read_until(process, "Ctrl-C again drops them)\n")
        process.send_signal(signal.SIGINT)
        said = ended(process)
    check_ends_with_the_way_on(said, bench)
    assert lines_of(tally) == 0
