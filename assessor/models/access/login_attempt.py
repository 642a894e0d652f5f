"""The table of attempts to log in."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Counter, Instant, TableArgs


class LoginAttempt(AssessorTable, table=True):
    """One attempt, for the waits that grow. Addresses stand here as keyed digests alone; rows go after a day."""

    __tablename__: ClassVar[str] = "login_attempt"
    __table_args__: ClassVar[TableArgs] = (
        Index(None, "address_hash", "at"),
        Index(None, "network_hash", "at"),
        Index(None, "at"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up."""
    address_hash: str
    """Keyed digest of the e-mail address that was tried."""
    network_hash: str
    """Keyed digest of the network address that it came from."""
    succeeded: bool = False
    """Whether it got in."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
