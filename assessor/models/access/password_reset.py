"""The table of links to set a new password."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs


class PasswordReset(AssessorTable, table=True):
    """A link by which an account gets a new password, once and for a time. The link itself is kept nowhere."""

    __tablename__: ClassVar[str] = "password_reset"
    __table_args__: ClassVar[TableArgs] = (UniqueConstraint("token_hash"),)

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    account_id: str = Field(foreign_key="account.id", index=True)
    """Whose password."""
    token_hash: str
    """Digest of what stands in the link."""
    made_by: str | None = Field(default=None, foreign_key="person.id")
    """The owner who handed it over; none where it was asked for by mail."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    expires_at: dt.datetime = Field(sa_type=Instant)
    """Until when it can be used, UTC."""
    used_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was used or taken back, UTC."""
