"""The table of secrets by which forms of items are dealt."""

import datetime as dt
from typing import ClassVar

from sqlmodel import Field

from assessor.models.declared import AssessorTable, Instant


class OrganisationSecret(AssessorTable, table=True):
    """What makes one organisation's forms differ from another's; never shown, exported or logged."""

    __tablename__: ClassVar[str] = "organisation_secret"

    organisation_id: str = Field(primary_key=True)
    """The organisation."""
    secret: str
    """64 hexadecimal digits by chance."""
    made_at: dt.datetime = Field(sa_type=Instant)
    """When, UTC."""
