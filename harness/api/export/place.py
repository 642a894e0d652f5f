"""Where an export is put: written under a temporary name and moved into place, so that no half file has its name."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from harness.errors import CannotWrite, HarnessError

Made = Literal["file", "folder"]


@contextmanager
def placed(out: Path, made: Made, *, force: bool) -> Iterator[Path]:
    """Give a temporary path to write to; what is written there is moved to `out` when all went well.

    A folder is given empty. Raises HarnessError for a place that is taken, and CannotWrite.
    """
    _check(out, made, force=force)
    try:
        # Beside its place, so that it is moved within one file system, in one step.
        desk = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
    except OSError as error:
        raise _trouble(out, error) from error
    draft = desk / out.name
    try:
        if made == "folder":
            draft.mkdir()
        yield draft
        _sync(draft)
        _move(draft, out)
    except OSError as error:
        raise _trouble(out, error) from error
    finally:
        shutil.rmtree(desk, ignore_errors=True)


def _check(out: Path, made: Made, *, force: bool) -> None:
    """Refuse what cannot be the place before anything is read."""
    if not out.parent.is_dir():
        raise HarnessError(f"the folder {out.parent} does not exist; make it, or name another place with --out")
    if made == "file" and out.is_dir():
        raise HarnessError(f"{out} is a folder; this format makes one file, so name a file in it: {out / 'run'}")
    if made == "folder" and out.exists() and not out.is_dir():
        raise HarnessError(f"{out} is a file; this format makes a folder of files, so name a folder with --out")
    if force or not out.exists():
        return
    if made == "file":
        raise HarnessError(f"{out} is there already; --force replaces it, or name another file with --out")
    if any(out.iterdir()):
        raise HarnessError(f"{out} is not empty; --force replaces the files of an export in it, or name another folder")


def _move(draft: Path, out: Path) -> None:
    """Move what was written into place; other files of a folder that was there stay as they are."""
    if draft.is_file() or not out.exists():
        draft.replace(out)
        return
    for file in sorted(draft.iterdir()):
        file.replace(out / file.name)


def _sync(draft: Path) -> None:
    """Bring what was written to the disk before it gets its name."""
    for path in [draft] if draft.is_file() else sorted(draft.iterdir()):
        with path.open("r+b") as file:
            os.fsync(file.fileno())


def _trouble(out: Path, error: OSError) -> CannotWrite:
    return CannotWrite(f"cannot write the export to {out}: {error.strerror or error}; name another place with --out")
