"""Describes the ledger's tables in Markdown, from their classes; ``docs/ledger.md`` is what comes out."""

import ast
import inspect
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, DateTime, Float, Integer, Table, TypeDecorator
from sqlalchemy.types import TypeEngine

from harness.store.tables import CLASSES
from harness.store.tables.declared import LedgerTable

_HEAD = """# The ledger

Where runs, trials, marks and model calls are kept: an SQLite file or a PostgreSQL database. Nothing in it is
overwritten: a call gets its second half once, a lease is renewed, all else is only added. `toprung bench forget` alone
deletes, and only texts.
Made by `toprung db describe` from the tables' classes in `harness/store/tables`.

Instants are UTC; SQLite keeps them as text, `2026-11-02 12:00:00.123456`. Money is in whole billionths of a US
dollar (nano-dollars); null means that the price is unknown, 0 that nothing was charged. A quantity's unit stands at the
end of its name: `wall_s` is in seconds.
"""
_TYPES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (JSON, "JSON"),
    (DateTime, "instant"),
    (Float, "number"),
    (BigInteger, "whole number, 64 bits"),
    (Integer, "whole number"),
)


def describe() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(line for table in CLASSES for line in _table(table))])


def _table(of: type[LedgerTable]) -> Iterator[str]:
    table = LedgerTable.metadata.tables[str(of.__tablename__)]
    yield f"## {table.name}\n"
    yield (inspect.getdoc(of) or "") + "\n"
    yield "| column | type | may be null | what it is |"
    yield "|---|---|---|---|"
    about = _about(of)
    for name in of.model_fields:
        column = table.columns[name]
        null = "yes" if column.nullable else ""
        yield f"| `{name}` | {_type(column)} | {null} | {about[name]} |"
    yield ""
    yield from _rules(table)
    yield ""


def _about(of: type[LedgerTable]) -> dict[str, str]:
    """Return what stands below each column in the class's source."""
    (declared,) = ast.parse(inspect.getsource(of)).body
    assert isinstance(declared, ast.ClassDef)
    found = {}
    for column, text in pairwise(declared.body):
        if isinstance(column, ast.AnnAssign) and isinstance(column.target, ast.Name) and isinstance(text, ast.Expr):
            found[column.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return found


def _type(column: Column[Any]) -> str:
    """Say the type in words that are true of every database."""
    type_ = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return next((words for kind, words in _TYPES if isinstance(type_, kind)), "text")


def _rules(table: Table) -> Iterator[str]:
    """Say the keys and limits that the database itself keeps."""
    yield f"- Key: {_named(table.primary_key.columns)}."
    for constraint in sorted(table.foreign_key_constraints, key=lambda each: tuple(each.column_keys)):
        yield f"- {_named(constraint.columns)} names a row of `{constraint.referred_table.name}`."
    checks = [each for each in table.constraints if isinstance(each, CheckConstraint)]
    yield from sorted(f"- Always: `{each.sqltext}`." for each in checks)


def _named(columns: Iterable[Column[Any]]) -> str:
    return ", ".join(f"`{column.name}`" for column in columns)
