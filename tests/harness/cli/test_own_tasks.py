"""A task that is data only is planned, run, shown, marked again and forgotten like any other."""

import json
import zipfile
from pathlib import Path

import pytest

import toprung
from tests.harness.benching import Bench
from tests.tasks_bank.own.jobs import MARCH, job

DESIGN = """
name = "chat"
version = 1
level = "prompting"
task = "register"
question = "{ask} {pasted} {handing_in}"

[allowance]
paste_tokens = 400
follow_ups = 0
max_output_tokens = 400

[[agent]]
name = "chat"
role = "an assistant"
"""
ANSWER = """## invoices

invoice,supplier,due,category,amount
A-17,Redwood Paper,2026-03-14,office,120.50
A-18,Coast Rail,2026-03-20,travel,80.00
"""
WORDS = ("register", "--design", "chat.toml", "--cases", "2", "--model", "scripted/script.toml")
AWAY = ("--model", "anthropic/m", "--base-url", "https://models.example")


@pytest.fixture
def own(bench: Bench, home: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """An installation with the imported job; nobody has said anything about people."""
    work = home.parent
    (work / "chat.toml").write_text(DESIGN)
    (work / "script.toml").write_text(f"default = {json.dumps(ANSWER)}\n")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key")
    assert toprung.main(["tasks", "import", str(job(work / "register"))]) == 0
    return bench


def say(*words: str) -> None:
    assert toprung.main(["tasks", "data", "register", *words]) == 0


def test_it_is_run_and_marked(own: Bench) -> None:
    done = own("run", *WORDS)
    assert (done.code, done.err.count("Traceback")) == (0, 0)
    view = own.view()
    # March: rows 50 of 100, the totals and the rest were not handed in; April: the rows are another month's.
    assert [(trial["seed"], trial["score"]) for trial in view["trials"]] == [(1, 0.5), (2, 0.0)]
    assert view["graders"] == [f"register@1#{view['task_digest'][:8]}"]


def test_more_cases_than_there_are_are_refused(own: Bench) -> None:
    assert own("plan", "register", "--design", "chat.toml", "--model", "scripted").sentence == (
        "task 'register' has 2 cases, of seeds 1 to 2; there is none of seed 3; say which with --seed "
        "and how many with --cases"
    )


def test_a_changed_folder_makes_another_run_and_does_not_go_on_with_the_old_one(own: Bench, home: Path) -> None:
    assert own("run", *WORDS).code == 0
    before = own.view()["id"]
    path = home / "tasks" / "register" / MARCH / "note.csv"
    path.write_text(path.read_text().replace("200.50 | ", ""))
    assert "the task's folder has changed since" in own("resume", before).sentence
    assert own("run", *WORDS).code == 0
    assert own.view()["id"] != before
    assert "is not of the same task, version and dials" in own("compare", before, "latest").sentence


@pytest.mark.parametrize("command", ["plan", "run"])
def test_a_remote_model_waits_for_an_answer(own: Bench, command: str) -> None:
    words = (command, *WORDS, *AWAY)
    assert own(*words).sentence.endswith("say it with: toprung tasks data register --people yes, or --people no")
    say("--people", "yes")
    assert own(*words).sentence.endswith("allow it with: toprung tasks data register --remote yes")


def test_a_remote_model_may_see_what_is_allowed(own: Bench) -> None:
    for words in (("--people", "no"), ("--people", "yes", "--remote", "yes")):
        say(*words)
        assert own("plan", *WORDS, *AWAY).code == 0


def test_a_server_on_this_machine_is_not_remote(own: Bench) -> None:
    words = ("--model", "openai_compatible/m", "--base-url", "http://127.0.0.1:9/v1")
    assert own("plan", *WORDS, *words).code == 0


def test_a_run_says_how_long_its_texts_are_kept(own: Bench) -> None:
    say("--people", "yes", "--keep-days", "3")
    shown = own("run", *WORDS).out
    view = own.view()
    assert view["keep_until"] > view["created"]
    assert f"texts are kept until {view['keep_until'][:10]}; then: toprung bench forget --due" in shown


def test_a_run_is_forgotten_and_its_figures_are_shown(own: Bench) -> None:
    own("run", *WORDS)
    before = own.view()
    assert own("forget", "latest").sentence == f"this deletes the texts of {before['id']} for good; say --yes to do so"
    done = own("forget", "latest", "--yes")
    assert done.out == f"run {before['id']}: the texts of 2 answers and 2 calls are deleted; figures are kept\n"
    after = own.view()
    assert after["arms"] == [
        {**arm, "checks": after["arms"][place]["checks"]} for place, arm in enumerate(before["arms"])
    ]
    assert after["texts_forgotten"] == 2
    assert (
        f"\ntexts forgotten on {after['forgotten_at'][:10]} (2 answers, with all calls)\n" in own("show", "latest").out
    )


def test_what_was_forgotten_cannot_be_marked_again_or_replayed(own: Bench) -> None:
    own("run", *WORDS)
    own("forget", "latest", "--yes")
    assert "so that nothing is left to mark again" in own("regrade", "latest").sentence
    assert "has no recorded replies" in own("plan", *WORDS[:-1], "replay/latest").sentence


@pytest.mark.parametrize("words", [("jsonl",), ("csv",), ("otlp", "--with-content"), ("inspect",)], ids=lambda w: w[0])
def test_a_forgotten_run_is_exported_without_its_texts(own: Bench, home: Path, words: tuple[str, ...]) -> None:
    own("run", *WORDS)
    for name, told in (("before", True), ("after", False)):
        out = home.parent / name
        assert own("export", "latest", "--out", str(out), "--to", *words).code == 0
        files = [path for path in (out, *out.rglob("*")) if path.is_file()]
        assert any("Coast Rail" in _read(path) for path in files) is (told and words != ("csv",))
        own("forget", "latest", "--yes")


def _read(path: Path) -> str:
    """Return the text of a file, or of all files in an archive."""
    if not zipfile.is_zipfile(path):
        return path.read_text()
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_a_forgotten_run_is_done_and_is_not_done_again(own: Bench) -> None:
    own("run", *WORDS)
    own("forget", "latest", "--yes")
    assert own("run", *WORDS).code == 0
    assert own.view()["texts_forgotten"] == 2


def test_runs_whose_days_are_over_are_forgotten_together(own: Bench) -> None:
    assert own("run", *WORDS).code == 0
    assert own("forget", "--due").out == "no run has texts that may no longer be kept\n"
    say("--people", "yes", "--keep-days", "0")
    assert own("run", *WORDS, "--epochs", "2").code == 0
    (done,) = own("forget", "--due", "--yes", "--json").json
    assert done == {"run_id": own.view()["id"], "trials": 4, "calls": 4}
    assert own("forget", "--due", "--yes", "--json").json == []


@pytest.mark.parametrize("words", [(), ("latest", "--due")])
def test_one_run_or_all_that_are_due(own: Bench, words: tuple[str, ...]) -> None:
    assert own("forget", *words).sentence.startswith("say which run to forget, or --due for all whose days are over")


@pytest.mark.parametrize(("said", "code"), [("yes", 0), ("no", 2), ("", 2)])
def test_whoever_sits_at_the_terminal_is_asked(
    own: Bench, monkeypatch: pytest.MonkeyPatch, said: str, code: int
) -> None:
    own("run", *WORDS)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: said)
    assert own("forget", "latest").code == code
    assert own.view()["texts_forgotten"] == (2 if code == 0 else 0)
