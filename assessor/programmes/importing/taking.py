"""A whole table, written or only told: what would come of it is found by writing it and undoing it all."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from assessor.db import Store
from assessor.programmes.importing.adding import Came, Import, add_entries
from assessor.programmes.importing.enrolling import enrol_all
from assessor.programmes.importing.forms import entries_of
from assessor.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and how it is read."""

    sheet: Sheet
    columns: Mapping[str, int]
    """The place of each part's column."""
    map_name: str


class _OnlyTold(Exception):
    """Undoes what was written."""


def take(store: Store, how: Import, table: Table, *, write: bool) -> Came:
    """Write a table in one transaction and return what came of it; without `write`, what would come of it."""
    came = Came()
    with suppress(_OnlyTold), store.session(how.viewer.organisation_id, write=True) as session:
        if how.kind == "enrolments":
            came = enrol_all(session, how, table.sheet, table.columns)
        else:
            came = add_entries(session, how, entries_of(how.kind, table.sheet, table.columns, table.map_name))
        session.flush()
        if not write:
            raise _OnlyTold
    return came
