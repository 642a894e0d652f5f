from pathlib import Path

import pytest

from tasks_bank.catalog import find_task
from tasks_bank.cli import main

HOME = Path(__file__).parents[2] / "fixtures" / "home"


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(HOME))


def test_list_shows_each_task_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header.split() == ["name", "title", "family", "version", "unaided", "min"]
    (petty,) = [row for row in rows if row.startswith("petty_cash ")]
    assert petty.split() == ["petty_cash", "Petty", "cash", "book", "bookkeeping", "1", "6"]
    assert len(petty) == len(header)


def test_list_without_any_task_is_a_header(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks_bank.cli.showing.task_folders", dict)
    assert main(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_show_prints_the_ask_the_deliverables_and_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "petty_cash"]) == 0
    shown = capsys.readouterr().out
    task = find_task("petty_cash")
    brief = task.deal(7, task.dials("small")).brief
    assert brief.ask.strip() in shown
    assert brief.handing_in() in shown
    assert f"petty_cash.csv  {len(brief.files[0].data)} bytes" in shown


def test_show_writes_the_files_and_nothing_of_the_truth(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["show", "petty_cash", "--seed", "3", "--dials", "large", "--out", str(tmp_path / "new" / "case")]) == 0
    task = find_task("petty_cash")
    case = task.deal(3, task.dials("large"))
    written = {path.name: path.read_bytes() for path in (tmp_path / "new" / "case").rglob("*") if path.is_file()}
    assert written == {file.name: file.data for file in case.brief.files}
    everything = capsys.readouterr().out.encode() + b"".join(written.values())
    assert case.truth.canary.encode() not in everything
    assert all(row["amount"].encode() not in everything for row in case.truth.tables["totals"])


def test_file_that_is_there_is_not_overwritten(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "petty_cash.csv").write_text("mine")
    assert main(["show", "petty_cash", "--out", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"toprung: {tmp_path}/petty_cash.csv is there already; give another --out or move it away\n"
    assert (tmp_path / "petty_cash.csv").read_text() == "mine"


def test_folder_that_cannot_be_made_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert main(["show", "petty_cash", "--out", str(tmp_path / "file" / "below")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("toprung: cannot write ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "petty"], "toprung: there is no task 'petty'; the tasks are "),
        (["show", "petty_cash", "--dials", "tiny"], "toprung: task 'petty_cash' has no dials 'tiny'"),
        (["show", "petty_cash", "--dials", "lines=900"], "toprung: dial 'lines' of task 'petty_cash' is 900; it goes"),
    ],
)
def test_mistake_is_one_sentence(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(said)
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["shwo"], "toprung: argument COMMAND: invalid choice: 'shwo' (choose from "),
        (["show"], "toprung: the following arguments are required: name; `toprung tasks show --help` says more"),
        (
            ["show", "petty_cash", "--seed", "x"],
            "toprung: argument --seed: 'x' is not a whole number; `toprung tasks show --help` says more",
        ),
    ],
)
def test_word_that_is_not_understood_is_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    shown = capsys.readouterr().err
    assert shown.startswith(said)
    assert shown.count("\n") == 1


def test_reader_that_has_gone_is_no_mistake_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with ``| head -2``; the one command ends quietly on it."""

    def gone(_text: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("builtins.print", gone)
    with pytest.raises(BrokenPipeError):
        main(["show", "petty_cash"])


def test_show_prints_the_notes_that_a_case_brings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "expense_reconciliation", "--dials", "small,notes=2"]) == 0
    shown = capsys.readouterr().out
    task = find_task("expense_reconciliation")
    notes = task.deal(7, task.dials("small,notes=2")).notes
    assert len(notes) == 2
    assert all(f"- {note.at}, {note.by}: {note.text}" in shown for note in notes)
