"""The table of accounts."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs


class Account(AssessorTable, table=True):
    """By what somebody logs in. It belongs to no organisation: one account may stand behind people of several."""

    __tablename__: ClassVar[str] = "account"
    __table_args__: ClassVar[TableArgs] = (
        UniqueConstraint("email"),
        UniqueConstraint("oidc_subject"),
        CheckConstraint("email = lower(email)", name="email"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    email: str
    """The address, in lower case."""
    password_hash: str | None = None
    """Argon2id with its parameters and salt; none where only a provider of identities vouches."""
    password_set_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was last changed, UTC."""
    totp_secret: str | None = None
    """The secret of the second factor, in base 32; never shown again once confirmed."""
    totp_confirmed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """Since when the second factor is asked for, UTC."""
    totp_last_step: int = 0
    """The time step of the last code that was taken; none up to it is taken again."""
    oidc_subject: str | None = None
    """Issuer and subject by which a provider of identities names it."""
    created_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    locked_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """Since when nobody gets in by it, UTC."""
    locked_why: str = ""
    """Why, in a sentence that is shown to owners."""
