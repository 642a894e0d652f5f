"""A user's mistake ends in one sentence and the exit code of harness/errors.py; the ledger stays as it was."""

import sys
from pathlib import Path

import pytest

from harness.providers.local import weights
from tests.harness.benching import SCRIPTED, SMALL, Bench
from tests.harness.crash.counting import ask, check_whole

RUN = ("run", *SCRIPTED)


def rows_of(file: Path) -> list[list[tuple[object, ...]]]:
    return [ask(file, f"SELECT * FROM {table}") for table in ("run", "planned_trial", "trial", "grade", "span", "call")]  # noqa: S608 - our own names


def refused(bench: Bench, home: Path, *words: str) -> tuple[int, str]:
    """Return the exit code and the sentence, and see that the ledger did not change."""
    file = home.parent / "runs.db"
    before = rows_of(file)
    said = bench(*words)
    assert rows_of(file) == before
    check_whole(file)
    assert "\n" not in said.sentence
    return said.code, said.sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--cases", "0"), "--cases is 0; a run needs at least one case"),
        (("--cases", "-2"), "--cases is -2; a run needs at least one case"),
        (("--epochs", "0"), "--epochs is 0; a design has to do each case at least once"),
        (("--max-connections", "0"), "--max-connections is 0; at least one is needed"),
        (("--call-in-tokens", "0"), "--call-in-tokens is 0; a call needs at least one token"),
        (("--call-out-tokens", "-5"), "--call-out-tokens is -5; a call needs at least one token"),
        (("--levels", "chat"), "there is no level 'chat'; the levels are prompting, context, orchestration"),
        (("--levels", ""), "no design to run; name levels with --levels or a design with --design"),
        (("--levels", "context,context"), "design 'petty_cash-context' stands twice in the run; give each design once"),
        (("--dials", "tiny"), "task 'petty_cash' has no dials 'tiny'; it has small, default, large"),
        (("--dials", "small,lines=99"), "dial 'lines' of task 'petty_cash' is 99; it goes from 4 to 60"),
        (("--dials", "lines=many"), "dial 'lines' of task 'petty_cash' needs a number, not 'many'"),
        (("--dials", "size=3"), "task 'petty_cash' has no dial 'size'; it has lines, over_limit"),
        (("--orchestrator", "crew"), "there is no orchestrator 'crew'; there are "),
        (("--design", "mine"), "there is no design 'mine': no such file, and the task's designs are context"),
        (("--model", "scriptd/x"), "there is no provider 'scriptd' (from --model scriptd/x); did you mean 'scripted'?"),
        (("--model", "scripted/x"), "there is no script 'x' for the scripted provider; looked for x, "),
        (("--model", "local/x"), "provider 'local' has no model 'x'; write --model local"),
        (("--model", "silent/x"), "provider 'silent' has no model 'x'; write --model silent"),
        (("--model", "replay/no-run"), "there is no run 'no-run'; the runs are "),
        (("--model", "openai_compatible"), "provider 'openai_compatible' needs a model's name"),
        (("--model", "openai_compatible/x", "--base-url", "ftp://x"), "the base URL 'ftp://x' does not start with"),
    ],
)
def test_an_order_that_cannot_be_run_is_refused(ran: Bench, home: Path, words: tuple[str, ...], sentence: str) -> None:
    code, said = refused(ran, home, *RUN, *words)
    assert code == 2
    assert said.startswith(sentence)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "nowhere"), "there is no run 'nowhere'; the runs are "),
        (("resume", "nowhere"), "there is no run 'nowhere'; the runs are "),
        (("regrade", "nowhere"), "there is no run 'nowhere'; the runs are "),
        (("compare", "latest", "nowhere"), "there is no run 'nowhere'; the runs are "),
        (("show", "abc"), "the run 'abc' is named by fewer than 4 characters; the runs are "),
        (("compare", "latest", "latest"), "the 2 runs named are not all different; name each run once"),
        (("run", "till"), "there is no task 'till'; the tasks are at_risk_accounts, "),
        ((*RUN, "--cases", "many"), "argument --cases: 'many' is not a whole number; `toprung bench run --help` says"),
        ((*RUN, "--seed", "1.5"), "argument --seed: '1.5' is not a whole number; `toprung bench run --help` says more"),
        ((*RUN, "--max-connections", ""), "argument --max-connections: '' is not a whole number; `toprung bench run"),
        ((*RUN, "--fast"), "unrecognized arguments: --fast; `toprung bench --help` says more"),
        (("walk",), "argument COMMAND: invalid choice: 'walk' (choose from "),
        (("run",), "the following arguments are required: task; `toprung bench run --help` says more"),
    ],
)
def test_a_command_that_leads_nowhere_is_refused(ran: Bench, home: Path, words: tuple[str, ...], sentence: str) -> None:
    code, said = refused(ran, home, *words)
    assert code == 2
    assert said.startswith(sentence)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("version = 1", "version = = 1"), "mine.toml is not TOML: "),
        (("about =", "abuot ="), "mine.toml: unknown key 'abuot'; did you mean 'about'?"),
        (('role = "an assistant"', 'role = "an assistant"\ntools = ["sum"]'), "they need CONTEXT"),
        (('task = "petty_cash"', 'task = "till"'), "is for task 'till', not 'petty_cash'"),
        (('level = "prompting"', 'level = "chatting"'), "mine.toml: "),
        (("follow_ups = 1", "follow_ups = -1"), "mine.toml: "),
    ],
)
def test_a_design_that_does_not_hold_together_is_refused(
    ran: Bench, home: Path, change: tuple[str, str], sentence: str
) -> None:
    good = (home / "tasks" / "petty_cash" / "designs" / "prompting.toml").read_text(encoding="utf-8")
    Path("mine.toml").write_text(good.replace(*change), encoding="utf-8")
    code, said = refused(ran, home, *RUN, "--design", "mine.toml")
    assert code == 2
    assert said.startswith("design ")
    assert sentence in said


