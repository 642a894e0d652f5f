"""``toprung tasks try``: an answer made by hand is marked, and the truth is not told beyond what checks say."""

import json
from pathlib import Path

import pytest

from tasks_bank.catalog import find_task
from tasks_bank.cli import main
from tasks_bank.cli.trying import _answer
from tasks_bank.file import File
from tests.tasks_bank.own.jobs import job

HOME = Path(__file__).parents[2] / "fixtures" / "home"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(HOME))


def right(kind: str = "right") -> str:
    task = find_task("petty_cash")
    case = task.deal(7, task.dials("small"))
    text = next(each.answer.text for each in task.exemplars(case) if each.kind == kind)
    assert text
    return text


def tried(capsys: Capture, answer: Path, *words: str) -> str:
    assert main(["try", "petty_cash", "--answer", str(answer), *words]) == 0
    return capsys.readouterr().out


def test_a_grade_is_printed_check_by_check(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "answer.md").write_text(right("partial"))
    said = tried(capsys, tmp_path)
    assert said.startswith("petty_cash@1 seed 7, marked by petty_cash@1\n\nlines: 50.0 of 50\n  6 of 6 right")
    assert "\ntotals: 0.0 of 30\n" in said
    assert said.endswith("\nscore 0.500: 50.0 of 100 marks\n")


def test_a_folder_and_a_file_are_marked_alike(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "answer.md").write_text(right("partial"))
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    assert tried(capsys, tmp_path) == tried(capsys, tmp_path / "answer.md")


def test_tables_may_come_as_files(capsys: Capture, tmp_path: Path) -> None:
    task = find_task("petty_cash")
    for name, rows in task.deal(7, task.dials("small")).truth.tables.items():
        cells = [list(rows[0]), *(list(row.values()) for row in rows)]
        (tmp_path / f"{name}.csv").write_text("\n".join(",".join(line) for line in cells))
    assert tried(capsys, tmp_path).endswith("\nscore 1.000: 100.0 of 100 marks\n")


def test_the_grade_comes_as_json(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "answer.md").write_text(right("partial"))
    grade = json.loads(tried(capsys, tmp_path, "--json", "--seed", "7", "--dials", "small"))
    assert (grade["score"], grade["status"], grade["share_scored"]) == (0.5, "marked", 1)


def test_an_answer_that_cannot_be_read_says_why(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text("All is in order.")
    assert "unreadable: " in tried(capsys, tmp_path)


def test_the_truth_is_not_told_beyond_the_checks(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "answer.md").write_text("## totals\n\ncategory,amount\ntravel,1.00\n")
    task = find_task("petty_cash")
    case = task.deal(7, task.dials("small"))
    assert case.truth.canary not in tried(capsys, tmp_path)


def test_marks_that_a_judge_would_give_are_left_out(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchor = '{ passage = "x", why = "y" }'
    criterion = f'name = "tone"\nmarks = 20\nof = ["note"]\nasks = "Kind?"\nmeets = {anchor}\nfalls_short = {anchor}'
    job(tmp_path / "tasks" / "register", **{"rubric.toml": f"[[criterion]]\n{criterion}\n"})
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    (tmp_path / "answer.md").write_text("## note\n\nIt came to 60.00 pounds.")
    assert main(["try", "register", "--seed", "2", "--answer", str(tmp_path / "answer.md")]) == 0
    said = capsys.readouterr().out
    assert "\ntone: not scored, of 20\n" in said
    assert said.endswith("of 100 marks\n17% of all marks need a judge and are left out\n")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _folder: None, "there is no answer "),
        (lambda folder: folder.mkdir(), "holds no file; put the answer's files into it"),
        (lambda folder: folder.write_bytes(bytes(50_000_001)), "the answer has 50,000,001 bytes; 50,000,000 are read"),
    ],
)
def test_what_is_no_answer_is_refused(capsys: Capture, tmp_path: Path, make: object, said: str) -> None:
    assert callable(make)
    make(tmp_path / "a.txt")
    assert main(["try", "petty_cash", "--answer", str(tmp_path / "a.txt")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("\n") == 1


def test_files_keep_their_place_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "lines.csv").write_bytes(b"line\n")
    assert _answer(tmp_path).files == (File("out/lines.csv", b"line\n"),)
