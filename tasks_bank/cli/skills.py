"""The subcommand that lists a task's skills and looks at skill folders."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from tasks_bank.catalog import find_task
from tasks_bank.errors import BrokenSkill
from tasks_bank.skills.folder import digest_of, examine, resources, skill_folders
from tasks_bank.skills.skill import FILE


def skills(arguments: argparse.Namespace) -> None:
    """List the skills of a task, or look at a folder. Raises BrokenSkill where one breaks a rule of the format."""
    folders = (
        _folders(arguments.check) if arguments.check else skill_folders(find_task(arguments.name).folder / "skills")
    )
    if not folders:
        raise BrokenSkill(f"task '{arguments.name}' brings no skills; look at a folder of your own with --check FOLDER")
    wrong = [problem for folder in folders for problem in _listed(folder)]
    print(f"digest of what was looked at: {digest_of(folders)}")
    if wrong:
        raise BrokenSkill(
            f"{len(wrong)} rule{'' if len(wrong) == 1 else 's'} of the format broken; nothing was changed"
        )


def _folders(place: Path) -> Sequence[Path]:
    """Return the folder itself where it is a skill, else the folders in it."""
    place = place.resolve()
    found = skill_folders(place)
    return found if found and not any(path.name.lower() == FILE.lower() for path in place.iterdir()) else [place]


def _listed(folder: Path) -> list[str]:
    """Print a skill and what is to be said of it; returns the rules that it breaks."""
    examined = examine(folder)
    print(folder.name)
    if examined.skill:
        print(f"  {examined.skill.description}")
        for path in resources(examined.skill):
            print(f"  {path}")
    for problem in examined.problems:
        print(f"  {problem}")
    return [str(problem) for problem in examined.errors]
