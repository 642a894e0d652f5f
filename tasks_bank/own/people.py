"""What an employer has said about real people's data in the files of a task; it lies beside the task in data.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from tasks_bank.errors import BrokenTask
from tasks_bank.spec import Strict

FILE = "data.toml"
KEEP_DAYS = 30
"""How long texts are kept where the files hold people's data and nothing else was said."""
LONGEST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class PeoplesData:
    """Whether the files of a task hold real people's data, and what may be done with them."""

    there: bool | None = None
    """None until somebody has said so."""
    remote: bool = False
    """True when a model that is not on this machine may see them."""
    keep_days: int | None = None
    """How many days after its start the texts of a run are kept; None for as long as anybody likes."""

    def words(self) -> str:
        """Say it in a sentence."""
        if self.there is None:
            return "it has not been said whether the files hold real people's data; no remote model may see them"
        kept = f"; texts of runs are kept {self.keep_days} days" if self.keep_days is not None else ""
        if not self.there:
            return f"the files hold no real people's data; any model may see them{kept}"
        who = "a remote model may see them" if self.remote else "no remote model may see them"
        return f"the files hold real people's data; {who}{kept}"


class _Kept(Strict):
    """The table of data.toml."""

    people: bool
    remote: bool = False
    keep_days: int | None = Field(default=None, ge=0, le=LONGEST_DAYS)


def read_people(folder: Path) -> PeoplesData:
    """Read what was said; where there is no file, nothing was. Raises BrokenTask for one that cannot be read."""
    path = folder / FILE
    if not path.exists():
        return PeoplesData()
    try:
        kept = _Kept.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BrokenTask(
            f"task '{folder.name}': {FILE} cannot be read; say it again: toprung tasks data {folder.name} --people yes"
        ) from error
    return PeoplesData(kept.people, kept.remote, kept.keep_days)


def write_people(folder: Path, said: PeoplesData) -> None:
    """Keep what was said, in place of what was said before."""
    lines = [
        f"# Written by `toprung tasks data {folder.name}`.",
        f"people = {str(bool(said.there)).lower()}",
        f"remote = {str(said.remote).lower()}",
        *([f"keep_days = {said.keep_days}"] if said.keep_days is not None else []),
    ]
    new = folder / f".{FILE}.new"
    new.write_text("\n".join([*lines, ""]), encoding="utf-8")
    new.replace(folder / FILE)
