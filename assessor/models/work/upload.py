"""The table of files that were handed in."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, LargeBinary
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own


class Upload(AssessorTable, table=True):
    """A file that somebody handed in, until it is imported or a day has gone by."""

    __tablename__: ClassVar[str] = "upload"
    __table_args__: ClassVar[TableArgs] = (
        of_own("upload", "made_by", "person"),
        at_most_long("name", 200),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    name: str
    """As the browser named it; only shown."""
    content: bytes = Field(sa_type=LargeBinary)
    """Its bytes; nothing in it is run."""
    choices: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What was chosen on the way: columns, what becomes of unknown teams."""
    made_by: str
    """Who handed it in."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
