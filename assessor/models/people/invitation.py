"""The table of invitations."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own, one_of


class Invitation(AssessorTable, table=True):
    """A link by which a person takes up her place, once and for a time. The link itself is kept nowhere."""

    __tablename__: ClassVar[str] = "invitation"
    __table_args__: ClassVar[TableArgs] = (
        of_own("invitation", "person_id", "person"),
        of_own("invitation", "sent_by", "person"),
        one_of("way", "mail", "list"),
        UniqueConstraint("token_hash"),
        Index(None, "organisation_id", "person_id"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    person_id: str
    """Who is invited."""
    token_hash: str
    """Digest of what stands in the link."""
    way: str
    """mail: sent to her; list: printed and handed over."""
    sent_by: str | None = None
    """The person who invited; none where the command line did."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    expires_at: dt.datetime = Field(sa_type=Instant)
    """Until when it can be used, UTC."""
    used_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was used, UTC."""
    revoked_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was taken back, UTC."""
