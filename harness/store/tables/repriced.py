"""The table of prices that were worked out again."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from harness.store.tables.declared import Counter, FreeText, LedgerTable, TableArgs


class Repriced(LedgerTable, table=True):
    """What a call costs at another price table than the one it was made at. The call keeps its own price."""

    __tablename__: ClassVar[str] = "repriced"
    __table_args__: ClassVar[TableArgs] = (UniqueConstraint("call_number", "price_table"),)

    number: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    """Counts up in the order of writing."""
    call_number: int = Field(foreign_key="call.number", sa_type=Counter)
    """The call, by its own number."""
    price_table: str = Field(sa_type=FreeText)
    """The price table, with its version and day."""
    nano_usd: int | None = Field(sa_type=BigInteger)
    """What the call costs by it, in billionths of a US dollar; null when the price is unknown."""
    made_at: datetime
    """When it was worked out, UTC."""
