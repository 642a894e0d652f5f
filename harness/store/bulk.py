"""Writes many rows to SQLite in one statement.

Row by row, Python's SQLite module lets go of the interpreter's lock for each and has to win it back from a run that is
busy: a commit of thirty rows then takes as long as thirty turns of the run. PostgreSQL's driver sends rows in one go.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from sqlalchemy import Connection, Table
from sqlalchemy.engine import Dialect

from harness.store.rows import Values

_MOST_VALUES = 900
"""Older builds of SQLite take no more than 999 in a statement."""
_Bind = Callable[[object], object]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Add rows, which all have the same keys."""
    keys = tuple(rows[0])
    for marks, values in _pieces(connection, table, keys, keys, rows):
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({_listed(keys)}) VALUES {marks}', values)  # noqa: S608 - names of ours


def end_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> int:
    """Give calls their second half, unless they have one; return how many got it. A call's id is under ``ended``."""
    keys = tuple(rows[0])
    # SQLite calls the columns of such values column1, column2, ...; the driver counts only what begins with UPDATE.
    news = ", ".join(f'"{key}" = new.column{place}' for place, key in enumerate(keys, start=1) if key != "ended")
    ended = f"new.column{keys.index('ended') + 1}"
    found = 0
    for marks, values in _pieces(connection, table, keys, tuple("id" if k == "ended" else k for k in keys), rows):
        said = (
            f'UPDATE "{table.name}" SET {news} FROM (VALUES {marks}) AS new '  # noqa: S608 - the same
            f'WHERE "{table.name}".id = {ended} AND "{table.name}".status IS NULL'
        )
        found += connection.exec_driver_sql(said, values).rowcount
    return found


def _pieces(
    connection: Connection, table: Table, keys: tuple[str, ...], columns: tuple[str, ...], rows: Sequence[Values]
) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield marks and values for as many rows as a statement takes."""
    binds = list(zip(keys, _binds(table, columns, connection.dialect), strict=True))
    one, most = f"({', '.join('?' * len(keys))})", _MOST_VALUES // len(keys)
    for start in range(0, len(rows), most):
        piece = rows[start : start + most]
        values = tuple(bind(row[key]) if bind else row[key] for row in piece for key, bind in binds)
        yield ", ".join([one] * len(piece)), values


@lru_cache(maxsize=32)
def _binds(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[_Bind | None, ...]:
    """Return what turns each column's values into what the database takes, where something has to."""
    kinds = [table.columns[name].type.dialect_impl(dialect) for name in columns]
    return tuple(kind.bind_processor(dialect) for kind in kinds)


def _listed(keys: Sequence[str]) -> str:
    return ", ".join(f'"{key}"' for key in keys)
