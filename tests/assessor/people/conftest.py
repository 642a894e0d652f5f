"""Doors to a store of our own, with cheap passwords."""

import pytest

from assessor.db import Store
from assessor.people.doors.accounts import Doors
from assessor.people.doors.passwords import Passwords


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    return Passwords(memory_kib=8, passes=1)


@pytest.fixture
def doors(on_sqlite: Store, passwords: Passwords) -> Doors:
    return Doors(on_sqlite, passwords, "k" * 32)
