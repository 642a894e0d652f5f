"""The marks, and why: what a marker returns for one answer to one case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["marked", "unreadable"]


@dataclass(frozen=True, slots=True)
class Check:
    """One criterion (the field: rubric line)."""

    name: str
    earned: float
    """Marks, from 0 to `available`."""
    available: float
    why: str
    """The reason in words that a trainer can read out."""
    scored: bool = True
    """False when nothing could judge this criterion: it is left out of the score, not counted as zero."""
    details: tuple[str, ...] = ()
    """What was right, missed or wrong, one line each; bounded in number by the marker."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The marks for one answer."""

    status: Status
    checks: tuple[Check, ...]
    grader: str
    """Who marked: ``expense_reconciliation@1``."""
    why: str = ""
    """For an unreadable answer, the reason."""

    @property
    def score(self) -> float:
        """Marks earned as a share of the marks that could be scored, from 0 to 1; unreadable is 0."""
        available = sum(check.available for check in self.checks if check.scored)
        if self.status == "unreadable" or not available:
            return 0.0
        return sum(check.earned for check in self.checks if check.scored) / available

    @property
    def share_scored(self) -> float:
        """The share of all marks that could be scored, from 0 to 1; below 1 when a judge was missing."""
        total = sum(check.available for check in self.checks)
        return sum(check.available for check in self.checks if check.scored) / total if total else 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the grade as JSON types."""
        checks = [
            {
                "name": check.name,
                "earned": check.earned,
                "available": check.available,
                "why": check.why,
                "scored": check.scored,
                "details": list(check.details),
            }
            for check in self.checks
        ]
        return {"status": self.status, "grader": self.grader, "why": self.why, "score": self.score, "checks": checks}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Grade":
        """Rebuild a grade from what `to_json` returned."""
        checks = tuple(
            Check(c["name"], c["earned"], c["available"], c["why"], c["scored"], tuple(c["details"]))
            for c in data["checks"]
        )
        return cls(status=data["status"], checks=checks, grader=data["grader"], why=data["why"])
