"""Standards and units by version, as data: from when to when each holds for starts, with the source of what is said.

A learner is pinned to the version that holds on the first day. Knowledge, skills and behaviours stand here as codes
alone; their wording comes from a file (`wording`) and is never made up. An apprenticeship's level is its own scale.
"""

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from assessor.errors import AssessorError
from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent / "standards"
CODE = re.compile(r"[KSB][1-9][0-9]?")
_LETTERS = ("K", "S", "B")


class NoSuchVersion(AssessorError):
    """No version of a programme holds on a day, or has such a name."""


class Sourced(Strict):
    """One thing that is said of a programme, and by whom."""

    said: str
    source: str
    kind: Literal["primary", "training provider", "secondary", "ours"]
    as_of: dt.date


class Terms(Strict):
    """How a version names its assessment."""

    assessment: str
    organisation: str
    gateway: str


class Counts(Strict):
    """How many codes there are of each kind."""

    knowledge: int = Field(ge=1)
    skills: int = Field(ge=1)
    behaviours: int = Field(ge=1)


class Version(Strict):
    """One version of a programme; nothing of it changes once an enrolment names it."""

    version: str
    valid_from: dt.date
    """The first day of starts for which it holds."""
    valid_until: dt.date | None = None
    """The last; none where no end is known."""
    terms: Terms | None = None
    """None for a unit, which the provider tests."""
    fact: tuple[Sourced, ...] = Field(min_length=1)


class Programme(Strict):
    """A standard or a unit."""

    code: str
    """As its owner writes it: ST1512."""
    title: str
    kind: Literal["standard", "unit"]
    apprenticeship_level: Literal[3, 4, 5]
    """On the scale of apprenticeships, which is neither the framework's nor that of use."""
    counts: Counts | None = None
    """None where how many codes there are is not verified; any code of the usual form is then taken."""
    replaced_by: tuple[str, ...] = ()
    """Of a programme that nobody starts any more."""
    version: tuple[Version, ...] = Field(min_length=1)
    fact: tuple[Sourced, ...] = ()

    @model_validator(mode="after")
    def _is_in_order(self) -> "Programme":
        for one, other in zip(self.version, self.version[1:], strict=False):
            if one.valid_until is None or one.valid_until >= other.valid_from:
                raise ValueError(f"version {one.version} does not end before {other.version} begins")
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in their order; empty where they are not known."""
        if self.counts is None:
            return ()
        counts = (self.counts.knowledge, self.counts.skills, self.counts.behaviours)
        return tuple(f"{letter}{i}" for letter, most in zip(_LETTERS, counts, strict=True) for i in range(1, most + 1))

    def has_code(self, code: str) -> bool:
        """Say whether a code can be one of this programme's."""
        return code in self.codes if self.counts else self.kind == "standard" and CODE.fullmatch(code) is not None

    def version_on(self, day: dt.date) -> Version:
        """Return the version to which a start on a day is pinned. Raises NoSuchVersion."""
        for one in self.version:
            if one.valid_from <= day and (one.valid_until is None or day <= one.valid_until):
                return one
        first, last = self.version[0].valid_from, self.version[-1].valid_until
        until = f" to {last}" if last else ""
        instead = f"; {', '.join(self.replaced_by)} replaced it" if self.replaced_by and last and day > last else ""
        raise NoSuchVersion(f"nobody starts {self.code} on {day}: its starts are from {first}{until}{instead}")

    def version_named(self, name: str) -> Version:
        """Return a version by its name. Raises NoSuchVersion."""
        for one in self.version:
            if one.version == name:
                return one
        known = ", ".join(one.version for one in self.version)
        raise NoSuchVersion(f"{self.code} has no version '{name}'; there are {known}")


@cache
def programmes() -> tuple[Programme, ...]:
    """Return all programmes, by code. Raises BrokenFile."""
    return tuple(read_versioned(Programme, FOLDER, path.stem, "programme") for path in sorted(FOLDER.glob("*.toml")))


def programme(code: str) -> Programme:
    """Return a programme by its code, in any case. Raises NoSuchVersion."""
    for one in programmes():
        if one.code.casefold() == code.strip().casefold():
            return one
    raise NoSuchVersion(f"there is no programme '{code}'; there are {', '.join(one.code for one in programmes())}")


def standard_named(label: str) -> tuple[Programme, Version]:
    """Return what a label such as ST1512@2.1 names. Raises NoSuchVersion."""
    code, mark, version = label.partition("@")
    if not mark:
        raise NoSuchVersion(f"'{label}' does not name a version; write it as ST1512@2.1")
    found = programme(code)
    return found, found.version_named(version)
