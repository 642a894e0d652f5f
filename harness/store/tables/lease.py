"""The table of leases."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field

from harness.store.tables.declared import LedgerTable


class Lease(LedgerTable, table=True):
    """Who works on a run at the moment. A lease may be taken before its run is written, so it names no row of `run`."""

    __tablename__: ClassVar[str] = "lease"

    run_id: str = Field(primary_key=True)
    """The run."""
    token: str
    """Names this holding of the lease; a process that lost it finds another token here."""
    pid: int
    """Process number on its host."""
    host: str
    """Name of the machine."""
    process_start: str
    """Tells a process from a later one of the same number; empty where the system does not say."""
    since: datetime
    """When it was taken, UTC, by the holder's clock."""
    heartbeat_at: datetime
    """The last sign of life, UTC, by the database's clock where it has one."""
