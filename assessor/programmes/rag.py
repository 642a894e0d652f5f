"""Who is behind: progress against the share of the planned time that had passed on the day of the progress figure.

Progress is what the learner's own system counted, if that is recent, else time off the job against its plan. The word
stands beside the colour everywhere: in one tool amber means on track, and most people read it as a warning.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, get_args

from assessor.programmes.course import Course

Colour = Literal["red", "amber", "green"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
Word = Literal[
    "behind", "a little behind", "on track", "ahead", "not started", "new starter", "on a break", "not known"
]
COLOUR_OF: dict[Word, Colour] = {"behind": "red", "a little behind": "amber", "on track": "green", "ahead": "green"}
"""The other words have no colour: nobody is judged."""
Basis = Literal["the learner's own system", "time off the job"]


@dataclass(frozen=True, slots=True)
class Rules:
    """By what an organisation judges."""

    tolerance_points: int = 10
    new_starter_percent: int = 25
    review_months: int = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a learner was on a day."""

    percent: float
    on: dt.date
    basis: Basis


@dataclass(frozen=True, slots=True)
class Override:
    """A trainer's own judgement at a review, with the reason. It counts until the next review."""

    colour: Colour
    reason: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Rag:
    """How a learner stands, with all that it rests on."""

    word: Word
    colour: Colour | None
    """By the formula; None where nobody is judged."""
    elapsed_percent: float | None
    """Of the planned time, on the day of the figure."""
    progress: Progress | None
    override: Override | None
    """What counts instead, where a trainer judged otherwise."""

    @property
    def points(self) -> float | None:
        """Points of progress before (above 0) or behind (below 0) elapsed time."""
        if self.progress is None or self.elapsed_percent is None:
            return None
        return _points(self.progress, self.elapsed_percent)

    @property
    def shown(self) -> Colour | None:
        """The colour that counts: the trainer's, where there is one."""
        return self.override.colour if self.override else self.colour


def formula(rules: Rules) -> str:
    """Return the formula in words, as every page that shows a colour states it."""
    most, some = rules.tolerance_points, rules.tolerance_points / 2
    return (
        "Points are progress less the share of the planned time that had passed on the day of the progress figure. "
        f"Behind (red): {most} points or more behind. A little behind (amber): {some:g} or more, fewer than {most}. "
        f"On track (green): less than {some:g} behind, or fewer than {most} before. Ahead (green): {most} or more "
        "before. Progress is what the learner's own system counts, as long as that figure is not older than the time "
        "between two reviews; else time off the job as a share of the training plan. New starters are not judged until "
        f"{rules.new_starter_percent} % of the time has passed. A break holds the share still. A change of employer or "
        "of the planned end re-bases it: from that day it goes on straight to the planned end. A trainer's own "
        "judgement, with its reason, counts until the next review."
    )


def judge(
    course: Course, progress: Progress | None, day: dt.date, rules: Rules, override: Override | None = None
) -> Rag:
    """Return how a learner stands on a day."""
    if day < course.starts_on:
        return Rag("not started", None, None, None, None)
    on = progress.on if progress else day
    elapsed = course.elapsed_percent(on)
    word = _word(course, progress, elapsed, day, rules)
    return Rag(word, COLOUR_OF.get(word), elapsed, progress, override)


def _word(course: Course, progress: Progress | None, elapsed: float, day: dt.date, rules: Rules) -> Word:
    if course.is_paused(day):
        return "on a break"
    if _plain(course).elapsed_percent(day) < rules.new_starter_percent:
        return "new starter"
    if progress is None:
        return "not known"
    points = _points(progress, elapsed)
    if points <= -rules.tolerance_points:
        return "behind"
    if points <= -rules.tolerance_points / 2:
        return "a little behind"
    return "ahead" if points >= rules.tolerance_points else "on track"


def _points(progress: Progress, elapsed: float) -> float:
    """Return points to the first decimal, so that the word fits the number that is shown."""
    return round(progress.percent - elapsed, 1)


def _plain(course: Course) -> Course:
    """Return the course without where the learner stood at changes: a change makes nobody a new starter again."""
    return replace(course, rebases=[replace(one, progress_percent=None) for one in course.rebases])
