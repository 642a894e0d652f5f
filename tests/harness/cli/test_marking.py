"""Marking: a marker that fails loses no answer, and answers are marked again only against their own cases."""

import logging
import shutil
import sys
from pathlib import Path

import pytest

from tests.harness.benching import ROWS, SCRIPTED, Bench
from tests.harness.crash.counting import ask

BROKEN = ("    grader = f", '    if case.seed == 2:\n        raise RuntimeError("no marks")\n    grader = f')
FAULT = "task 'petty_cash', grade(), seed 2: RuntimeError: no marks"


def change(home: Path, name: str, *changes: tuple[str, str]) -> None:
    """Change a file of the task petty cash; its modules are loaded again."""
    path = home / "tasks" / "petty_cash" / name
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    shutil.rmtree(path.parent / "__pycache__", ignore_errors=True)
    for module in [name for name in sys.modules if name.startswith("tasks_bank.tasks.petty_cash")]:
        del sys.modules[module]


@pytest.fixture
def unmarked(bench: Bench, home: Path, caplog: pytest.LogCaptureFixture) -> Bench:
    """A run of two cases whose second the marker failed on."""
    change(home, "grade.py", BROKEN)
    with caplog.at_level(logging.WARNING):
        said = bench("run", *SCRIPTED, "--cases", "2")
    assert said.code == 5
    assert said.logged.count(FAULT) == ROWS
    assert said.err.splitlines()[-1].startswith(
        f"toprung: {ROWS} answers could not be marked: {FAULT}; mend the marker, "
    )
    return bench


def test_an_answer_that_the_marker_fails_on_is_kept_and_left_out_of_quality(unmarked: Bench, home: Path) -> None:
    view = unmarked.view()
    assert (view["planned"], view["finished"], view["left_out"]) == (2 * ROWS, 2 * ROWS, 0)
    failed = [trial for trial in view["trials"] if trial["status"] == "not marked"]
    assert {(trial["seed"], trial["outcome"], trial["score"]) for trial in failed} == {(2, "done", None)}
    scores = {trial["arm"]: trial["score"] for trial in view["trials"] if trial["seed"] == 1}
    assert {arm["id"]: (arm["cases"], arm["quality_mean"]) for arm in view["arms"]} == {
        arm: (1, score) for arm, score in scores.items()
    }
    assert ask(home.parent / "runs.db", "SELECT count(*) FROM grade") == [(ROWS,)]
    assert f"\n{ROWS} answers not marked, left out of quality (" in unmarked("show", "latest").out


def test_the_marks_of_a_check_are_means_over_the_marked_answers(unmarked: Bench) -> None:
    view = unmarked.view()
    marked = {trial["arm"]: trial["checks"] for trial in view["trials"] if trial["seed"] == 1}
    for arm in view["arms"]:
        assert [check["earned"] for check in arm["checks"]] == [check["earned"] for check in marked[arm["id"]]]


def test_the_same_command_again_pays_nothing_and_says_what_is_not_marked(unmarked: Bench, home: Path) -> None:
    before = ask(home.parent / "runs.db", "SELECT count(*) FROM call")
    said = unmarked("run", *SCRIPTED, "--cases", "2")
    assert said.code == 5
    assert FAULT in said.sentence
    assert ask(home.parent / "runs.db", "SELECT count(*) FROM call") == before


def test_a_mended_marker_marks_what_could_not_be_marked(unmarked: Bench, home: Path) -> None:
    change(home, "grade.py", BROKEN[::-1])
    run_id = unmarked.view()["id"]
    assert unmarked("regrade", "latest").out == (
        f"run {run_id}: {2 * ROWS} answers marked again by petty_cash@1; {ROWS} scores changed\n"
    )
    assert {trial["status"] for trial in unmarked.view()["trials"]} <= {"marked", "unreadable"}
    assert unmarked("resume", "latest").code == 0


def test_a_marker_that_still_fails_marks_nothing(unmarked: Bench, home: Path) -> None:
    said = unmarked("regrade", "latest")
    assert (said.code, said.sentence) == (2, FAULT)
    assert ask(home.parent / "runs.db", "SELECT count(*) FROM grade") == [(ROWS,)]


def test_answers_are_not_marked_against_other_cases(ran: Bench, home: Path) -> None:
    """The next version draws other numbers from the same seed."""
    before = ran.view()
    change(home, "task.toml", ("version = 1", "version = 2"))
    change(home, "generate.py", ('Random(f"petty_cash {seed}")', 'Random(f"petty cash {seed}")'))
    said = ran("regrade", "latest")
    assert said.code == 2
    assert said.sentence == (
        f"the cases of petty_cash have changed since run {before['id']} was made (seed 1), so its answers cannot be "
        "marked again; install version 1 of the task as it was then"
    )
    assert ran.view() == before


def test_a_newer_marker_marks_the_same_cases_and_is_named(ran: Bench, home: Path) -> None:
    assert ran.view()["graders"] == ["petty_cash@1"]
    change(home, "task.toml", ("version = 1", "version = 2"))
    change(home, "grade.py", ('("escalations", 20,', '("escalations", 40,'))
    assert ran("regrade", "latest").code == 0
    assert ran.view()["graders"] == ["petty_cash@2"]
    assert "\ntask petty_cash@1, marked by petty_cash@2\n" in ran("show", "latest").out
