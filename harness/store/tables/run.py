"""The table of runs."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from harness.store.tables.declared import LedgerTable


class Run(LedgerTable, table=True):
    """Many trials under one plan (the field: eval log). Written once, at its first start, but for `forgotten_at`."""

    __tablename__: ClassVar[str] = "run"

    id: str = Field(primary_key=True)
    """Digest of the plan."""
    created_at: datetime
    """When it was first started, UTC."""
    toprung: str
    """Version of the program that planned it."""
    plan: dict[str, Any] = Field(sa_type=JSON)
    """Everything that the run can be planned from again."""
    keep_until: datetime | None
    """From when on its texts may no longer be kept, UTC; null where nobody has set a time."""
    forgotten_at: datetime | None
    """When its texts were last deleted, UTC; null while they are there."""
