"""The wall between organisations: a session of one organisation reads and writes the rows of that one and no other.

One criterion goes with every statement, wherever a class stands in it: joined, aliased, in a subquery, loaded by a
relationship, counted, changed or deleted in bulk. What the criterion cannot reach is refused (`asking`). Tables without
`organisation_id` are the same for all; of the table of organisations a session sees its own.
"""

from functools import lru_cache
from typing import Any, Final, NoReturn, cast

from sqlalchemy import Connection, Table, event, inspect
from sqlalchemy.orm import InstanceState, ORMExecuteState, object_session, with_loader_criteria
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session

from assessor.models.declared import AssessorTable
from assessor.models.every import CLASSES
from assessor.storing.asking import TenantBreach, check, own_column, refuse


class Across:
    """The scope of work that is for no one organisation: log-in, sweeping, retention."""


ACROSS: Final = Across()
_CLASS_OF: dict[Any, type[AssessorTable]] = {inspect(each).local_table: each for each in CLASSES}
Scope = str | None | Across
"""An organisation's id; none: only tables that are the same for all; across: everything."""


class TenantSession(Session):
    """A session with a scope. Objects stay usable after it has ended."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        super().__init__(connection, expire_on_commit=False)
        self.scope = scope

    def connection(self, *_: object, **__: object) -> NoReturn:
        """Refuse the way around the wall; the rooms that write plain statements take `Store.writing`."""
        raise TenantBreach("a session of an organisation gives no bare connection; ask mapped classes")

    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = connection


@event.listens_for(TenantSession, "do_orm_execute")
def _within(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, TenantSession)
    if isinstance(session.scope, Across):
        return
    named = set(_CLASS_OF) if state.is_column_load or state.is_relationship_load else check(state, session.scope)
    if session.scope is not None:
        state.statement = state.statement.options(*_criteria(session.scope, frozenset(_with_related(named))))


def _with_related(named: set[Table]) -> set[Table]:
    """Add the tables that relationships lead to, which a statement loads without naming them."""
    waiting = list(named)
    while waiting:
        each = _CLASS_OF.get(waiting.pop())
        for related in inspect(each).relationships if each else ():
            if related.target not in named:
                named.add(related.target)
                waiting.append(related.target)
    return named


@lru_cache(maxsize=2048)
def _criteria(organisation_id: str, tables: frozenset[Table]) -> tuple[Any, ...]:
    """Return the criterion for each class of these tables whose rows belong to somebody. More of them cost time."""
    found = []
    for table in tables:
        own = own_column(table)
        if own is not None:
            each = _CLASS_OF[table]
            found.append(with_loader_criteria(each, getattr(each, own.key) == organisation_id, include_aliases=True))
    return tuple(found)


@event.listens_for(TenantSession, "before_flush")
def _before_flush(session: OrmSession, *_: object) -> None:
    for row in [*session.new, *session.dirty, *session.deleted]:
        _check_row(session, row, must_say=True)


@event.listens_for(TenantSession, "before_attach")
def _before_attach(session: OrmSession, row: object) -> None:
    _check_row(session, row, must_say=False)


@event.listens_for(AssessorTable, "load", propagate=True)
def _after_load(row: object, _: object) -> None:
    _check_row(object_session(row), row, must_say=True)


@event.listens_for(AssessorTable, "refresh", propagate=True)
def _after_refresh(row: object, *_: object) -> None:
    _check_row(object_session(row), row, must_say=False)


def _check_row(session: OrmSession | None, row: object, *, must_say: bool) -> None:
    """Refuse a row of another organisation; whether it has to say whose it is."""
    if not isinstance(session, TenantSession) or isinstance(session.scope, Across):
        return
    state = cast("InstanceState[Any]", inspect(row))
    table = state.mapper.local_table
    own = own_column(table)
    if own is None:
        return
    whose = state.dict.get(own.key)
    if whose != session.scope and (must_say or whose is not None):
        refuse(f"a row of '{table}' belongs to another organisation than the session")
