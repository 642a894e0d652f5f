"""The table of what programs had made, so that a request that comes twice is carried out once."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs


class RepeatedRequest(AssessorTable, table=True):
    """What one request made that came with a key of its own (the field: idempotency key); kept for a day."""

    __tablename__: ClassVar[str] = "repeated_request"
    __table_args__: ClassVar[TableArgs] = (Index(None, "organisation_id", "at"),)

    id: str = Field(primary_key=True)
    """Digest of the key of the API, the request's own key and its path."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose program it is."""
    body_digest: str
    """Digest of what was sent; the same key with another body is refused."""
    made_id: str
    """What was made."""
    at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
