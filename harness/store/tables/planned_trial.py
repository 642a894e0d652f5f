"""The table that says which trials a run asks for."""

from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from harness.store.tables.declared import LedgerTable, TableArgs, at_least


class PlannedTrial(LedgerTable, table=True):
    """A place of a trial in a run. Two runs may ask for the same trial; it is then done once."""

    __tablename__: ClassVar[str] = "planned_trial"
    __table_args__: ClassVar[TableArgs] = (UniqueConstraint("run_id", "position"), at_least("position", 0))

    run_id: str = Field(primary_key=True, foreign_key="run.id")
    """The run."""
    trial_id: str = Field(primary_key=True, index=True)
    """The trial, which may not have been tried yet."""
    arm: str
    """The row of the main table that it belongs to."""
    position: int
    """Its place in the order of the plan, from 0."""
