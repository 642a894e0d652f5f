"""A learner's programme, ratings and measured areas as plain values. No store in here."""

import datetime as dt
from dataclasses import dataclass

FEWEST = 5
"""Answers in an area below which nothing measured is told of it."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A learner's place on a programme, pinned to the version of the first day."""

    code: str
    """As its owner writes it: ST1512."""
    title: str
    scale: str
    """The level in full, with the name of its scale: Level 4 apprenticeship."""
    version: str
    valid: str
    """For which starts the version holds, in words."""
    assessment: str
    """What the assessment at the end is called in this version; empty for a unit."""
    gateway: str
    """What comes before it is called; empty for a unit."""
    starts_on: dt.date
    planned_end_on: dt.date
    """As first planned."""
    end_holds_on: dt.date
    """As it is planned now."""
    ended_on: dt.date | None
    ended_as: str
    """completed or withdrawn; empty while it goes on."""
    employer: str
    """Who employs the learner now; empty where nobody said."""
    trainers: tuple[str, ...]
    """Names."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody thinks of one code."""

    rating: int
    most: int
    """The highest that there was to choose."""
    on: dt.date


@dataclass(frozen=True, slots=True)
class Ksb:
    """One knowledge, skill or behaviour of the standard. Nothing here is measured."""

    code: str
    words: str
    """The official wording; empty until it is imported."""
    areas: tuple[str, ...]
    """Measured areas that two people linked it to: a link, and no figure."""
    self_first: Rating | None
    self_last: Rating | None
    """The same as the first where there is one alone."""
    employer_first: Rating | None
    employer_last: Rating | None
    evidence: int
    """Pieces of work that are mapped to it."""
    signed_off: int
    """Of these."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area in one sitting."""

    name: str
    answers: int
    """Questions that were answered."""
    theta: float | None
    """Ability in standard deviations; None where it is not told apart from the whole."""
    se: float | None
    """Its standard error."""
    why_not: str
    """Why there is none."""

    @property
    def is_measured(self) -> bool:
        """Whether a figure is told: there is one, and it rests on enough answers."""
        return self.theta is not None and self.se is not None and self.answers >= FEWEST


@dataclass(frozen=True, slots=True)
class Sat:
    """What one sitting found."""

    on: dt.date
    what: str
    """The campaign's name."""
    said: str
    """The level in words."""
    theta: float
    """Ability in standard deviations."""
    se: float
    low: float
    """The ends of the 95 % interval."""
    high: float
    answers: int
    """That count."""
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Prior:
    """Prior learning as a person decided on evidence."""

    minutes: int
    """Off the job that are left out."""
    codes: tuple[str, ...]
    evidence: str
    by: str
    """The name of who decided."""
    on: dt.date
