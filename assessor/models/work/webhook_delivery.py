"""The table of calls to other systems."""

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant, TableArgs, of_own


class WebhookDelivery(AssessorTable, table=True):
    """One thing that a system is told, with every attempt."""

    __tablename__: ClassVar[str] = "webhook_delivery"
    __table_args__: ClassVar[TableArgs] = (
        of_own("webhook_delivery", "webhook_id", "webhook"),
        Index(None, "organisation_id", "webhook_id"),
    )

    id: str = Field(primary_key=True)
    """A UUID of version 7; the receiver tells repeats by it."""
    organisation_id: str = Field(foreign_key="organisation.id")
    """Whose it is."""
    webhook_id: str
    """Who is told."""
    event: str
    """What happened."""
    body: dict[str, Any] = Field(sa_type=JSON)
    """What is said."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When it happened, UTC."""
    attempts: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """For each attempt: when, the answer's status, and what went wrong."""
    delivered_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was taken, UTC."""
    given_up_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was given up, UTC."""
