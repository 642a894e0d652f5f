"""What each learner of the make-believe cohorts goes through on a programme: data, by place in the cohort."""

from dataclasses import dataclass
from typing import Literal

_MONTHS_18 = 546
_WEEKS_16 = 112


@dataclass(frozen=True, slots=True)
class Pause:
    """A break in learning."""

    begins: int
    """Days after the first day."""
    back: int | None
    """Likewise; none while it goes on."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Another planned end, another employer."""

    at: int
    """Days after the first day."""
    later: int | None = None
    """By so many days the planned end moves."""
    employer: str = ""
    percent: int | None = None
    """Where the learner stood."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A trainer's own colour."""

    colour: Literal["red", "amber", "green"]
    reason: str


@dataclass(frozen=True, slots=True)
class Path:
    """One learner's way through a programme."""

    programme: str = "ST1512"
    begins: int = 0
    """Days after the cohort's first day."""
    lasts: int = _MONTHS_18
    """Days planned."""
    points: int | None = 1
    """Before (above 0) or behind elapsed time, as the learner's own system counts; none: it says nothing."""
    last_review: int | None = 1
    """In which month before this one the newest review was held; those before it every three months."""
    pace: float = 1.0
    """Time off the job as a share of what is planned."""
    hours_planned: int = 26
    """A month; 0: nobody has typed a plan."""
    prior_h: int = 0
    """Prior learning."""
    is_rated: bool = True
    """Whether codes are rated and work is linked."""
    pause: Pause | None = None
    turn: Turn | None = None
    judged: Judged | None = None
    ended: tuple[int, bool] | None = None
    """Days after the first day, and whether completed."""
    review_months: int | None = None
    """Where something else than the organisation's rule was agreed."""
    concern: str = ""
    """Raised at the newest review."""


_NEW = Path(last_review=None, points=None)
_UNIT = Path(
    programme="AU0010", lasts=_WEEKS_16, hours_planned=20, is_rated=False, last_review=None, points=None, pace=1.3
)
SPRING = (
    Path(points=3, last_review=3, prior_h=12),
    Path(points=-18, pace=0.55, concern="Month ends take the hours that were set aside for training."),
    Path(points=-2, last_review=4, pace=0.99),
    Path(points=-3, pause=Pause(120, 155)),
    Path(points=4, turn=Turn(150, employer="Quayside Lettings (make-believe)", percent=24, why="Moved with her team.")),
    Path(
        points=-6,
        pace=0.85,
        turn=Turn(200, later=91, percent=30, why="Fewer hours a week since July, agreed by all three."),
    ),
    Path(points=-8, pace=0.8, judged=Judged("green", "Two pieces of work wait for signing; they close the gap.")),
    Path(points=-4, last_review=3, pause=Pause(270, None)),
    Path(points=13, pace=1.2),
    Path(points=None, last_review=3, pace=0.88),
    Path(points=None, last_review=1, hours_planned=0, is_rated=False),
    Path("AU0010", begins=125, lasts=_WEEKS_16, hours_planned=20, is_rated=False, ended=(112, True), last_review=3),
    Path(points=-12, last_review=5, ended=(180, False), is_rated=False),
    Path(points=0, last_review=2, review_months=2),
)
"""The first is the learner's who can log in."""
AUTUMN = (
    _NEW,
    Path(begins=70, last_review=None, points=None, is_rated=False, pace=0.0),
    _UNIT,
    Path(last_review=None, points=None, is_rated=False, pace=0.0),
    Path("AU0009", lasts=_WEEKS_16, hours_planned=20, is_rated=False, last_review=None, points=None, pace=0.5),
    _NEW,
    Path(last_review=None, points=None, pace=0.6),
)
"""Whoever comes after these is a new starter like the first."""
PATHS = (SPRING, AUTUMN)
"""By cohort."""


def path_of(cohort: int, place: int) -> Path:
    """Return the path of who stands at a place of a cohort, both from 0."""
    paths = PATHS[cohort % len(PATHS)]
    return paths[place] if place < len(paths) else paths[0]
