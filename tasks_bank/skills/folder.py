"""Looks at skill folders, and reads one further file of a skill. No way leads out of the folder."""

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tasks_bank.errors import BrokenSkill
from tasks_bank.skills.front_matter import Unreadable, take_apart
from tasks_bank.skills.rules import wrong_with
from tasks_bank.skills.skill import FILE, Examined, Problem, Skill

RESOURCES = ("references", "assets")
"""Folders whose files may be read; those in ``scripts`` are programs, and nothing of a skill is run."""
_MOST_BYTES = 256_000
_MOST_FILES = 200


def skill_folders(place: Path) -> list[Path]:
    """Return the folders below a place that could be skills, by name."""
    if not place.is_dir():
        return []
    return sorted(path for path in place.iterdir() if path.is_dir() and not path.name.startswith("."))


def examine(folder: Path) -> Examined:
    """Look at a skill's folder and say everything that is wrong with it."""
    text, problem = _text(folder)
    if problem:
        return Examined(None, (problem,))
    try:
        parts = take_apart(text)
    except Unreadable as unreadable:
        return Examined(None, (unreadable.problem,))
    found = tuple(wrong_with(parts, folder))
    if any(not problem.is_warning for problem in found):
        return Examined(None, found)
    values = parts.values
    skill = Skill(
        name=values["name"].strip(),
        description=values["description"].strip(),
        body=parts.body,
        folder=folder,
        license=values.get("license", ""),
        compatibility=values.get("compatibility", ""),
        allowed_tools=values.get("allowed-tools", ""),
        metadata=values.get("metadata", {}),
    )
    return Examined(skill, found)


def resources(skill: Skill) -> list[str]:
    """Return the further files of a skill that may be read, by their path within its folder."""
    found: list[str] = []
    for place in RESOURCES:
        paths = sorted((skill.folder / place).rglob("*"))
        found += [
            path.relative_to(skill.folder).as_posix() for path in paths if path.is_file() and not path.is_symlink()
        ]
    return found[:_MOST_FILES]


def read_resource(skill: Skill, path: str) -> str:
    """Return a further file of a skill as text. Raises BrokenSkill with what to ask for instead."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if len(parts) < 2 or parts[0] not in RESOURCES or ".." in parts:  # noqa: PLR2004 - a folder and a file
        there = ", ".join(resources(skill)) or "(none)"
        raise BrokenSkill(f"'{path}' is no file of skill '{skill.name}' that can be read; there are {there}")
    found = skill.folder.joinpath(*parts)
    if not found.is_file() or found.resolve() != skill.folder.resolve().joinpath(*parts):
        there = ", ".join(resources(skill)) or "(none)"
        raise BrokenSkill(f"skill '{skill.name}' has no file '{path}'; there are {there}")
    size = found.stat().st_size
    if size > _MOST_BYTES:
        raise BrokenSkill(f"'{path}' of skill '{skill.name}' has {size:,} bytes; at most {_MOST_BYTES:,} are read")
    try:
        return found.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenSkill(f"'{path}' of skill '{skill.name}' is no text in UTF-8") from error


def digest_of(folders: Sequence[Path]) -> str:
    """Return sixteen hex digits that tell states of skill folders from one another, by names and contents."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
            named = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            digest.update(f"{named} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def _text(folder: Path) -> tuple[str, Problem | None]:
    """Return the text of a folder's SKILL.md, or what is in the way of it."""
    path = folder / FILE
    if not folder.is_dir():
        return "", Problem(folder.name, 0, "there is no such folder")
    if not path.is_file():
        near = next((each.name for each in folder.iterdir() if each.name.lower() == FILE.lower()), "")
        return "", Problem(near or FILE, 0, f"its name has to be {FILE}" if near else "there is no such file")
    if path.resolve() != folder.resolve() / FILE:
        return "", Problem(FILE, 0, "it is a link that leads elsewhere; put the file itself here")
    if (size := path.stat().st_size) > _MOST_BYTES:
        return "", Problem(FILE, 0, f"it has {size:,} bytes; at most {_MOST_BYTES:,} are read")
    try:
        return path.read_text(encoding="utf-8"), None
    except (OSError, UnicodeDecodeError):
        return "", Problem(FILE, 0, "it is no text in UTF-8")
