"""The table of badges."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_least, of_own, one_of


class Badge(AssessorTable, table=True):
    """A signed credential of a level that somebody asked for (Open Badges 3.0). Withdrawn, it says nothing any more."""

    __tablename__: ClassVar[str] = "badge"
    __table_args__: ClassVar[TableArgs] = (
        of_own("badge", "person_id", "person"),
        UniqueConstraint("place"),
        Index(None, "organisation_id", "person_id"),
        at_least("place", 0),
        one_of("withdrawn_by", "holder", "issuer", "erasure"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn"),
        CheckConstraint("(withdrawn_at IS NULL) = (token <> '')", name="token"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7; it stands in the credential."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose person holds it."""
    person_id: str
    """Who holds it."""
    result: int
    """The number of the result that it rests on, which may be erased earlier."""
    level: str
    """The name of the level."""
    place: int
    """Its bit in the lists of withdrawn badges, which are the installation's."""
    token: str
    """The credential as it was signed (JWT); empty once it is withdrawn."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """Since when it holds, UTC."""
    until: dt.datetime = Field(sa_type=Instant)
    """When it runs out, UTC."""
    withdrawn_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """Since when it no longer holds, UTC."""
    withdrawn_by: str | None = None
    """holder: she took it back; issuer: whoever runs the service withdrew it; erasure: she was erased."""
