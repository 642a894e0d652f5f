"""What the pack for a progress review is given: what is kept of the programme, and results as far as they may be seen.

No store in here. A figure that is not known is None and is said to be not known.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reports.data import Note
from reports.growth_rows import Change, When
from reports.programme.rows import Enrolled, Ksb, Prior, Sat

DueState = Literal["not due yet", "due", "overdue", "on a break", "ended"]


@dataclass(frozen=True, slots=True)
class Stood:
    """How time and hours stood at the end of a day."""

    on: dt.date
    elapsed_percent: float
    """Of the planned time."""
    planned_min: int | None
    """Off the job by that day; None where nobody has typed a plan."""
    actual_min: int

    @property
    def behind_min(self) -> int | None:
        """Planned less actual (slippage): above 0 is behind."""
        return None if self.planned_min is None else self.planned_min - self.actual_min


@dataclass(frozen=True, slots=True)
class Hours:
    """What there is to be said of time off the job beside `Stood`."""

    whole_min: int | None
    """The plan's whole."""
    asked_min: int | None
    """What the rules ask for, less prior learning; None where nobody has typed it."""
    uncounted_min: int
    """Spent on days that do not count."""
    rule: str
    """What the rule of the day of the start asks for, with its source and day; empty where none is kept."""


@dataclass(frozen=True, slots=True)
class Override:
    """A trainer's own judgement at a review."""

    colour: str
    reason: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the learner is behind, and all that this rests on."""

    word: str
    """behind, a little behind, on track, ahead; or why nobody is judged."""
    colour: str | None
    """By the formula."""
    points: float | None
    """Of progress before (above 0) or behind elapsed time."""
    progress_percent: float | None
    progress_on: dt.date | None
    basis: str
    """What counted the progress; empty where there is none."""
    elapsed_percent: float | None
    """On the day of that figure."""
    override: Override | None
    formula: str
    """In words."""


@dataclass(frozen=True, slots=True)
class Due:
    """The next review by the rule."""

    due_on: dt.date | None
    """None in a break and after the end."""
    state: DueState
    planned_on: dt.date | None
    counted_from: dt.date
    months: int
    """Between reviews."""
    reason: str
    """Why this learner has other months than the organisation's rule; empty where not."""


@dataclass(frozen=True, slots=True)
class Held:
    """The last review."""

    on: dt.date
    learner_came: bool
    employer_came: bool
    progress_percent: int | None
    concerns: str
    notes: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A break, another planned end, another employer."""

    on: dt.date
    what: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody is to do."""

    what: str
    who: str
    due_on: dt.date | None
    agreed_on: dt.date
    done_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work that is kept elsewhere, or that somebody saw here and marked."""

    on: dt.date
    what: str
    codes: tuple[str, ...]
    """Of the standard, what it is mapped to."""
    state: str
    """Signed off or not, the rubric met or not, with day or name."""
    link: str
    """Its address; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sitting that stands for a time, and how it differs from the newest one."""

    when: When
    sat: Sat
    change: Change
    """Of the newest since this one; ``first`` where this one is the newest."""
    low: float
    """The ends of the 95 % interval of the difference."""
    high: float


@dataclass(frozen=True, slots=True)
class Programme:
    """What is kept of the learner's programme."""

    enrolled: Enrolled
    now: Stood
    """Today, or on the day on which the programme ended."""
    then: Stood | None
    """On the day of the last review; None before the first."""
    hours: Hours
    judged: Judged
    due: Due
    last: Held | None
    turns: tuple[Turn, ...]
    """The oldest first."""
    priors: tuple[Prior, ...]
    pieces: tuple[Piece, ...]
    """The newest first."""
    ksbs: tuple[Ksb, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """All that the pack tells."""

    id: str
    """The learner's, for the name of a file."""
    name: str
    organisation: str
    made_on: dt.date
    reader: str
    """For whom it was made."""
    is_own: bool
    """Whether that is the learner."""
    why: str
    """Why that reader may see results."""
    framework: str
    programme: Programme | None
    """None: the learner is on none."""
    found: tuple[Found, ...]
    """At the start, at the last review, now: as far as there are such sittings that may be seen."""
    hidden: int
    """Ended sittings that may not be seen by this reader."""
    sittings: int
    """Ended sittings that are known of, the hidden ones included."""
    growth_may_be_said: bool
    """Whether what figures rest on allows to say that one person has changed."""
    actions: tuple[Action, ...]
    """Open ones first, by day."""
    evidence: Note
    evidence_label: str
