import pytest

from tasks_bank.catalog import find_task
from tasks_bank.task import Task


@pytest.fixture(scope="session")
def task() -> Task:
    return find_task("rota_planning")
