"""``toprung tasks new``, ``import`` and ``data``."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks_bank.cli import main
from tests.tasks_bank.own.jobs import FILES, job

ROOT = Path(__file__).parents[3]
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(job(tmp_path / "register"))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a person at the terminal types, line by line; all of it has to be asked for."""
    lines: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)

    def answer(_question: str) -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr("builtins.input", answer)
    yield lines
    assert lines == []


@pytest.fixture(autouse=True)
def nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())


def refused(capsys: Capture, *words: str) -> str:
    assert main([*words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err.removeprefix("toprung: ")


def test_a_new_task_passes_the_common_tests_from_the_first_minute(home: Path) -> None:
    assert main(["new", "goods_in"]) == 0
    tests = [f"tests/tasks_bank/{test}.py" for test in ("test_every_task", "test_every_task_form")]
    words = ["-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", "-q", "-m", "not slow", "-k", "goods_in"]
    done = subprocess.run(
        [sys.executable, *words, *tests],
        cwd=ROOT,
        env=os.environ | {"TOPRUNG_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_a_new_task_names_itself(home: Path, capsys: Capture) -> None:
    assert main(["new", "goods_in"]) == 0
    assert capsys.readouterr().out.startswith(f"made {home}/tasks/goods_in\nsee it with: toprung tasks show goods_in; ")
    texts = [path.read_text() for path in (home / "tasks").rglob("*") if path.is_file() and path.suffix != ".py"]
    assert not any("my_task" in text or "my-task" in text for text in texts)
    assert (home / "tasks" / "goods_in" / "skills" / "goods-in" / "SKILL.md").is_file()
    assert main(["show", "goods_in"]) == 0
    assert capsys.readouterr().out.startswith("Deliveries against orders (goods_in@1 seed 7, orders 8)\n")


@pytest.mark.parametrize("words", [["new", "goods_in"], ["import", "."], ["import", ".", "--name", "register"]])
def test_without_a_home_there_is_no_place(monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: list[str]) -> None:
    monkeypatch.delenv("TOPRUNG_HOME")
    assert refused(capsys, *words) == (
        "TOPRUNG_HOME is not set, so there is no place for tasks of your own; choose a folder and say: "
        'export TOPRUNG_HOME="$PWD/toprung-home"\n'
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("expense_reconciliation", "there is a task 'expense_reconciliation' already, in "),
        ("lambda", "'lambda' is a word of Python"),
        ("../up", "'../up' cannot be the name of a task; "),
    ],
)
def test_a_name_that_cannot_be_is_refused(capsys: Capture, home: Path, name: str, said: str) -> None:
    assert refused(capsys, "new", name).startswith(said)
    assert not list(home.rglob("*.toml"))


def test_an_import_says_what_it_took_over_and_what_is_open(capsys: Capture, folder: str, home: Path) -> None:
    assert main(["import", folder]) == 0
    assert capsys.readouterr().out == (
        f"imported register: 2 cases, of seeds 1 to 2, in {home}/tasks/register\n"
        "people's data: it has not been said whether the files hold real people's data; no remote model may see them; "
        "say it with: toprung tasks data register --people yes, or --people no\n"
    )
    assert main(["show", "register"]) == 0
    assert capsys.readouterr().out.startswith("Invoice register (register@1 seed 1)\n\nPlease register the invoices")
    assert main(["list"]) == 0
    assert "\nregister" in capsys.readouterr().out


def test_nothing_is_imported_where_something_is_wrong(capsys: Capture, tmp_path: Path, home: Path) -> None:
    folder = job(tmp_path / "register", **{"cases/2-april/expected/note.csv": "fact\n"})
    assert refused(capsys, "import", str(folder)).startswith(
        "cases/2-april/expected/note.csv, line 1: there is no column"
    )
    assert not home.exists()


def test_a_name_is_imported_once(capsys: Capture, folder: str) -> None:
    assert main(["import", folder]) == 0
    capsys.readouterr()
    assert refused(capsys, "import", folder).startswith("there is a task 'register' already, in ")
    assert main(["import", folder, "--name", "register_two"]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--people", "no"], "the files hold no real people's data; any model may see them"),
        (
            ["--people", "yes"],
            "the files hold real people's data; no remote model may see them; texts of runs are kept 30 days",
        ),
        (
            ["--people", "yes", "--remote", "yes", "--keep-days", "5"],
            "the files hold real people's data; a remote model may see them; texts of runs are kept 5 days",
        ),
    ],
)
def test_people_are_said_by_options(capsys: Capture, folder: str, words: list[str], said: str) -> None:
    assert main(["import", folder, *words]) == 0
    assert f"people's data: {said}\n" in capsys.readouterr().out
    assert main(["data", "register"]) == 0
    assert capsys.readouterr().out == f"people's data: {said}\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["perhaps", "no"], "the files hold no real people's data"),
        (["yes", "n", ""], "no remote model may see them; texts of runs are kept 30 days"),
        (["y", "y", "long", "9999", "12"], "a remote model may see them; texts of runs are kept 12 days"),
        ([], "it has not been said"),
    ],
)
def test_whoever_sits_at_the_terminal_is_asked(
    capsys: Capture, folder: str, typed: list[str], lines: list[str], said: str
) -> None:
    typed += lines
    assert main(["import", folder]) == 0
    assert said in capsys.readouterr().out


def test_what_was_said_is_changed_piece_by_piece(capsys: Capture, folder: str) -> None:
    assert main(["import", folder, "--people", "yes", "--keep-days", "5"]) == 0
    assert main(["data", "register", "--remote", "yes"]) == 0
    assert "a remote model may see them; texts of runs are kept 5 days" in capsys.readouterr().out
    assert main(["data", "register", "--people", "no"]) == 0
    assert main(["data", "register", "--people", "yes"]) == 0
    assert "; no remote model may see them; texts" in capsys.readouterr().out, "it was allowed for other data"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["register", "--remote", "yes"], "say first whether the files hold real people's data: --people yes or "),
        (["register", "--people", "yes", "--keep-days", "-1"], "--keep-days is -1; it goes from 0 to 3650"),
        (["expense_reconciliation", "--people", "no"], "task 'expense_reconciliation' is a packaged one: "),
        (["registr"], "there is no task 'registr'"),
    ],
)
def test_what_cannot_be_said_is_refused(capsys: Capture, folder: str, words: list[str], said: str) -> None:
    assert main(["import", folder]) == 0
    capsys.readouterr()
    assert refused(capsys, "data", *words).startswith(said)


def test_a_copy_under_way_is_no_task(home: Path, folder: str, capsys: Capture) -> None:
    waiting = home / "tasks" / ".register-x1"
    waiting.mkdir(parents=True)
    (waiting / "task.toml").write_text(FILES["task.toml"])
    assert main(["list"]) == 0
    assert "register" not in capsys.readouterr().out
    assert main(["import", folder]) == 0
