"""Where the writes of a client are kept: in memory, or in a file that outlives whatever happens to the server."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from tasks_bank.answer import Action
from tasks_bank.case import Case
from tasks_bank.errors import TaskBankError

_MOST_BYTES = 50_000_000


class Recorder(Protocol):
    """Keeps what a client writes to the systems of a case."""

    def record(self, action: Action) -> int:
        """Keep an action for good, and return its number, from 1 on. Raises OSError when it cannot be kept."""
        ...


class ActionList:
    """Keeps actions in memory."""

    def __init__(self) -> None:
        self.actions: list[Action] = []

    def record(self, action: Action) -> int:
        """Keep an action."""
        self.actions.append(action)
        return len(self.actions)


class ActionFile:
    """Appends actions to a file, a line of JSON each; a line is on the disk before its receipt is given.

    A file that is there already goes on, if it is of the same case. What a kill left of a last line is cut off: nobody
    has had a receipt for it.
    """

    def __init__(self, path: Path, case: Case) -> None:
        self._case = case
        self._count = len(read_actions(path, case)) if path.exists() else 0
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise TaskBankError(f"actions cannot be kept in {path}: {error.strerror}; give another file") from error
        held = path.read_bytes()
        os.ftruncate(self._file, held.rfind(b"\n") + 1)

    def record(self, action: Action) -> int:
        """Keep an action; where that fails, nothing of it stays."""
        line = {
            "case": self._case.name,
            "digest": self._case.digest,
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "tool": action.tool,
            "arguments": dict(action.arguments),
        }
        data = json.dumps(line, ensure_ascii=False).encode() + b"\n"
        before = os.fstat(self._file).st_size
        try:
            while data:
                data = data[os.write(self._file, data) :]
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, before)
            raise
        self._count += 1
        return self._count

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def read_actions(path: Path, case: Case) -> tuple[Action, ...]:
    """Read the actions of a file. Raises TaskBankError when it cannot be read or is of another case."""
    try:
        if (size := path.stat().st_size) > _MOST_BYTES:
            raise TaskBankError(f"{path} has {size:,} bytes; {_MOST_BYTES:,} are read")
        data = path.read_bytes()
    except OSError as error:
        raise TaskBankError(f"the actions in {path} cannot be read: {error.strerror}") from error
    whole = data[: data.rfind(b"\n") + 1]
    return tuple(_actions(whole, path, case))


def _actions(data: bytes, path: Path, case: Case) -> Iterator[Action]:
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            kept: dict[str, Any] = json.loads(line)
            name, digest, action = kept["case"], kept["digest"], Action(kept["tool"], dict(kept["arguments"]))
        except (ValueError, KeyError, TypeError) as error:
            raise TaskBankError(f"{path}, line {number}: this is no action that `tasks serve` has kept") from error
        if digest != case.digest:
            raise TaskBankError(
                f"{path}, line {number}: this was done on another case ({name}) than {case.name}; "
                "give the --seed and --dials that it was served with"
            )
        yield action
