"""Where a project's notes are kept between runs: ``$TOPRUNG_HOME/memory/PROJECT/notes.jsonl``, one a line.

A note is appended in one write and then forced to the disk. A line that was cut off by a crash is left out when notes
are read, and ended before the next one is written. Writers wait for one another by a lock that dies with its process.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from harness.errors import BadPlan
from tasks_bank.catalog import HOME
from tasks_bank.notes.note import Note

MOST_NOTES = 2000
_MOST_CHARACTERS = {"text": 2000, "about": 200, "by": 100}
_PROJECT = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_FILE = "notes.jsonl"


@dataclass(frozen=True, slots=True)
class Kept:
    """A note of a project, and where it came from."""

    note: Note
    run: str = ""
    """The run whose answer it was taken from; empty for what a person wrote."""
    case: str = ""
    """The digest of the case that the answer was to: a trial on that case is not shown the note."""


class Project:
    """The notes of one project. Raises BadPlan for a name that cannot be a folder, and without a home."""

    def __init__(self, name: str) -> None:
        if not _PROJECT.fullmatch(name):
            raise BadPlan(f"'{name}' cannot be the name of a project; use small letters, digits, - and _")
        home = os.environ.get(HOME)
        if not home:
            raise BadPlan(f"{HOME} is not set, so there is no place for the notes of project '{name}'")
        self.name = name
        self._folder = Path(home) / "memory" / name

    @property
    def exists(self) -> bool:
        """True once something was kept."""
        return (self._folder / _FILE).is_file()

    def notes(self) -> list[Kept]:
        """Return the notes as they were written; a line that is no note is left out."""
        try:
            lines = (self._folder / _FILE).read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise BadPlan(f"cannot read {self._folder / _FILE}: {error.strerror}") from error
        return [kept for line in lines if (kept := _read(line)) is not None]

    def add(self, wanted: Sequence[Kept]) -> list[Kept]:
        """Keep notes that are not there yet, by their ids; returns those. Raises BadPlan for what is too long."""
        for kept in wanted:
            _check(kept.note)
        with self._locked():
            there = self.notes()
            known = {kept.note.id for kept in there}
            new = [kept for kept in wanted if kept.note.id not in known]
            if len(there) + len(new) > MOST_NOTES:
                raise BadPlan(
                    f"project '{self.name}' has {len(there)} notes and may have {MOST_NOTES}; forget some with --forget"
                )
            self._append(b"".join(_line(kept) for kept in new))
        return new

    def forget(self, of: str) -> int:
        """Take out the note of that id, or all notes of the run of that id; returns how many."""
        with self._locked():
            there = self.notes()
            left = [kept for kept in there if of not in {kept.note.id, kept.run}]
            if len(left) < len(there):
                whole = self._folder / f"{_FILE}.new"
                with whole.open("wb") as file:
                    file.writelines(_line(kept) for kept in left)
                    file.flush()
                    os.fsync(file.fileno())
                whole.replace(self._folder / _FILE)
                self._settle()
        return len(there) - len(left)

    def _append(self, data: bytes) -> None:
        if not data:
            return
        path = self._folder / _FILE
        began = path.exists()
        with path.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                data = data if file.read(1) == b"\n" else b"\n" + data
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not began:
            self._settle()

    def _settle(self) -> None:
        """Force the folder's entries to the disk, so that the file itself is there after a crash."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (self._folder / ".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise BadPlan(f"cannot write to {self._folder}: {error.strerror}") from error


def _line(kept: Kept) -> bytes:
    data = {"note": kept.note.to_json(), "run": kept.run, "case": kept.case}
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def _read(line: bytes) -> Kept | None:
    try:
        data = json.loads(line)
        return Kept(Note.from_json(data["note"]), str(data["run"]), str(data["case"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _check(note: Note) -> None:
    """Raise BadPlan for an empty note, and for one that is longer than a note."""
    for part, most in _MOST_CHARACTERS.items():
        said = str(getattr(note, part))
        if not said.strip():
            raise BadPlan(f"a note has no '{part}'; say it with --{'add' if part == 'text' else part}")
        if len(said) > most:
            raise BadPlan(f"the '{part}' of a note has {len(said):,} characters; at most {most:,} are kept")
