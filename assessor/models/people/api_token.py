"""The table of tokens of the API."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long, of_own


class ApiToken(AssessorTable, table=True):
    """A key by which a program of an organisation asks the API, within scopes. The key itself is kept nowhere."""

    __tablename__: ClassVar[str] = "api_token"
    __table_args__: ClassVar[TableArgs] = (
        of_own("api_token", "made_by", "person"),
        UniqueConstraint("token_hash"),
        at_most_long("name", 200),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    name: str
    """What it is for, in the words of who made it."""
    scopes: list[str] = Field(sa_type=JSON)
    """What it may do: people:read."""
    token_hash: str
    """Digest of the key."""
    made_by: str
    """The owner who made it."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    expires_at: dt.datetime = Field(sa_type=Instant)
    """Until when it is good, UTC."""
    revoked_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was taken back, UTC."""
    last_used_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was last used, to the minute, UTC."""
