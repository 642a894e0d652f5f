"""The marks, and why: what a marker returns for one answer to one case."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Status = Literal["marked", "unreadable"]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What an answer handed to a person, counted against the truth (the field: selective prediction)."""

    due: int
    """Items that a person had to be asked about."""
    stated: int
    """Different items that were handed over."""
    rightly: int
    """Of these, the items that a person had to be asked about."""
    lines: int
    """Lines of the work that the marker follows, whether or not the answer has them."""
    kept: int
    """Of these, the lines that nobody was asked about."""
    kept_wrong: int
    """Of these, the lines that are wrong or missing."""


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
    handed_over: HandedOver | None = None
    """On the check of what was handed to a person: the same in figures."""

    def to_json(self) -> dict[str, Any]:
        """Return the check as JSON types; figures only where there are any."""
        said: dict[str, Any] = {
            "name": self.name,
            "earned": self.earned,
            "available": self.available,
            "why": self.why,
            "scored": self.scored,
            "details": list(self.details),
        }
        return said if self.handed_over is None else said | {"handed_over": asdict(self.handed_over)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Check":
        """Rebuild a check from what `to_json` returned."""
        return cls(
            data["name"],
            data["earned"],
            data["available"],
            data["why"],
            data["scored"],
            tuple(data["details"]),
            HandedOver(**data["handed_over"]) if "handed_over" in data else None,
        )


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

    @property
    def handed_over(self) -> HandedOver | None:
        """What was handed to a person, in figures; None where the marker counts none, or could not read the answer."""
        return next((check.handed_over for check in self.checks if check.handed_over), None)

    def to_json(self) -> dict[str, Any]:
        """Return the grade as JSON types."""
        checks = [check.to_json() for check in self.checks]
        return {"status": self.status, "grader": self.grader, "why": self.why, "score": self.score, "checks": checks}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Grade":
        """Rebuild a grade from what `to_json` returned."""
        checks = tuple(Check.from_json(check) for check in data["checks"])
        return cls(status=data["status"], checks=checks, grader=data["grader"], why=data["why"])
