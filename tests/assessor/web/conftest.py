"""One service for the tests of a module, and two organisations in it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask

from assessor.app import create_app
from assessor.db import Store, open_store
from tests.assessor.web.making import Browser, Tenant, settings, tenant


@pytest.fixture(scope="module")
def service_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('service') / 's.db'}")
    yield store
    store.close()


@pytest.fixture(scope="module")
def app(service_store: Store) -> Flask:
    return create_app(settings(service_store.address), service_store)


def _tenant(store: Store) -> Tenant:
    with store.session_across(write=True) as session:
        return tenant(session, dt.datetime.now(dt.UTC))


@pytest.fixture(scope="module")
def ours(service_store: Store) -> Tenant:
    return _tenant(service_store)


@pytest.fixture(scope="module")
def theirs(service_store: Store) -> Tenant:
    return _tenant(service_store)


@pytest.fixture
def own(service_store: Store) -> Tenant:
    """Return an organisation of the test's own, in which it may change what it likes."""
    return _tenant(service_store)


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser.of(app)
