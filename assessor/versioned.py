"""Reads what is kept as versioned TOML files: the framework, scales, cut sets.

Nothing in a file changes once it is used. One way in, so that every such file is refused in the same words.
"""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from assessor.errors import AssessorError


class BrokenFile(AssessorError):
    """A versioned file cannot be read or contradicts itself; one sentence says where."""


class Strict(BaseModel):
    """A part of such a file: a key that is not known is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Shape = TypeVar("Shape", bound=BaseModel)


def read_versioned(shape: type[Shape], folder: Path, name: str, what: str) -> Shape:
    """Read the file of this name, without its ending, in a folder. Raises BrokenFile, which calls it a `what`."""
    path = folder / f"{name}.toml"
    try:
        return shape.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        known = ", ".join(sorted(file.stem for file in folder.glob("*.toml")))
        raise BrokenFile(f"there is no {what} '{name}'; there are {known}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenFile(f"{path.name} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenFile(f"{path.name} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BrokenFile(f"{path.name}, {where}: {first['msg'].removeprefix('Value error, ')}") from error
