"""The small make-believe organisation as tests share it."""

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from assessor.db import Store
from assessor.demonstrating.making import Demonstration
from assessor.models.people.person import Person
from assessor.people.doors.passwords import Passwords
from assessor.people.viewer import Role, Viewer
from assessor.people.viewing import viewer_of

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
"""The make-believe present."""
CHEAP = Passwords(memory_kib=8, passes=1)


def copied(demo: "Demo", folder: Path) -> str:
    """Copy the organisation's store into a folder and return the copy's address."""
    copy = folder / "copy.db"
    with (
        closing(sqlite3.connect(demo.address.removeprefix("sqlite:///"))) as whole,
        closing(sqlite3.connect(copy)) as into,
    ):
        whole.backup(into)
    return f"sqlite:///{copy}"


@dataclass(frozen=True)
class Demo:
    """One for all tests of a process: whoever writes into it takes a copy of its file instead."""

    store: Store
    address: str
    made: Demonstration

    @property
    def organisation_id(self) -> str:
        return self.made.organisation_id

    def who(self, role: Role) -> Person:
        """Return the person who can log in with a role."""
        email = next(each.email for each in self.made.log_ins if each.role == role)
        with self.store.session(self.organisation_id) as session:
            found = session.exec(select(Person).where(Person.email == email)).one()
            session.expunge(found)
        return found

    def viewer(self, role: Role) -> Viewer:
        """Return that person as a viewer."""
        with self.store.session(self.organisation_id) as session:
            return viewer_of(session, self.who(role))
