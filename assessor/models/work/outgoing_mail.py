"""The table of mail on its way."""

import datetime as dt
from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant


class OutgoingMail(AssessorTable, table=True):
    """A letter until it is sent. It may be to an account of no organisation; its words are gone once it has left."""

    __tablename__: ClassVar[str] = "outgoing_mail"

    id: str = Field(primary_key=True)
    """A UUID of version 7."""
    to: str
    """The address; empty once it is sent or given up."""
    subject: str
    """The subject."""
    words: str
    """The text, links in it; empty once it is sent or given up."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
    sent_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When the server took it, UTC."""
    given_up_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was given up, UTC."""
