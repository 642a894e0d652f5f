"""The table of links by which an organisation signs up."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs


class SignUpLink(AssessorTable, table=True):
    """The link that a new service prints for its first owner, once and for a time. The link itself is kept nowhere."""

    __tablename__: ClassVar[str] = "sign_up_link"
    __table_args__: ClassVar[TableArgs] = (UniqueConstraint("token_hash"),)

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    token_hash: str
    """Digest of what stands in the link."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    expires_at: dt.datetime = Field(sa_type=Instant)
    """Until when it can be used, UTC."""
    used_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was used, UTC."""
