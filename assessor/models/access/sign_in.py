"""The table of sign-ins."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long


class SignIn(AssessorTable, table=True):
    """One browser in which an account is signed in. The cookie's token itself is kept nowhere."""

    __tablename__: ClassVar[str] = "sign_in"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("token_hash"),
        at_most_long("said_agent", 200),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    token_hash: str
    """Digest of the cookie's token."""
    account_id: str = Field(foreign_key="account.id", index=True)
    """Who is signed in."""
    person_id: str | None = Field(default=None, foreign_key="person.id")
    """As which of the people behind the account; none until one is chosen."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When the password was right, UTC."""
    confirmed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When the second factor was given too, or was not asked for, UTC; nothing is open before."""
    last_seen_at: dt.datetime = Field(sa_type=Instant)
    """When it was last used, to the minute, UTC."""
    said_agent: str
    """What the browser calls itself, cut."""
    revoked_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it ended, UTC."""
