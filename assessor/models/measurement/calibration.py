"""The table of calibrations."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant


class Calibration(AssessorTable, table=True):
    """What was known of each item at a time. It knows no person, and so no organisation."""

    __tablename__: ClassVar[str] = "calibration"

    label: str = Field(primary_key=True)
    """Name, version and digest: ``author@1#0123456789ab``."""
    scale: str
    """The scale it is on: ``author@1``."""
    stage: str
    """What it rests on: simulated, author-judged, piloted, calibrated or validated."""
    items: list[Any] = Field(sa_type=JSON)
    """For each item its id with version, slope, steps in theta, and the standard deviation of its difficulty."""
    made_from: dict[str, Any] = Field(sa_type=JSON)
    """How it was made: method, number of persons and of answers, what it is linked to, answers of each item."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When it was first used, UTC."""
