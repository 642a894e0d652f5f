"""Finds designs by a file or a name: the installation's, a task's own, or the reference designs of all tasks."""

import os
from collections.abc import Iterator
from pathlib import Path

from harness.errors import BadDesign
from harness.plan.design import Design, read_design
from tasks_bank.catalog import find_task, task_folders
from tasks_bank.task import Task


def find_design(task: Task, name: str) -> Design:
    """Read a design from a file, or by its file's name among the installation's and the task's own."""
    for place in (*_anywhere(name), task.folder / "designs" / f"{name}.toml"):
        if place.is_file():
            return read_design(place)
    known = ", ".join(path.stem for path in task.designs)
    raise BadDesign(f"there is no design '{name}': no such file, and the task's designs are {known}")


def find_design_of_any_task(name: str) -> Design:
    """Read a design from a file, or by its own name or its file's among those of the installation and of all tasks.

    Raises BadDesign where there is none, or where several tasks have one of that name.
    """
    for place in _anywhere(name):
        if place.is_file():
            return read_design(place)
    found = [design for stem, design in _of_all_tasks() if name in {stem, design.name}]
    if len(found) == 1:
        return found[0]
    if found:
        tasks = ", ".join(sorted({design.task for design in found}))
        raise BadDesign(f"there are {len(found)} designs '{name}', of the tasks {tasks}; say which with --task")
    raise BadDesign(f"there is no design '{name}': no such file, and no task has one of that name (TASK-LEVEL)")


def _anywhere(name: str) -> Iterator[Path]:
    yield Path(name)
    if home := os.environ.get("TOPRUNG_HOME"):
        yield Path(home) / "designs" / f"{name}.toml"


def _of_all_tasks() -> Iterator[tuple[str, Design]]:
    for task in task_folders():
        for path in find_task(task).designs:
            yield path.stem, read_design(path)
