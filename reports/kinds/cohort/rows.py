"""What the report on a cohort is given: the group's published figures, and for its trainers its people one by one."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reports.groups.rows import Group

Change = Literal["higher", "lower", "may be chance", "not said"]


@dataclass(frozen=True, slots=True)
class Moved:
    """The way from a person's first result to her newest, of those that this reader may open."""

    change: Change
    """Beyond chance or not; *not said* where what the figures rest on does not let it be."""
    low: float
    """The ends of the 95 % interval of the change, in standard deviations of ability."""
    high: float
    days: int


@dataclass(frozen=True, slots=True)
class Learner:
    """One person of the cohort, as far as its trainer may know."""

    name: str
    state: str
    """stuck, not started, going on, finished, not asked yet."""
    why: str
    """What that rests on."""
    due_on: dt.date | None
    due_what: str
    is_late: bool
    newest_on: dt.date | None
    """When the newest sitting ended; None where none has."""
    newest_said: str
    """Its level in words, or why it is not open to this reader; empty where none has ended."""
    moved: Moved | None
    """None where there are no two results that this reader may open."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A trainer's own judgement at a review, which counts until the next one."""

    colour: str
    on: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class OnProgramme:
    """How one person stands on her programme, by the formula or by her trainer's own judgement."""

    name: str
    code: str
    """Of the programme: ST1512."""
    programme: str
    """Its title, with its level on the scale of apprenticeships."""
    word: str
    """behind, a little behind, on track, ahead, not started, new starter, on a break, not known."""
    colour: str
    """By the formula: red, amber, green; empty where nobody is judged."""
    judgement: Judgement | None
    """The trainer's own, which counts instead; None where the formula counts."""
    points: float | None
    """Progress less the share of the time that had passed, in points of a hundred."""
    progress_percent: float | None
    progress_on: dt.date | None
    elapsed_percent: float | None
    """Of the planned time, on that day."""
    actual_h: float
    """Time off the job."""
    planned_h: float | None
    """By today; None where nobody has typed a plan."""
    review_due_on: dt.date | None
    review_state: str
    """not due yet, due, overdue, on a break, ended."""

    @property
    def shown(self) -> str:
        """The colour that counts; empty where nobody is judged."""
        return self.judgement.colour if self.judgement else self.colour


@dataclass(frozen=True, slots=True)
class Cohort:
    """All that the report tells."""

    group: Group
    starts_on: dt.date
    ends_on: dt.date | None
    trainers: tuple[str, ...]
    size: int
    """How many people are in it now."""
    learners: tuple[Learner, ...] | None
    """By name; None where they are not for this reader."""
    programmes: tuple[OnProgramme, ...] | None
    """Those first who are waited for; None where they are not for this reader."""
    stuck_rule: str
    """By what rule somebody is called stuck."""
    formula: str
    """By what formula colours are given."""
