"""The page on the tasks is what the tasks say of themselves."""

from pathlib import Path

import pytest

from benchmarks.tasks import packaged, table
from tasks_bank.document import describe

PAGE = Path(__file__).parents[2] / "docs" / "tasks.md"


def test_the_page_on_the_tasks_says_what_their_folders_say() -> None:
    written = PAGE.read_text(encoding="utf-8").split("<!-- measured: tasks -->")[1].split("<!-- end: tasks -->")[0]
    assert written.strip() == describe(packaged()).strip(), "run: python -m benchmarks.tasks --write docs/tasks.md"


@pytest.mark.slow
def test_the_benchmark_of_dealing_and_marking_has_a_row_for_every_task() -> None:
    """Takes a minute; its figures are for the page, and none is asserted here."""
    rows = table(packaged()).splitlines()
    assert all(any(row.startswith(f"| {task.name} |") for row in rows) for task in packaged())
