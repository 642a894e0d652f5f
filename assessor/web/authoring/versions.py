"""Versions of the calibration as authors see them: what each rests on, and what it changes against the one in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessor.sittings.calibration import Calibration, calibration_from


@dataclass(frozen=True, slots=True)
class Moved:
    """One question whose difficulty differs."""

    item: str
    answers: int
    """It rests on so many; 0 where on its author's word."""
    before: float
    """Difficulty in use, in theta; so is `after`."""
    after: float
    doubt: float
    """Standard deviation of the difficulty, in theta."""
    drifted: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A calibration in a line."""

    label: str
    stage: str
    sittings: int
    """How many it was made from; 0 for the authors' word."""
    answers: int
    drifted: int
    row: Mapping[str, Any]
    """As it is stored."""


def version(row: Mapping[str, Any]) -> Version:
    """Return a stored calibration in a line."""
    made_from = row["made_from"]
    answers = made_from.get("answers", {})
    drifted = len(made_from.get("drifted", ()))
    return Version(row["label"], row["stage"], made_from.get("sittings", 0), sum(answers.values()), drifted, row)


def moved(row: Mapping[str, Any], used: Calibration) -> list[Moved]:
    """Return the questions of which a stored calibration says another thing than the one in use, most changed first."""
    other = calibration_from(row["scale"], row["stage"], row["items"], row["made_from"])
    answers, drifted = row["made_from"].get("answers", {}), row["made_from"].get("drifted", ())
    found = [
        Moved(
            item.name,
            answers.get(item.name, 0),
            used.items[used.places[item.name]].difficulty,
            item.difficulty,
            doubt,
            item.name in drifted,
        )
        for item, doubt in zip(other.items, other.sds, strict=True)
        if item.name in used.places and item != used.items[used.places[item.name]]
    ]
    return sorted(found, key=lambda one: (-abs(one.after - one.before), one.item))
