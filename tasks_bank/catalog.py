"""Finds tasks: the folder listing of the package and of ``$TOPRUNG_HOME/tasks`` is the registry."""

import os
from pathlib import Path

from tasks_bank.errors import UnknownTask
from tasks_bank.task import Task, read_task

PACKAGED = Path(__file__).parent / "tasks"


def task_folders() -> dict[str, Path]:
    """Return every task folder by name; an installation's own folder wins over a packaged one of the same name."""
    places = [PACKAGED]
    if home := os.environ.get("TOPRUNG_HOME"):
        places.append(Path(home) / "tasks")
    found: dict[str, Path] = {}
    for place in places:
        if place.is_dir():
            found |= {path.name: path for path in sorted(place.iterdir()) if (path / "task.toml").is_file()}
    return found


def find_task(name: str) -> Task:
    """Read the task of that name. Raises UnknownTask or BrokenTask."""
    folders = task_folders()
    if name not in folders:
        raise UnknownTask(name, folders)
    return read_task(folders[name])
