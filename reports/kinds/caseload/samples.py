"""Made-up pages of this report, for the common test: every person and every number is invented."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reports.data import Note, Page
from reports.kinds import Sample
from reports.kinds.caseload.overview import build
from reports.kinds.caseload.rows import Caseload, Learner, Own, Wait

_TODAY = dt.date(2026, 11, 23)
_WAITS: tuple[tuple[Wait, ...], ...] = (("overdue", "due", "red"), ("due",), ("red",), ("not started",), (), ())
_WORDS = (
    ("behind", "red"),
    ("a little behind", "amber"),
    ("on track", "green"),
    ("ahead", "green"),
    ("new starter", ""),
)


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    return {
        "many": _sample(made(24, 0)),
        "one": _sample(made(1, 0)),
        "none": _sample(made(0, 0)),
        "left-out": _sample(made(5, 2)),
        "thousands": _sample(made(5000, 0)),
        "nobody waited for": _sample(made(1, 0, waits=())),
        "nothing known": _sample(made(1, 0, **_UNKNOWN)),
        "long names": _sample(made(2, 0, name="Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh " * 2)),
        "right to left": _sample(
            made(1, 0, name="مريم بنت يوسف 😀 <b>x</b>", own=Own("green", _TODAY, "عمل 😀 <b>x</b>"))
        ),
    }


_UNKNOWN: dict[str, Any] = dict.fromkeys(
    ("due_on", "planned_on", "held_on", "points", "progress_percent", "progress_on", "elapsed_percent", "planned_h")
) | {"review": "on a break", "word": "not known", "colour": "", "basis": ""}


def _sample(caseload: Caseload) -> Sample:
    return Sample(
        (Page("index", build(caseload)),),
        len(caseload.learners) + caseload.without,
        caseload.without,
        ("person", "people"),
    )


def made(many: int, without: int, **changes: Any) -> Caseload:  # noqa: ANN401 - any field of a learner
    """Invent a caseload; `changes` are fields of every learner."""
    return Caseload(
        trainer="Jo Trainer",
        organisation="A make-believe firm",
        made_on=_TODAY,
        cohorts=("Spring", "Autumn") if many > 1 else ("Spring",),
        learners=tuple(replace(_learner(number), **changes) for number in range(many)),
        without=without,
        formula="Points are progress less the share of the planned time that had passed.",
        evidence=Note("A make-believe organisation", "Its people are simulated.", "caution"),
        evidence_label="Simulated people of a make-believe organisation.",
    )


def _learner(number: int) -> Learner:
    chance = random.Random(number)
    word, colour = _WORDS[number % len(_WORDS)]
    elapsed, progress = chance.uniform(20, 80), chance.uniform(15, 85)
    return Learner(
        id=f"learner-{number}",
        name=f"Learner {number}",
        cohorts=("Spring",) if number % 2 else ("Autumn",),
        programme="ST0000, version 2.0",
        starts_on=dt.date(2026, 1, 27),
        planned_end_on=dt.date(2027, 7, 27),
        waits=_WAITS[number % len(_WAITS)],
        review="due",
        due_on=dt.date(2026, 11, 30),
        planned_on=dt.date(2026, 11, 27) if number % 3 else None,
        held_on=dt.date(2026, 8, 12) if number % 4 else None,
        word=word,
        colour=colour,
        own=Own("green", dt.date(2026, 8, 12), "Two pieces of work wait for signing.") if number == 1 else None,
        points=round(progress - elapsed, 1),
        progress_percent=progress,
        progress_on=dt.date(2026, 8, 12),
        basis="own system",
        elapsed_percent=elapsed,
        actual_h=progress * 4,
        planned_h=elapsed * 4,
    )
