"""Chooses the skills that a design has: those of the task, and those of a folder of one's own."""

import os
from collections.abc import Sequence
from pathlib import Path

from harness.errors import BadDesign
from harness.plan.unknown import unknown
from tasks_bank.catalog import HOME
from tasks_bank.errors import BrokenSkill
from tasks_bank.skills.folder import digest_of, examine, skill_folders
from tasks_bank.skills.skill import FILE, Skill


def own_folders(own: str, digest: str) -> list[Path]:
    """Return the skill folders of one's own. Raises BadDesign where they are not there or not those that are meant."""
    if not own:
        return []
    home = os.environ.get(HOME)
    if not home:
        raise BadDesign(f"context source 'skills' wants '{own}' of ${HOME}/skills, and {HOME} is not set")
    place = (Path(home) / "skills").resolve()
    folder = (place / own).resolve()
    if folder == place or place not in folder.parents:
        raise BadDesign(f"context source 'skills': 'own' is '{own}', which is not inside {place}")
    if not folder.is_dir():
        raise BadDesign(f"context source 'skills': there is no folder {folder}")
    folders = [folder] if (folder / FILE).exists() else skill_folders(folder)
    if not folders:
        raise BadDesign(f"context source 'skills': {folder} holds no skill; put {FILE} into it, or folders with one")
    if digest and digest != (found := digest_of(folders)):
        raise BadDesign(f"context source 'skills': the digest of {folder} is {found}, and the design wants {digest}")
    return folders


def chosen(folders: Sequence[Path], names: Sequence[str]) -> list[Skill]:
    """Read skills in the order of their names, or of those asked for; of two with one name the later folder counts.

    Raises BadDesign where one is broken or not there.
    """
    try:
        found = {skill.name: skill for skill in (examine(folder).must(folder) for folder in folders)}
    except BrokenSkill as broken:
        raise BadDesign(str(broken)) from broken
    for name in names:
        if name not in found:
            raise BadDesign(f"context source 'skills' wants {unknown('skill', name, list(found))}")
    return [found[name] for name in (names or sorted(found))]
