"""A store and a bank for each test."""

import pytest

from assessor.db import Store
from assessor.sittings.sitting import Sittings
from tests.assessor.sittings.making import bank


@pytest.fixture(params=["on_sqlite", pytest.param("on_postgres", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest) -> Store:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Store)
    return found


@pytest.fixture
def sittings(store: Store) -> Sittings:
    return Sittings(store, bank())
