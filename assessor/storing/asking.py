"""What a statement stands on: which tables of organisations it names, and whether by their classes.

The criterion of `tenants` goes by classes. So what it would not reach is refused: words of SQL, bare tables and their
columns, further tables of an update or deletion, rows inserted in ways that hide whose they are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from sqlalchemy import Alias, Column, Select, Table, TableClause, TextClause
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql.dml import Insert, Update, UpdateBase
from sqlalchemy.sql.elements import ColumnClause

from assessor.errors import StoreError

COLUMN = "organisation_id"
ORGANISATIONS = "organisation"
"""The table whose own id is what the others call `organisation_id`."""
_NO_WORDS = "words of SQL are not taken"


class TenantBreach(StoreError):
    """A statement or a row would cross the wall between organisations: a mistake in the program, never a user's."""


def refuse(what: str) -> NoReturn:
    """Raise TenantBreach."""
    raise TenantBreach(
        f"{what}; open the session with the organisation that the rows belong to, and ask mapped classes"
    )


def own_column(table: object) -> Column[Any] | None:
    """Return the column of a table that says whose a row is; None for what is the same for all."""
    columns = table.c if isinstance(table, Table) else {}
    return columns.get("id" if getattr(table, "name", "") == ORGANISATIONS else COLUMN)


def check(state: ORMExecuteState, scope: str | None) -> set[Table]:
    """Refuse a statement that the criterion would not reach, or that asks rows of organisations without one.

    Returns the tables that it names.
    """
    statement: Any = state.statement
    tables: set[Table] = set()
    if isinstance(statement, UpdateBase) and own_column(statement.table) is not None:
        _check_change(state, statement, scope)
    waiting = [statement]
    while waiting:
        asked = waiting.pop()
        if isinstance(asked, TextClause):
            refuse(_NO_WORDS)
        if isinstance(asked, Select):
            named = [*asked._raw_columns, *asked._from_obj, *(join[0] for join in asked._setup_joins)]  # noqa: SLF001 - there is no public way to ask
            by_class = {_table(each) for each in named if _has_class(each)}
            for each in named:
                _check_named(each, by_class)
        else:
            by_class = {asked.table} if isinstance(asked, UpdateBase) else set()
        for part in _parts(asked):
            if isinstance(part, Select):
                waiting.append(part)
            if isinstance(part, Table):
                tables.add(_table(part))
            _check_part(part, by_class, scope, is_select=isinstance(asked, Select))
    return tables


def _parts(asked: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a statement
    """Give the parts of a query, those of queries within it not among them."""
    waiting = list(asked.get_children())
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, Select):
            waiting += part.get_children()


def _check_part(part: Any, by_class: set[Any], scope: str | None, *, is_select: bool) -> None:  # noqa: ANN401 - the same
    if isinstance(part, TextClause) or (isinstance(part, ColumnClause) and part.is_literal and part.name != "*"):
        refuse(_NO_WORDS)
    if scope is None and own_column(part) is not None:
        refuse(f"the table '{part.name}' belongs to organisations")
    if isinstance(part, Column) and not (is_select and _has_class(part)):
        _check_named(part, by_class)


def _check_named(part: Any, by_class: set[Any]) -> None:  # noqa: ANN401 - the same
    """Refuse a table or a column of one that is not named by its class in the same query."""
    table = _table(part)
    if own_column(table) is not None and table not in by_class:
        refuse(f"the table '{table}' is asked without its class")


def _table(part: Any) -> Any:  # noqa: ANN401 - the same
    """Return the table that a part of a query is or belongs to."""
    of = getattr(part, "table", part)
    of = of.element if isinstance(of, Alias) else of
    # A table with annotations is another object than the table.
    return of._deannotate() if isinstance(of, TableClause) else None  # noqa: SLF001 - there is no public way to ask


def _has_class(part: Any) -> bool:  # noqa: ANN401 - the same
    return "parententity" in part._annotations  # noqa: SLF001 - how SQLAlchemy itself tells a class from its table


def _check_change(state: ORMExecuteState, statement: UpdateBase, scope: str | None) -> None:
    own = own_column(statement.table)
    assert own is not None, "asked before"
    if not _has_class(statement.table):
        refuse(f"the table '{statement.table}' is changed without its class")
    if isinstance(statement, Insert):
        rows = state.parameters if isinstance(state.parameters, list) else []
        plain = not (statement._values or statement._multi_values) and statement.select is None  # noqa: SLF001 - there is no public way to ask
        if statement._post_values_clause is not None or not plain or not _all_of(rows, own.name, scope):  # noqa: SLF001 - the same
            refuse(f"rows of '{statement.table}' are inserted as a list, each with '{own.name}' of the session")
    if isinstance(statement, Update) and (state.parameters or _sets(statement, own.name)):
        refuse(f"an update of '{statement.table}' leaves '{own.name}' alone and has a condition instead of a list")


def _all_of(rows: Iterable[Mapping[str, Any]], column: str, scope: str | None) -> bool:
    found = [row.get(column) for row in rows]
    return bool(found) and scope is not None and all(value == scope for value in found)


def _sets(statement: Update, column: str) -> bool:
    values: Mapping[Any, Any] = statement._values or {}  # noqa: SLF001 - there is no public way to ask
    return any(getattr(each, "name", each) == column for each in values)
