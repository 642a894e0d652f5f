"""A service with a small bank, and a program of ours that may do everything."""

import pytest
from flask import Flask

from assessor.app import create_app
from assessor.db import Store
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.made.of_people import program
from tests.assessor.web.making import Tenant, settings
from tests.assessor.web.programs.calling import Program


@pytest.fixture(scope="module")
def app(service_store: Store) -> Flask:
    made = create_app(settings(service_store.address, api_per_min=60_000), service_store)
    made.extensions[instruments.EXTENSION] = Instruments(service_store, bank(30))
    return made


@pytest.fixture
def ours_by_key(app: Flask, service_store: Store, own: Tenant) -> Program:
    """Return a program of an organisation of the test's own."""
    with service_store.session_across(write=True) as session:
        return Program(app, program(session, own))
