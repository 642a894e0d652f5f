"""What all tables of the assessor share: their own registry, naming of constraints, instants and ids."""

import datetime as dt
import os
import time
import uuid
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    TypeDecorator,
)
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_MS_PER_NS = 1_000_000

TableArgs = tuple[Any, ...]
SIMULATED = "simulated"
"""The organisation of people who are made up; it stands on every row of theirs. ``simulated:NAME`` for several."""


class AssessorTable(SQLModel, registry=registry(metadata=MetaData(naming_convention=_NAMES))):
    """Base of the assessor's tables; the ledger's are in another registry and never meet these."""


class Instant(TypeDecorator[dt.datetime]):
    """A moment in UTC. SQLite forgets the zone, so it is put back; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the moment in UTC. Raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the moment {value} has no zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the moment with its zone."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=dt.UTC)


# SQLite counts up only in a column that is called INTEGER, which holds 64 bits all the same.
Counter = BigInteger().with_variant(Integer, "sqlite")


def at_least(column: str, least: int) -> CheckConstraint:
    """Return the limit that a column's number is not smaller."""
    return CheckConstraint(f"{column} >= {least}", name=column)


def between(column: str, least: int, most: int) -> CheckConstraint:
    """Return the limit that a column's number lies between two, both allowed."""
    return CheckConstraint(f"{column} >= {least} AND {column} <= {most}", name=column)


def at_most_long(column: str, most: int) -> CheckConstraint:
    """Return the limit that a column's text has at most so many characters."""
    return CheckConstraint(f"length({column}) <= {most}", name=column)


def one_of(column: str, *words: str) -> CheckConstraint:
    """Return the limit that a column's text is one of these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def of_own(table: str, column: str, other: str) -> ForeignKeyConstraint:
    """Return the limit that what a column refers to in another table belongs to the row's own organisation."""
    return ForeignKeyConstraint(
        ["organisation_id", column], [f"{other}.organisation_id", f"{other}.id"], name=f"fk_{table}_{column}"
    )


def is_simulated(organisation_id: str) -> bool:
    """Say whether an organisation's people are made up, and so never evidence about people."""
    return organisation_id.split(":", 1)[0] == SIMULATED


def new_id() -> str:
    """Return a UUID of version 7: the milliseconds since 1970, then chance (RFC 9562, section 5.7)."""
    value = (time.time_ns() // _MS_PER_NS) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
