"""The table of files that a job made for somebody."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import JSON, LargeBinary, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own

KEPT = dt.timedelta(days=7)
"""How long files wait to be fetched."""


class MadeFile(AssessorTable, table=True):
    """One report of many that a job made as files, until it is too old. Only who asked for it fetches it."""

    __tablename__: ClassVar[str] = "made_file"
    __table_args__: ClassVar[TableArgs] = (
        of_own("made_file", "made_by", "person"),
        of_own("made_file", "person_id", "person"),
        UniqueConstraint("job_id", "about"),
        at_most_long("name", 200),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    job_id: str
    """The job that made it."""
    about: str
    """On whom: the id of a person, a team or a cohort. A job makes one file of each."""
    person_id: str | None = None
    """On which person, where it is on one; a file on a group may name anybody, and goes when anybody is erased."""
    name: str
    """Of the file, as it is fetched."""
    content: bytes = Field(sa_type=LargeBinary)
    """Its bytes; none where it was not made."""
    shown: list[str] = Field(default_factory=list, sa_type=JSON)
    """The sittings whose results stand in it: the release rule is asked of each again when it is fetched."""
    why_not: str = ""
    """Why it was not made, in a sentence."""
    made_by: str
    """For whom."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
