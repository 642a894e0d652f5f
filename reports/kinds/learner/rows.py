"""What the report on a learner is given: what the assessor found, as far as its reader may see it. No store in here."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reports.data import Note
from reports.growth_rows import Band, SurePoint

Verdict = Literal["gain", "loss", "not yet distinguishable"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the framework."""

    name: str
    about: str
    next: str
    """What separates it from the level above; empty for the highest."""
    begins: float | None
    """At which ability; none for the lowest."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the framework."""

    name: str
    levels: tuple[str, ...]
    """What somebody at each level does, from the lowest."""


@dataclass(frozen=True, slots=True)
class AreaFound:
    """One area in one sitting."""

    area: str
    answered: int
    """Questions that were answered."""
    right: int
    """Of these, fully right."""
    above: float | None
    """Points of an answer above what the person's own ability lets one expect, -1 to 1; None without answers."""
    band: Band | None
    """The ability in this area; None where it cannot be told apart from the whole."""
    why_not: str
    """Why it cannot."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the level above the one issued lacks."""

    kind: str
    """answers, precision, evidence, floor or marking."""
    says: str


@dataclass(frozen=True, slots=True)
class Changed:
    """How an ability differs from that of an earlier sitting, practice not taken off."""

    band: Band
    verdict: Verdict
    """Beyond chance, at 95 %, or not."""


@dataclass(frozen=True, slots=True)
class Sat:
    """One sitting with its result."""

    on: dt.date
    what: str
    """The campaign's name."""
    said: str
    """The level in words."""
    issued: int | None
    """The level issued, as a place in `Learner.levels`; None after too few answers."""
    pointed: int | None
    """The level that answers alone have made likely; None where none has half of the chance."""
    band: Band
    """The ability with its interval of 95 %."""
    questions: int
    """Answers that count."""
    chances: tuple[float, ...]
    """Of each level, by answers alone."""
    areas: tuple[AreaFound, ...]
    missing: tuple[Lack, ...]
    since_first: Changed | None
    """None for the first sitting."""
    self_rating: int | None
    """Where the person saw herself before, as a place in `Learner.levels`."""
    conditions: tuple[str, ...]
    """What it is evidence of, in sentences."""


@dataclass(frozen=True, slots=True)
class Work:
    """Practical work that somebody saw and marked."""

    on: dt.date
    what: str
    about: str
    passed: bool
    by: str
    rubric: str


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the person said she was beside how often she was right, over all sittings shown."""

    answers: int
    over: float
    """Mean of how sure less the share right, -1 to 1; above 0 is surer than right."""
    points: tuple[SurePoint, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """When answers may reach a level if growth goes on as it has: weeks from the day of the report."""

    level: int
    """As a place in `Learner.levels`."""
    earliest: float | None
    """With `latest` the ends of what holds 9 in 10 of it; None where even that is never at this pace."""
    middle: float | None
    """As likely sooner as later; None where it is likelier never."""
    latest: float | None
    """None for never at this pace."""
    ever: float
    """The chance that it comes at all at this pace, 0 to 1."""
    sittings: int
    first: dt.date
    last: dt.date
    """Of the sittings that it rests on."""
    others: int
    """Other people whose growth it is drawn towards."""


@dataclass(frozen=True, slots=True)
class Learner:
    """All that the report tells."""

    id: str
    """The person's, for the name of a file."""
    name: str
    organisation: str
    made_on: dt.date
    own_eyes: bool
    """Whether the learner herself reads it."""
    why: str
    """Why whoever reads it may see results."""
    framework: str
    levels: tuple[Level, ...]
    """From the lowest."""
    areas: tuple[Area, ...]
    sittings: tuple[Sat, ...]
    """That are ended and may be seen, the oldest first."""
    hidden: int
    """Ended sittings that may not be seen by this reader."""
    growth_may_be_said: bool
    """Whether what figures rest on allows to say that one person has changed."""
    coming: Coming | None
    """None where it cannot be told."""
    why_not_coming: str
    """Why it cannot, in a sentence."""
    sureness: Sureness | None
    """None where nothing was said, or where it is not for this reader."""
    work: tuple[Work, ...]
    evidence: Note
    """What the figures are evidence of."""
    evidence_label: str
