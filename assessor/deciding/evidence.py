"""What speaks for a person beside answers: practical work, witnessed or run."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

EvidenceKind = Literal["orchestration_task", "governance"]
EvidenceSource = Literal["attested", "practical", "simulated"]
"""Attested: a named person saw the work and marked it against a rubric. Practical: the person's own design was run by
the harness. Simulated: made up, and never evidence about a real person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of practical work, with its marks."""

    id: str
    kind: EvidenceKind
    source: EvidenceSource
    rubric: str
    """Name and version of what it was marked against."""
    passed: bool
    by: str
    """Who attests it, or what ran it."""
    at: dt.datetime
    """When, UTC."""
