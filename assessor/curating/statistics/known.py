"""What calibrations from answers say of each item, beside its author: the newest estimate, and whether it moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean

from sqlalchemy import Connection, select

from assessor.models.measurement import CALIBRATION
from assessor.scoring.items.drift import Drift, drift


@dataclass(frozen=True, slots=True)
class Estimate:
    """An item's difficulty from answers."""

    difficulty: float
    """The mean of its steps, in theta."""
    se: float
    answers: int
    """That it rests on."""
    calibration: str
    drift: Drift | None
    """Against the calibration before; None where there is none."""


def estimates(connection: Connection, scale: str, *, simulated: bool) -> Mapping[str, Estimate]:
    """Return the newest estimate of each item by its id with version; of made-up people, or of all others."""
    rows = connection.execute(select(CALIBRATION).where(CALIBRATION.c.scale == scale).order_by(CALIBRATION.c.made_at))
    found: dict[str, Estimate] = {}
    for row in rows.mappings():
        answers = row["made_from"].get("answers", {})
        if (row["stage"] == "simulated") != simulated or "completes" in row["made_from"]:
            continue
        for name, _, steps, sd in row["items"]:
            if answers.get(name) and sd > 0:
                before = found.get(name)
                moved = drift([before.difficulty], [before.se], [mean(steps)], [sd])[0] if before else None
                found[name] = Estimate(mean(steps), sd, answers[name], row["label"], moved)
    return found
