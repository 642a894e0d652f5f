"""What was said about real people's data is kept beside the task."""

from pathlib import Path

import pytest

from tasks_bank.errors import BrokenTask
from tasks_bank.own.people import PeoplesData, read_people, write_people
from tasks_bank.task import read_task
from tests.tasks_bank.own.jobs import job

PETTY_CASH = Path(__file__).parents[2] / "fixtures" / "home" / "tasks" / "petty_cash"


@pytest.mark.parametrize(
    "said",
    [PeoplesData(there=False), PeoplesData(there=True, keep_days=0), PeoplesData(there=True, remote=True, keep_days=7)],
)
def test_what_is_written_is_read(tmp_path: Path, said: PeoplesData) -> None:
    write_people(tmp_path, said)
    assert read_people(tmp_path) == said
    assert [path.name for path in tmp_path.iterdir()] == ["data.toml"]


def test_what_nobody_has_said_is_open(tmp_path: Path) -> None:
    assert read_people(tmp_path) == PeoplesData(there=None, remote=False, keep_days=None)


def test_only_a_task_of_ones_own_data_asks(tmp_path: Path) -> None:
    assert read_task(job(tmp_path / "register")).people == PeoplesData()
    assert read_task(PETTY_CASH).people is None


@pytest.mark.parametrize("text", ["people = 3", "people = ", "remote = true", "people = true\nkeep_days = -1"])
def test_what_cannot_be_read_is_never_taken_for_a_yes(tmp_path: Path, text: str) -> None:
    (tmp_path / "data.toml").write_text(text)
    with pytest.raises(BrokenTask, match="cannot be read; say it again: toprung tasks data "):
        read_people(tmp_path)
