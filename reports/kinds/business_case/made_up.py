"""A made-up team and made-up runs, for the samples: every number is invented."""

import datetime as dt
from typing import Any

from harness.api.comparing.measures import MORE_IS_BETTER, Measure, MeasuredPair
from harness.api.reviewing.rows import TermRow
from harness.messages import Evidence
from harness.plan.level import Level
from reports.data import Note
from reports.kinds.business_case.rows import Amount, Case, Group, LevelShare, Measured, Said, Step, Work

UNITS: dict[Measure, str] = {
    "quality": "0 to 1",
    "money": "dollars a trial",
    "machine time": "s a trial",
    "human minutes": "min a job",
    "defects shipped": "in 100 jobs",
}
GAIN: dict[Measure, float] = {
    "quality": 0.2,
    "money": 0.05,
    "machine time": 60,
    "human minutes": -30,
    "defects shipped": -10,
}
"""Orchestration less prompting, in a run that it wins."""
LOSS: dict[Measure, float] = {
    "quality": -0.15,
    "money": 0.05,
    "machine time": 60,
    "human minutes": 20,
    "defects shipped": 6,
}
TERMS = (
    TermRow(
        "acceptable", "p", "share of answers that are acceptable as they are", 0.7, "0 to 1", "measured", "made up"
    ),
    TermRow("row_min", "v", "looking at one of them", 0.5, "min a row", "assumed", "made up"),
)
SAID = Said(Level.ORCHESTRATION, dt.date(2027, 6, 30), 50, 30, "GBP", 0.8, "Sam Owner", dt.date(2026, 11, 20))
CLOSED = dt.date(2026, 11, 13)


def pair(measure: Measure, difference: float, half: float, *, is_resolved: bool = True) -> MeasuredPair:
    """Invent a pair of designs in one measure."""
    better = (difference > 0) == (measure in MORE_IS_BETTER)
    return MeasuredPair(
        *(measure, UNITS[measure], "orchestration", "lower", 12, difference, difference - half, difference + half),
        *(0.004 if is_resolved else 0.4, ("better" if better else "worse") if is_resolved else "not resolved"),
    )


def step(differences: dict[Measure, float], times: float = 1.0, *, is_resolved: bool = True) -> Step:
    """Invent a step, the half width of each interval a fifth of the difference; wider where it is not resolved."""
    part = 0.2 if is_resolved else 3.0
    return Step(
        {
            measure: pair(measure, by * times, abs(by * times) * part, is_resolved=is_resolved)
            for measure, by in differences.items()
        }
    )


def run(name: str, differences: dict[Measure, float] | None = None, **other: Any) -> Measured:  # noqa: ANN401 - any field
    """Invent a run whose step from context engineering is worth a third of the one from prompting."""
    is_resolved = other.pop("is_resolved", True)
    by = differences or GAIN
    made: dict[str, Any] = {
        "run": name,
        "task": "Monthly expense reconciliation",
        "on": dt.date(2026, 11, 2),
        "model": "made-up/model-1",
        "evidence": "real",
        "evidence_note": "Made-up numbers that look like a real model's",
        "has_faults": False,
        "cases": 12,
        "cases_needed": 7,
        "steps": {
            Level.PROMPTING: step(by, is_resolved=is_resolved),
            Level.CONTEXT: step(by, 1 / 3, is_resolved=is_resolved),
        },
        "terms": TERMS,
        "unaided_min": 95.0,
        "unaided_source": "made up",
    }
    return Measured(**(made | other))


def weak(name: str, evidence: Evidence) -> Measured:
    """Invent a run that is no evidence about AI."""
    return run(name, evidence=evidence, evidence_note="Embedded model: shows the machinery, not what AI can do.")


def group(*, people: int = 18, asked: int = 20, is_simulated: bool = False) -> Group:
    """Invent what is told of a team: four tenths prompt, three tenths supply context."""
    names = ("First steps", "Asking", "Supplying", "Building", "Steering")
    uses = (None, Level.PROMPTING, Level.CONTEXT, Level.ORCHESTRATION, Level.ORCHESTRATION)
    parts = ((0.1, 0.02, 0.3), (0.4, 0.25, 0.55), (0.3, 0.2, 0.4), (0.15, 0.05, 0.35), (0.05, 0.01, 0.2))
    levels = tuple(LevelShare(name, use, Amount(*part)) for name, use, part in zip(names, uses, parts, strict=True))
    return Group("Autumn check", CLOSED, people, asked, levels, is_simulated)


def case(*works: Work, **other: Any) -> Case:  # noqa: ANN401 - any field
    """Invent a case of these pieces of work; other fields are taken as they are given."""
    made: dict[str, Any] = {
        "id": "made-up",
        "team": "Finance",
        "organisation": "A make-believe firm",
        "made_on": dt.date(2026, 11, 23),
        "said": SAID,
        "works": works,
        "group": group(),
        "why_no_group": "",
        "is_make_believe": False,
        "evidence": Note("What this is evidence of", "Nothing: every number here is made up."),
        "evidence_label": "Made-up numbers.",
    }
    return Case(**(made | other))


def work(name: str, times: float, found: Measured | str) -> Work:
    """Invent a piece of work that a run stands for, or say why none does."""
    if isinstance(found, str):
        return Work(name, times, "", None, found)
    return Work(name, times, found.run, found)
