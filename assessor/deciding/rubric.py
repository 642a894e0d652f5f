"""What a witness of practical work marks it against, as versioned files in ``assessor/rubrics``."""

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path

from pydantic import Field

from assessor.deciding.evidence import EvidenceKind
from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent.parent / "rubrics"


class Criterion(Strict):
    """One thing that the work has to show."""

    name: str
    met: str = Field(min_length=20)
    """What the witness saw where it is met."""
    not_met: str = Field(min_length=20)
    """What it looks like where it is not."""


class Rubric(Strict):
    """A version of a rubric: work passes that meets every criterion."""

    name: str
    version: int = Field(ge=1)
    kind: EvidenceKind
    """What passed work is evidence of."""
    title: str
    issued: dt.date
    source: str
    """Whose judgement it is."""
    before: str
    """What has to be there before anybody marks."""
    criterion: tuple[Criterion, ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """The name that evidence keeps: ``governance@1#0123456789ab``."""
        return f"{self.name}@{self.version}#{hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]}"


def rubric_names() -> list[str]:
    """Return the names of the rubrics that there are."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def read_rubric(name: str) -> Rubric:
    """Read a rubric by the name of its file. Raises BrokenFile."""
    return read_versioned(Rubric, FOLDER, name, "rubric")
