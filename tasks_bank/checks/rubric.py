"""The rubric of a task: what only a judge can mark, criterion by criterion, each anchored with examples."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tasks_bank.errors import BrokenTask


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Anchor(_Strict):
    """An example passage, and the verdict that it gets."""

    passage: str = Field(min_length=1)
    why: str = Field(min_length=1)


class Criterion(_Strict):
    """One thing to judge."""

    name: str = Field(min_length=1)
    marks: float = Field(gt=0)
    of: tuple[str, ...] = Field(min_length=1)
    """The passages: a text or mail deliverable (``welcome_mail``), or a column of a table (``topics.outline``)."""
    asks: str = Field(min_length=1)
    """The question, so that two people would answer it alike."""
    meets: Anchor
    falls_short: Anchor


class Rubric(_Strict):
    """All criteria of a task."""

    version: int = Field(ge=1, default=1)
    criterion: tuple[Criterion, ...] = ()

    @property
    def marks(self) -> float:
        """The marks of all criteria."""
        return sum(criterion.marks for criterion in self.criterion)


def read_rubric(folder: Path) -> Rubric:
    """Read the rubric.toml of a task folder; an empty rubric where there is none. Raises BrokenTask."""
    path = folder / "rubric.toml"
    if not path.is_file():
        return Rubric()
    try:
        return Rubric.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenTask(f"task '{folder.name}': cannot read {path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BrokenTask(f"task '{folder.name}': rubric.toml, {where}: {first['msg']}") from error
