import shutil
from pathlib import Path

import pytest

from tasks_bank.answer import Answer
from tasks_bank.catalog import find_task, task_folders
from tasks_bank.errors import BadDial, BrokenTask, UnknownTask
from tasks_bank.task import Task, read_task

HOME = Path(__file__).parents[1] / "fixtures" / "home"


@pytest.fixture
def task() -> Task:
    return read_task(HOME / "tasks" / "petty_cash")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a copy of the small task that a test may break."""
    return Path(shutil.copytree(HOME / "tasks" / "petty_cash", tmp_path / f"task_{tmp_path.name}"))


def test_preset_changes_only_its_own_dials(task: Task) -> None:
    assert task.dials() == {"lines": 10, "over_limit": 1}
    assert task.dials("large") == {"lines": 24, "over_limit": 3}


@pytest.mark.parametrize("setting", ["small,over_limit=2", "small, over_limit=2", "lines=6,over_limit=2"])
def test_single_dials_are_changed_by_name(task: Task, setting: str) -> None:
    assert task.dials(setting) == {"lines": 6, "over_limit": 2}


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("tiny", "has no dials 'tiny'; it has small, default, large"),
        ("small,size=2", "has no dial 'size'; it has lines, over_limit"),
        ("small,x", "has no dial 'x'; it has lines, over_limit"),
        ("small,lines=4.5", "dial 'lines' of task 'petty_cash' is 4.5; it wants a whole number"),
        ("small,lines", "dial 'lines' of task 'petty_cash' is given no value; write lines=NUMBER"),
        ("lines=3", "is 3; it goes from 4 to 60"),
        ("lines=many", "needs a number, not 'many'"),
    ],
)
def test_wrong_dial_says_what_is_allowed(task: Task, setting: str, said: str) -> None:
    with pytest.raises(BadDial, match=said):
        task.dials(setting)


def test_folder_of_an_installation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(HOME))
    assert task_folders()["petty_cash"] == HOME / "tasks" / "petty_cash"
    assert find_task("petty_cash").spec.title == "Petty cash book"


def test_unknown_task_names_the_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(HOME))
    with pytest.raises(UnknownTask, match=r"there is no task 'pety_cash'; the tasks are .*petty_cash"):
        find_task("pety_cash")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Petty cash book"\n', "", "title: Field required"),
        ("version = 1", "version = 0", "version: Input should be greater than"),
        ("version = 1", "version = ", "cannot read .*task.toml"),
        ("version = 1", "version = 1\ncolour = 2", "colour: Extra inputs are not permitted"),
    ],
)
def test_broken_task_file_says_where(broken: Path, old: str, new: str, said: str) -> None:
    path = broken / "task.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BrokenTask, match=said):
        read_task(broken)


@pytest.mark.parametrize("name", ["generate.py", "grade.py", "exemplars.py"])
def test_missing_file_is_named(broken: Path, name: str) -> None:
    (broken / name).unlink()
    task = read_task(broken)
    with pytest.raises(BrokenTask, match=f"has no {name}"):
        _use_all(task)


@pytest.mark.parametrize(
    ("name", "function", "said"), [("generate", "generate", "not a Case"), ("grade", "grade", "not a Grade")]
)
def test_function_that_returns_something_else_is_named(broken: Path, name: str, function: str, said: str) -> None:
    (broken / f"{name}.py").write_text(f"def {function}(*_):\n    return 3\n")
    with pytest.raises(BrokenTask, match=rf"{function}\(\) returned int, {said}"):
        _use_all(read_task(broken))


@pytest.mark.parametrize("earned", ["11.0", "-1.0", "float('nan')"])
def test_a_score_that_is_off_the_scale_is_the_markers_fault(broken: Path, earned: str) -> None:
    path = broken / "grade.py"
    check = f"Check('lines', {earned}, 10, 'why')"
    path.write_text(
        f"from tasks_bank.grade import Check, Grade\ndef grade(*_): return Grade('marked', ({check},), 'me')\n"
    )
    with pytest.raises(BrokenTask, match=r"grade\(\), seed 1: the score is .*, not 0 to 1"):
        _use_all(read_task(broken))


def _use_all(task: Task) -> None:
    case = task.deal(1, task.dials())
    task.grade(case, Answer())
    task.exemplars(case)
