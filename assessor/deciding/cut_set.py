"""Where levels begin and what else they ask for, as a versioned file in ``assessor/cut_sets`` or an installation's own.

Cuts come from judgement: of the authors first, of a panel (Angoff, bookmark) later; a new panel is a new file. Floors
and gates are rules on top, since a general ability would let strength in one area buy a level that another forbids.
"""

import datetime as dt
import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from assessor.deciding.evidence import EvidenceKind
from assessor.deciding.stage import Stage
from assessor.framework import AreaKey, LiteracyLevel
from assessor.scoring.levels.cuts import Cuts
from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent.parent / "cut_sets"
LATEST = "author-1"


class Floor(Strict):
    """An area in which nobody may be far behind the level issued."""

    area: AreaKey
    below: int = Field(ge=1, le=4)
    """So many levels below the one issued the area may lie, and no further."""
    answers: int = Field(ge=1)
    """With fewer answers in the area the floor cannot be judged."""
    chance: float = Field(ge=0.5, lt=1)
    """A level is held back where the area lies too far below it with this chance or more."""
    says: str = Field(min_length=20)
    """What a person below the floor is told."""


class Gate(Strict):
    """Practical evidence without which a level is not issued, whatever the answers say."""

    level: LiteracyLevel
    kind: EvidenceKind
    says: str = Field(min_length=20)
    """What a person without it is told."""


class CutSet(Strict):
    """A version of the rules by which levels are issued; nothing of it changes once a result names it."""

    name: str
    version: int = Field(ge=1)
    stage: Stage
    """What the cuts rest on."""
    method: Literal["authors", "angoff", "bookmark"]
    framework: str
    """The file of the framework whose levels the cuts divide."""
    scale: str
    """Name of the scale on which they lie."""
    issued: dt.date
    source: str
    """Whose judgement it is: the panel, with its size and date."""
    cuts: tuple[float, float, float, float]
    """Where levels 2 to 5 begin, in theta, rising."""
    ses: tuple[float, float, float, float] | None = None
    """The standard error of each cut, from its panel; none where no panel judged."""
    floor: tuple[Floor, ...] = ()
    gate: tuple[Gate, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> "CutSet":
        Cuts(self.cuts, self.ses or ())
        if self.method != "authors" and self.ses is None:
            raise ValueError("cuts of a panel have standard errors; give ses")
        return self

    @property
    def points(self) -> Cuts:
        """The cuts with their errors, as the engine takes them."""
        return Cuts(self.cuts, self.ses or ())

    @property
    def label(self) -> str:
        """The name that a stored result keeps: ``author@1#0123456789ab``."""
        return f"{self.name}@{self.version}#{hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]}"


def own_folder() -> Path | None:
    """Return where an installation keeps the cut sets of its own panels, where it has a folder of its own."""
    home = os.environ.get("TOPRUNG_HOME")
    return Path(home) / "cut_sets" if home else None


def read_cut_set(name: str = LATEST) -> CutSet:
    """Read a cut set by the name of its file, from the package or the installation's own. Raises BrokenFile."""
    own, file = own_folder(), f"{name}.toml"
    is_own = own is not None and (own / file).is_file() and not (FOLDER / file).is_file()
    return _read(own if own and is_own else FOLDER, name)


@cache
def _read(folder: Path, name: str) -> CutSet:
    return read_versioned(CutSet, folder, name, "cut set")
