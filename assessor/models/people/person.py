"""The table of people."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, at_most_long


class Person(AssessorTable, table=True):
    """Somebody of one organisation, with or without an account. Sittings name her by this id."""

    __tablename__: ClassVar[str] = "person"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "account_id"),
        UniqueConstraint("organisation_id", "email"),
        UniqueConstraint("organisation_id", "external_ref"),
        at_most_long("name", 200),
        CheckConstraint("email = lower(email)", name="email"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose person she is."""
    account_id: str | None = Field(default=None, foreign_key="account.id", index=True)
    """By what she logs in; none before she has taken up an invitation."""
    name: str
    """As she is called; empty once she is erased."""
    email: str | None = None
    """Where invitations go, in lower case."""
    job_role: str | None = None
    """What she does, in the organisation's words."""
    external_ref: str | None = None
    """Her number in the organisation's own systems; imports find her by it."""
    joined_at: dt.datetime = Field(sa_type=Instant)
    """Since when she is listed, UTC."""
    left_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When she left, UTC; she gets in no more."""
    erased_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When what names her was erased, UTC."""
