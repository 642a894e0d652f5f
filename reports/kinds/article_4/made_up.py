"""A made-up record, for the samples: every measure and number is invented."""

import datetime as dt
from typing import Any

from reports.data import Note
from reports.kinds.article_4.rows import Campaigned, Fact, LevelShare, Measure, Record

TODAY = dt.date(2026, 11, 23)
FACTS = (
    Fact("Since when", "Made up for this sample.", "https://example.org/since", "secondary", dt.date(2026, 10, 31), ""),
    Fact(
        "What is asked for",
        "Measures that support literacy, made up for this sample.",
        "https://example.org/asked",
        "secondary",
        dt.date(2026, 10, 31),
        "another made-up source says something else",
    ),
)
PLANNED, WITHOUT_EVIDENCE, OVERDUE = {2, 5, 8, 11}, {3, 7, 11}, {4, 9}
"""Places of measures that are so."""
HIDDEN = "Figures of groups are not told at the stage author-judged"


def measure(place: int, **other: Any) -> Measure:  # noqa: ANN401 - any field
    """Invent a measure; some are planned, some without evidence, some overdue."""
    made: dict[str, Any] = {
        "audience": f"Team {place + 1}: who drafts letters to customers with AI",
        "objective": "Checks what comes out before it is sent, and knows what must not go in.",
        "measure": "A half-day workshop on own letters, with a short test of the policy.",
        "evidence": "" if place in WITHOUT_EVIDENCE else f"Attendance list and slides, folder HR-{place + 1}",
        "done_on": None if place in PLANNED else dt.date(2026, 9, 1) + dt.timedelta(place),
        "review_on": TODAY + dt.timedelta(-10 if place in OVERDUE else 150 + place),
        "changed_on": dt.date(2026, 10, 5),
    }
    return Measure(**(made | other))


def campaign(place: int, *, is_told: bool = True, **other: Any) -> Campaigned:  # noqa: ANN401 - any field
    """Invent a campaign; one without figures says why."""
    names = ("First steps", "Asking", "Supplying", "Building", "Steering")
    parts = ((0.1, 0.05, 0.2), (0.4, 0.3, 0.5), (0.3, 0.2, 0.4), (0.15, 0.08, 0.26), (0.05, 0.02, 0.13))
    levels = tuple(LevelShare(name, *part) for name, part in zip(names, parts, strict=True))
    made: dict[str, Any] = {
        "name": f"Check {place + 1}",
        "purpose": "To plan training where it is needed.",
        "basis": "Legitimate interests (UK GDPR, Article 6(1)(f))",
        "began": dt.date(2026, 1, 12) + dt.timedelta(60 * place),
        "closed": dt.date(2026, 2, 12) + dt.timedelta(60 * place),
        "asked": 60,
        "sat": 52,
        "people": 52 if is_told else None,
        "levels": levels if is_told else (),
        "why_no_figures": "" if is_told else HIDDEN,
    }
    return Campaigned(**(made | other))


def record(measures: tuple[Measure, ...], campaigns: tuple[Campaigned, ...], **other: Any) -> Record:  # noqa: ANN401 - any field
    """Invent a record."""
    made: dict[str, Any] = {
        "organisation": "A make-believe firm",
        "made_on": TODAY,
        "title": "A duty, made up for this sample",
        "note": "Made up; read nowhere.",
        "facts": FACTS,
        "measures": measures,
        "typed_by": "Sam Owner" if measures else "",
        "typed_on": dt.date(2026, 10, 5) if measures else None,
        "campaigns": campaigns,
        "evidence": Note("What this is evidence of", "Nothing: every number here is made up."),
        "evidence_label": "Made-up numbers.",
    }
    return Record(**(made | other))
