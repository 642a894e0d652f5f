"""The folder of a task that is data only: its cases, their files, and the digest of all that decides a mark."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tasks_bank.errors import BrokenTask
from tasks_bank.file import File

_CASE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
CASES = "cases"
PARTS = ("files", "expected")
DECISIVE = ("task.toml", "brief.md", "rules.md", "rubric.toml", CASES, *PARTS)
"""What decides a case or a mark, and so is in the digest."""


def case_folders(folder: Path) -> Mapping[str, Path]:
    """Return the cases by name, in the order of their seeds. Raises BrokenTask."""
    several = folder / CASES
    alone = [part for part in PARTS if (folder / part).is_dir()]
    if several.is_dir() and alone:
        raise BrokenTask(f"there is a folder '{CASES}' and a folder '{alone[0]}'; keep all cases in '{CASES}'")
    if not several.is_dir():
        _check_parts(folder, "")
        return {"": folder}
    found = {path.name: path for path in sorted(several.iterdir(), key=_in_order) if not path.name.startswith(".")}
    if not found:
        raise BrokenTask(f"the folder '{CASES}' is empty; each case is a folder in it with 'files' and 'expected'")
    for name, path in found.items():
        if not _CASE.fullmatch(name):
            raise BrokenTask(f"the case '{name}' may have small letters, digits, - and _ only in its name")
        _check_parts(path, f"{CASES}/{name}/")
    return found


def files_of(case: Path) -> tuple[File, ...]:
    """Read the input files of a case, sorted by name."""
    below = case / "files"
    return tuple(File(path.relative_to(below).as_posix(), path.read_bytes()) for path in _files(below))


def digest_of(folder: Path) -> str:
    """Return sixteen hex digits that tell this state of the folder from any other."""
    found = hashlib.sha256()
    for path in _files(folder):
        name = path.relative_to(folder)
        if name.parts[0] in DECISIVE:
            found.update(f"{name.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    shown = [path for path in found if not any(p.startswith(".") for p in path.relative_to(folder).parts)]
    yield from sorted(shown, key=lambda path: path.relative_to(folder).as_posix())


def _check_parts(case: Path, name: str) -> None:
    for part in PARTS:
        if not (case / part).is_dir():
            raise BrokenTask(f"there is no folder '{name}{part}'; a case has 'files' (the input) and 'expected' (CSV)")


def _in_order(path: Path) -> tuple[int, str]:
    """Sort names that begin with a number by it: 2 before 10."""
    digits = path.name[: len(path.name) - len(path.name.lstrip("0123456789"))]
    return int(digits or 0), path.name
