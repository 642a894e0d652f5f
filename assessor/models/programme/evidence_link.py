"""The table of links to evidence that is kept elsewhere."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own


class EvidenceLink(AssessorTable, table=True):
    """Where a piece of a learner's work can be found, and what of the standard it is mapped to. Not the work itself."""

    __tablename__: ClassVar[str] = "evidence_link"
    __table_args__: ClassVar[TableArgs] = (
        of_own("evidence_link", "enrolment_id", "enrolment"),
        of_own("evidence_link", "person_id", "person"),
        UniqueConstraint("enrolment_id", "source", "source_ref"),
        Index(None, "organisation_id", "person_id"),
        at_most_long("title", 300),
        at_most_long("link", 2000),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    enrolment_id: str
    """Of which enrolment."""
    person_id: str
    """Of which learner."""
    codes: list[str] = Field(sa_type=JSON)
    """Of the enrolment's standard, what it is mapped to."""
    title: str
    """What it is."""
    link: str = ""
    """Its address in the learner's own system; empty where it has none."""
    on: dt.date
    """The day of the work."""
    signed_off_on: dt.date | None = None
    """The day on which an assessor and the learner signed it; none before."""
    source: str
    """Where it comes from: the name of a map, or typed."""
    source_ref: str
    """Its number there; the same never comes in twice."""
    at: dt.datetime = Field(sa_type=Instant)
    """When it came in, UTC."""
