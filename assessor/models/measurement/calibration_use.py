"""The table of which calibration new sittings begin with."""

import datetime as dt
from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant


class CalibrationUse(AssessorTable, table=True):
    """One decision to take a calibration into use. The last one counts; without any it is the authors' judgement."""

    __tablename__: ClassVar[str] = "calibration_use"

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    calibration: str = Field(foreign_key="calibration.label")
    """The calibration."""
    by: str
    """Who decided."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
