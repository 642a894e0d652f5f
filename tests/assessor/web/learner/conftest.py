"""A service with a bank of the tests, and somebody who sits."""

import datetime as dt

import pytest
from flask import Flask

from assessor.db import Store
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.learner.sitter import Sitter, sitter
from tests.assessor.web.making import Tenant


@pytest.fixture(scope="module", autouse=True)
def _bank(app: Flask, service_store: Store) -> None:
    app.extensions[instruments.EXTENSION] = Instruments(service_store, bank(40))


@pytest.fixture
def ada(app: Flask, service_store: Store, ours: Tenant) -> Sitter:
    """Return a learner of the manager's team and the trainer's cohort, newly signed in."""
    return sitter(app, service_store, ours, dt.datetime.now(dt.UTC))
