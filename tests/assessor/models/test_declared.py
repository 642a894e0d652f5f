"""Ids and instants."""

import datetime as dt
import uuid

import pytest
from sqlalchemy.dialects import sqlite

from assessor.models.declared import Instant, new_id

DIALECT = sqlite.dialect()


def test_an_id_is_a_uuid_of_version_7_and_says_when_it_was_made() -> None:
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    age = dt.datetime.now(dt.UTC).timestamp() - (made.int >> 80) / 1000
    assert -1 < age < 60


def test_no_id_comes_twice() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_an_instant_comes_back_in_utc() -> None:
    summer = dt.datetime(2026, 7, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    kept = Instant().process_bind_param(summer, DIALECT)
    assert kept == summer
    assert kept is not None
    assert Instant().process_result_value(kept.replace(tzinfo=None), DIALECT) == summer


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        Instant().process_bind_param(dt.datetime(2026, 7, 1), DIALECT)  # noqa: DTZ001 - what is refused
