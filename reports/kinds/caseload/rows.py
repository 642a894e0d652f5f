"""What the report on a caseload is given: a trainer's learners on programmes, as of a day. No store in here."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reports.data import Note

Wait = Literal["overdue", "due", "red", "not started"]
WAITS: tuple[Wait, ...] = ("overdue", "due", "red", "not started")
"""For what a learner is waited for; one may be several."""


@dataclass(frozen=True, slots=True)
class Own:
    """A trainer's own judgement at a review, which counts until the next one."""

    colour: str
    on: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner on one programme."""

    id: str
    name: str
    cohorts: tuple[str, ...]
    """Their names."""
    programme: str
    """Code and version."""
    starts_on: dt.date
    planned_end_on: dt.date
    """As it holds now."""
    waits: tuple[Wait, ...]
    review: str
    """not due yet, due, overdue, on a break, ended."""
    due_on: dt.date | None
    """Of the next review; None on a break."""
    planned_on: dt.date | None
    held_on: dt.date | None
    """Of the last review; None before the first."""
    word: str
    """How she stands, or why nobody says."""
    colour: str
    """By the formula; empty where nobody is judged."""
    own: Own | None
    """The trainer's own judgement, where there is one."""
    points: float | None
    """Progress before (above 0) or behind the time that had passed."""
    progress_percent: float | None
    progress_on: dt.date | None
    basis: str
    """What counted the progress, in few words; empty where nothing did."""
    elapsed_percent: float | None
    """Of the planned time, on the day of the progress."""
    actual_h: float
    planned_h: float | None
    """By today; None where nobody has typed a plan."""


@dataclass(frozen=True, slots=True)
class Caseload:
    """A trainer's learners."""

    trainer: str
    organisation: str
    made_on: dt.date
    cohorts: tuple[str, ...]
    learners: tuple[Learner, ...]
    """Those first who are waited for."""
    without: int
    """How many people of the cohorts are on no programme, or have ended theirs."""
    formula: str
    """By which colours are told."""
    evidence: Note
    evidence_label: str
