"""What all tables of the ledger share: their own registry, their naming of constraints, and their column types."""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Dialect, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class LedgerTable(SQLModel, registry=registry(metadata=MetaData(naming_convention=_NAMES))):
    """Base of the ledger's tables; the assessor's are in another registry and never meet these.

    What stands below each column is read by `harness.store.document` alone: pydantic would read it at every start.
    """


class FreeText(TypeDecorator[str]):
    """Text from outside (a model, a service). What no database can keep becomes the replacement character.

    PostgreSQL refuses NUL, and half a surrogate pair cannot be written as UTF-8; neither is worth losing a trial for.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the text with what cannot be kept replaced."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.replace("\0", "\ufffd").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


# SQLite counts up only in a column that is called INTEGER, which holds 64 bits all the same.
Counter = BigInteger().with_variant(Integer, "sqlite")


def words(column: str, allowed: tuple[str, ...]) -> CheckConstraint:
    """Return the limit that a column holds one of the words."""
    listed = ", ".join(f"'{word}'" for word in allowed)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def at_least(column: str, least: int) -> CheckConstraint:
    """Return the limit that a column's number is not smaller."""
    return CheckConstraint(f"{column} >= {least}", name=column)


TableArgs = tuple[Any, ...]
