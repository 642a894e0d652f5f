"""What fails while a run is under way is said in one sentence; what was done by then is kept, and the run can go on."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.store.ledger import open_ledger
from tests.harness.benching import ROWS, SCRIPTED, SMALL, Bench, ended, lines_of, started, wait_until
from tests.harness.crash.counting import ask, check_whole

CASES = 10
RUN = ("run", *SCRIPTED, "--cases", str(CASES))
SLOW = ("run", *SMALL, "--cases", "4", "--model", "scripted/slow")


def done_in(file: Path) -> list[tuple[object, ...]]:
    return ask(file, "SELECT id, attempt, started_at FROM trial ORDER BY id")


def check_goes_on(bench: Bench, file: Path, run: tuple[str, ...], planned: int) -> None:
    """See that the same command does what is missing, and only that."""
    check_whole(file)
    before = done_in(file)
    assert len(before) < planned
    assert bench(*run).code == 0
    after = done_in(file)
    assert len(after) == planned
    assert set(before) <= set(after)


@pytest.fixture
def slow(home: Path) -> Path:
    """A script whose server takes its time and counts; returns the count's file."""
    (home / "scripts" / "slow.toml").write_text('latency_s = 0.05\ntally = "tally.txt"\n', encoding="utf-8")
    return home / "scripts" / "tally.txt"


@contextmanager
def locked_after(file: Path, tally: Path, requests: int) -> Iterator[None]:
    """Let another program take the ledger's lock once so many requests were made, and keep it."""
    over = threading.Event()

    def hold() -> None:
        while lines_of(tally) < requests and not over.is_set():
            time.sleep(0.002)
        connection = sqlite3.connect(file, timeout=10.0, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        over.wait(60)
        connection.rollback()
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_full_disk_ends_a_run_in_one_sentence(bench: Bench, home: Path) -> None:
    """The kernel refuses to let a file grow, as it does when a quota is used up."""
    file = home.parent / "runs.db"
    with started(*RUN, "--ledger", bench.ledger, file_limit_bytes=600_000) as process:
        said = ended(process)
    assert said.code == 3
    assert said.sentence.startswith(f"the ledger {bench.ledger} ")
    assert " disk " in said.sentence
    assert done_in(file)
    check_goes_on(bench, file, RUN, CASES * ROWS)


def test_a_ledger_that_is_locked_before_the_run_is_said(
    ran_nothing: Bench, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOPRUNG_LEDGER_WAIT_S", "0.1")
    file = home.parent / "runs.db"
    with locked_after(file, file, 0):
        while not is_locked(file):
            time.sleep(0.002)
        said = ran_nothing(*RUN)
        seen = ran_nothing("show", "latest")
    assert (said.code, seen.code) == (3, 3)
    assert said.sentence == seen.sentence
    assert said.sentence.startswith(f"the ledger {ran_nothing.ledger} is locked by another program")
    assert done_in(file) == []


def test_a_ledger_that_is_locked_during_a_run_ends_it(
    bench: Bench, home: Path, slow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home.parent / "runs.db"
    monkeypatch.setenv("TOPRUNG_LEDGER_WAIT_S", "0.3")
    with locked_after(file, slow, 12), started(*SLOW, "--ledger", bench.ledger) as process:
        said = ended(process)
    assert said.code == 3
    assert said.sentence.startswith(f"the ledger {bench.ledger} is locked by another program")
    monkeypatch.delenv("TOPRUNG_LEDGER_WAIT_S")
    check_goes_on(bench, file, SLOW, 4 * ROWS)


def test_a_second_process_on_the_same_run_is_refused(bench: Bench, home: Path, slow: Path) -> None:
    with started(*SLOW, "--ledger", bench.ledger) as process:
        wait_until(lambda: lines_of(slow) > 0, process)
        said = bench(*SLOW)
        assert ended(process).code == 0
    assert said.code == 3
    assert f" is being worked on by process {process.pid} on " in said.sentence
    assert len(done_in(home.parent / "runs.db")) == 4 * ROWS


def test_a_run_that_shares_trials_with_one_under_way_is_refused_and_pays_nothing(
    bench: Bench, home: Path, slow: Path
) -> None:
    larger = (*SLOW, "--cases", "5")
    with started(*SLOW, "--ledger", bench.ledger) as process:
        wait_until(lambda: lines_of(slow) > 0, process)
        said = bench(*larger)
        assert ended(process).code == 0
    assert said.code == 3
    assert f", which process {process.pid} on " in said.sentence
    assert bench(*larger).code == 0
    assert len(done_in(home.parent / "runs.db")) == 5 * ROWS


@pytest.mark.parametrize(
    ("place", "code", "sentence"),
    [
        ("generate", 'raise RuntimeError(f"no month for {seed}")', "generate(), seed "),
        ("generate", "return None", "generate() returned NoneType, not a Case"),
    ],
)
def test_a_task_that_fails_is_named(bench: Bench, home: Path, place: str, code: str, sentence: str) -> None:
    path = home / "tasks" / "petty_cash" / f"{place}.py"
    whole = path.read_text(encoding="utf-8")
    head, _, body = whole.partition(f"def {place}(")
    first, _, rest = body.partition("\n")
    path.write_text(f"{head}def {place}({first}\n    {code}\n{rest}", encoding="utf-8")
    said = bench("run", *SCRIPTED)
    assert said.code == 2
    assert said.sentence.startswith("task 'petty_cash'")
    assert sentence in said.sentence
    check_whole(home.parent / "runs.db")


@pytest.fixture
def ran_nothing(bench: Bench) -> Bench:
    """``toprung bench`` on a ledger without a run."""
    open_ledger(bench.ledger).close()
    return bench


def is_locked(file: Path) -> bool:
    connection = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.rollback()
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False
