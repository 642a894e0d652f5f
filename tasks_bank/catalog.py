"""Finds tasks: the folder listing of the package and of ``$TOPRUNG_HOME/tasks`` is the registry."""

import os
from pathlib import Path

from tasks_bank.errors import NoPlace, UnknownTask
from tasks_bank.task import Task, read_task

PACKAGED = Path(__file__).parent / "tasks"
HOME = "TOPRUNG_HOME"


def own_tasks() -> Path:
    """Return the folder of an installation's own tasks, which may not be there yet. Raises NoPlace without a home."""
    if home := os.environ.get(HOME):
        return Path(home) / "tasks"
    raise NoPlace(
        f"{HOME} is not set, so there is no place for tasks of your own; choose a folder and say: "
        f'export {HOME}="$PWD/toprung-home"'
    )


def task_folders() -> dict[str, Path]:
    """Return every task folder by name; an installation's own folder wins over a packaged one of the same name."""
    places = [PACKAGED]
    if os.environ.get(HOME):
        places.append(own_tasks())
    found: dict[str, Path] = {}
    for place in places:
        if place.is_dir():
            folders = (path for path in sorted(place.iterdir()) if not path.name.startswith("."))
            found |= {path.name: path for path in folders if (path / "task.toml").is_file()}
    return found


def find_task(name: str) -> Task:
    """Read the task of that name. Raises UnknownTask or BrokenTask."""
    folders = task_folders()
    if name not in folders:
        raise UnknownTask(name, folders)
    return read_task(folders[name])
