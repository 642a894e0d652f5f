"""The table of recovery codes."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs


class RecoveryCode(AssessorTable, table=True):
    """A code that stands in for the second factor, once."""

    __tablename__: ClassVar[str] = "recovery_code"
    __table_args__: ClassVar[TableArgs] = (UniqueConstraint("code_hash"),)

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    account_id: str = Field(foreign_key="account.id", index=True)
    """Whose."""
    code_hash: str
    """Digest of the code."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    used_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was used, UTC."""
