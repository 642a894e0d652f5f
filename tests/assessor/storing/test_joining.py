"""Blocks within a writing block belong to it: one transaction, seen from within, whole or not at all."""

import pytest
from sqlalchemy import select

from assessor.db import Store
from assessor.errors import StoreError
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from tests.assessor.storing.filling import NOON, person


class Stopped(Exception):
    """Ends a block."""


def add_and_stop(store: Store) -> None:
    with store.session("ours", write=True) as session:
        session.add(person("2", "ours"))
        session.flush()
        raise Stopped


def add_around(store: Store) -> None:
    with store.session("ours", write=True) as outer:
        outer.add(person("1", "ours"))
        add_and_stop(store)


@pytest.fixture
def store(on_sqlite: Store) -> Store:
    with on_sqlite.session("ours", write=True) as session:
        session.add(Organisation(id="ours", name="Ours", created_at=NOON))
    return on_sqlite


def there(store: Store) -> list[str]:
    with store.session("ours") as session:
        return sorted(each.id for each in session.scalars(select(Person)))


def test_what_was_written_is_seen_within_and_kept_together(store: Store) -> None:
    with store.session("ours", write=True) as outer:
        outer.add(person("1", "ours"))
        outer.flush()
        with store.session("ours", write=True) as inner:
            inner.add(person("2", "ours"))
        assert there(store) == ["1", "2"]
    assert there(store) == ["1", "2"]


def test_what_fails_within_is_undone_alone(store: Store) -> None:
    with store.session("ours", write=True) as outer:
        outer.add(person("1", "ours"))
        with pytest.raises(Stopped):
            add_and_stop(store)
    assert there(store) == ["1"]


def test_what_fails_outside_undoes_all(store: Store) -> None:
    with pytest.raises(Stopped):
        add_around(store)
    assert there(store) == []


def test_a_session_that_reads_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="readonly"), store.session("ours") as session:
        session.add(person("1", "ours"))


def test_objects_are_usable_after_their_session(store: Store) -> None:
    with store.session("ours", write=True) as session:
        session.add(person("1", "ours"))
    with store.session("ours") as session:
        found = session.get_one(Person, "1")
    assert found.name == "Ada"
