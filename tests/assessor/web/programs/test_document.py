"""The service does what its OpenAPI document says, whatever is asked (Schemathesis): no 5xx, no undocumented answer."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.core.result import Ok

from assessor.app import create_app
from assessor.db import Store
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.made.of_people import program
from tests.assessor.web.making import Tenant
from tests.assessor.web.making import settings as service_settings
from tests.assessor.web.things_made import KINDS

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)


@pytest.fixture
def app(service_store: Store) -> Flask:
    """Return a service at the address under which Schemathesis asks."""
    made = create_app(service_settings(service_store.address, address="http://localhost", api_per_min=10**9))
    made.extensions[instruments.EXTENSION] = Instruments(service_store, bank(30))
    return made


@pytest.fixture
def known(service_store: Store, own: Tenant) -> dict[str, str]:
    """Return something of each kind that is there, by the name of its id."""
    with service_store.session_across(write=True) as session:
        found = {kind: make(session, own)[0].id for kind, make in KINDS.items()}
        return found | {"key": program(session, own)}


def look(app: Flask, known: dict[str, str], examples: int) -> int:
    """Ask every operation so many times, half of them about something that is there, and return how many there are."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    chosen = [getattr(checks, name) for name in CHECKS]
    count = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        count += 1

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), is_there=st.booleans())
        def holds(case: Any, is_there: bool) -> None:  # noqa: ANN401, FBT001 - as Hypothesis gives them
            if is_there:
                case.path_parameters = {name: known.get(name, value) for name, value in case.path_parameters.items()}
                if isinstance(case.body, dict):
                    case.body |= {name: known[name] for name in case.body.keys() & known.keys()}
            headers = {"Authorization": f"Bearer {known['key']}"}
            case.call_and_validate(headers=headers, checks=chosen)

        holds()
    return count


def test_nothing_that_is_asked_leads_out_of_the_document(app: Flask, known: dict[str, str]) -> None:
    assert look(app, known, 4) > 20


@pytest.mark.slow
def test_nothing_that_is_asked_for_long_leads_out_of_the_document(app: Flask, known: dict[str, str]) -> None:
    assert look(app, known, 300) > 20
