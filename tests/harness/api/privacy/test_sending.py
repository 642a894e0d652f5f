"""Which model may see files that hold real people's data."""

from pathlib import Path

import pytest

from harness.api.privacy.sending import check_may_see, is_remote
from harness.errors import BadPlan
from harness.messages import Evidence
from tasks_bank.own.people import PeoplesData, write_people
from tasks_bank.task import Task, read_task
from tests.harness.fakes import PETTY_CASH
from tests.tasks_bank.own.jobs import job

AWAY = "https://models.example/v1"


@pytest.fixture
def task(tmp_path: Path) -> Task:
    return read_task(job(tmp_path / "register"))


def may_see(task: Task, evidence: Evidence = "real", base_url: str | None = None) -> str:
    """Return why not; empty when it may."""
    try:
        check_may_see(task, "anthropic/m", evidence, base_url)
    except BadPlan as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    ("evidence", "base_url", "remote"),
    [
        ("real", None, True),
        ("real", AWAY, True),
        ("real", "http://localhost.example/v1", True),
        ("real", "http://127.0.0.1.example/v1", True),
        ("real", "http://10.0.0.5:8080/v1", True),
        ("real", "http://0.0.0.0:8080/v1", True),
        ("real", "no address", True),
        ("real", "http://127.0.0.1:8080/v1", False),
        ("real", "http://127.8.8.8/v1", False),
        ("real", "http://[::1]:8080/v1", False),
        ("real", "http://LOCALHOST:11434/v1", False),
        ("embedded", None, False),
        ("scripted", None, False),
        ("replay", None, False),
        ("silent", None, False),
    ],
)
def test_remote_is_what_leaves_this_machine(evidence: Evidence, base_url: str | None, *, remote: bool) -> None:
    assert is_remote(evidence, base_url) is remote


def test_until_it_is_said_no_remote_model_may_see_the_files(task: Task) -> None:
    assert may_see(task) == (
        "anthropic/m is not on this machine, and nobody has said whether the files of task 'register' hold real "
        "people's data; say it with: toprung tasks data register --people yes, or --people no"
    )
    assert may_see(task, "embedded") == may_see(task, base_url="http://127.0.0.1:1/v1") == ""


def test_peoples_data_need_to_be_allowed(task: Task) -> None:
    write_people(task.folder, PeoplesData(there=True, keep_days=30))
    assert may_see(task).endswith("allow it with: toprung tasks data register --remote yes")
    write_people(task.folder, PeoplesData(there=True, remote=True, keep_days=30))
    assert may_see(task) == ""


def test_data_of_nobody_may_be_seen(task: Task) -> None:
    write_people(task.folder, PeoplesData(there=False))
    assert may_see(task) == ""


def test_nobody_is_asked_about_made_up_people() -> None:
    assert may_see(read_task(PETTY_CASH)) == ""
