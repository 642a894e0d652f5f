"""The table of practical evidence."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs


class Evidence(AssessorTable, table=True):
    """One piece of practical work of a person with its marks. A later row on the same work stands beside it."""

    __tablename__: ClassVar[str] = "evidence"
    __table_args__: ClassVar[TableArgs] = (Index(None, "organisation_id", "person_ref"),)

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str
    """Whose person it is."""
    person_ref: str
    """Whose work it is, in the organisation's own words."""
    kind: str
    """What it shows: orchestration_task or governance."""
    source: str
    """Where it comes from: attested, practical or simulated."""
    rubric: str
    """Name and version of what it was marked against."""
    passed: bool
    """Whether it met the rubric."""
    about: str
    """What the work was, in a sentence or two."""
    by: str
    """Who attests it, or what ran it."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