def test_missing_weights_say_how_to_get_them(ran: Bench, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_PACKAGE", "no_such_package")
    code, said = refused(ran, home, "run", *SMALL, "--model", "local")
    assert code == 4
    assert said.startswith("the embedded model's weights are not installed; run `make setup`")


def test_a_missing_sdk_names_the_extra(ran: Bench, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    monkeypatch.delitem(sys.modules, "harness.providers.openai_compatible.service", raising=False)
    code, said = refused(ran, home, "run", *SMALL, "--model", "openai_compatible/x", "--base-url", "http://127.0.0.1:9")
    assert code == 4
    assert "pip install 'toprung[openai]'" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "set OPENAI_API_KEY to use OpenAI, or give --base-url for another server"),
        (("--api-key-env", "NO_KEY"), "there is no key NO_KEY: set that environment variable, or write NO_KEY = "),
    ],
)
def test_a_missing_key_names_the_variable(ran: Bench, home: Path, words: tuple[str, ...], sentence: str) -> None:
    code, said = refused(ran, home, "run", *SMALL, "--model", "openai_compatible/x", *words)
    assert (code, said[: len(sentence)]) == (4, sentence)


@pytest.mark.parametrize("wait", ["soon", "-1", "nan", "1e9"])
def test_a_wait_for_the_ledger_that_is_no_number_is_refused(
    ran: Bench, home: Path, monkeypatch: pytest.MonkeyPatch, wait: str
) -> None:
    monkeypatch.setenv("TOPRUNG_LEDGER_WAIT_S", wait)
    sentence = f"TOPRUNG_LEDGER_WAIT_S is '{wait}'; it needs a number of seconds from 0 to 3600"
    assert refused(ran, home, "show", "latest") == (2, sentence)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("sqlite:///no/such/runs.db", "the ledger's folder no/such does not exist; create it, or name another file"),
        ("runs.db", "the ledger's address 'runs.db' is not a URL; write sqlite:///runs.db or "),
        ("sqlite:///home", "the ledger home is a folder; name a file in it: sqlite:///home/runs.db"),
        ("mysql://here/runs", "a ledger cannot be kept in 'mysql'; write sqlite:///runs.db or "),
        (
            "sqlite:///home/tasks/petty_cash/task.toml",
            "the ledger sqlite:///home/tasks/petty_cash/task.toml is not an ",
        ),
    ],
)
@pytest.mark.parametrize("words", [RUN, ("show", "latest")], ids=["run", "show"])
def test_an_address_that_cannot_be_a_ledger_is_refused(
    bench: Bench, words: tuple[str, ...], address: str, sentence: str
) -> None:
    said = Bench(address, bench.capsys, bench.caplog)(*words)
    assert said.code == 3
    assert said.sentence.startswith(sentence)


@pytest.mark.parametrize("words", [("show", "latest"), ("list",), ("resume", "latest"), ("regrade", "latest")])
def test_whoever_looks_for_a_ledger_that_is_not_there_makes_none(
    bench: Bench, home: Path, words: tuple[str, ...]
) -> None:
    said = bench(*words)
    assert said.code == 3
    assert said.sentence.startswith(f"there is no ledger {home.parent / 'runs.db'}")
    assert not (home.parent / "runs.db").exists()
