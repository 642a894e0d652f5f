"""What the Article 4 record is given: what is known of the duty, measures that were typed, campaigns of the service."""

import datetime as dt
from dataclasses import dataclass

from reports.data import Note


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of the duty."""

    about: str
    said: str
    source: str
    kind: str
    """primary, secondary, our reading."""
    as_of: dt.date
    conflict: str
    """What another source says instead; empty for none."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that an owner typed."""

    audience: str
    objective: str
    measure: str
    evidence: str
    """What is kept of it; empty for nothing."""
    done_on: dt.date | None
    """None while it is planned or goes on."""
    review_on: dt.date
    changed_on: dt.date
    """When it was typed."""


@dataclass(frozen=True, slots=True)
class LevelShare:
    """The share of everybody at one level of literacy, 0 to 1, with its 95 % interval."""

    name: str
    part: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Campaigned:
    """A campaign that the service carried out, or carries out."""

    name: str
    purpose: str
    basis: str
    """Under which basis of the UK GDPR people were asked."""
    began: dt.date
    """When people were asked."""
    closed: dt.date | None
    """None while it goes on."""
    asked: int
    sat: int | None
    """How many ended their sitting; None where that is not told yet."""
    people: int | None
    """How many count in the figures; None where no figures are told."""
    levels: tuple[LevelShare, ...]
    """Of everybody together; empty where no figures are told."""
    why_no_figures: str
    """Why none are told; empty where they are."""


@dataclass(frozen=True, slots=True)
class Record:
    """All that the report tells."""

    organisation: str
    made_on: dt.date
    title: str
    """Of what is known of the duty."""
    note: str
    """On the sources as a whole."""
    facts: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    typed_by: str
    """Who changed the measures last; empty where nobody did."""
    typed_on: dt.date | None
    campaigns: tuple[Campaigned, ...]
    """The one that began last first."""
    evidence: Note
    evidence_label: str
