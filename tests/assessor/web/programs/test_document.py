"""The service does what its OpenAPI document says, whatever is asked (Schemathesis): no 5xx, no undocumented answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random
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
from tests.assessor.web.programs.states import Known, sittings, things

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)


@pytest.fixture
def instruments_here(service_store: Store) -> Instruments:
    return Instruments(service_store, bank(30))


@pytest.fixture
def app(service_store: Store, instruments_here: Instruments) -> Flask:
    """Return a service at the address under which Schemathesis asks."""
    at_home = service_settings(service_store.address, address="http://localhost", api_per_min=10**9)
    made = create_app(at_home, service_store)
    made.extensions[instruments.EXTENSION] = instruments_here
    return made


@dataclass(frozen=True)
class Asker:
    """Asks the operations of a service, half of the times about something that is there."""

    app: Flask
    key: str
    things: Known
    sittings: Callable[[], Known]
    """Makes sittings in every state; what an operation did to them is not met by the next one."""

    def ask_all(self, examples: int) -> int:
        """Ask every operation so many times, and return how many there are."""
        count = 0
        for found in schemathesis.openapi.from_wsgi("/api/v1/openapi.json", self.app).get_all_operations():
            assert isinstance(found, Ok), found
            self._ask(found.ok(), examples)
            count += 1
        return count

    def _ask(self, operation: Any, examples: int) -> None:  # noqa: ANN401 - Schemathesis's own
        about_sittings = any(name in operation.path for name in ("{sitting_id}", "{result_id}"))
        known = self.things | (self.sittings() if about_sittings else {})
        chosen = [getattr(checks, name) for name in CHECKS]

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), is_there=st.booleans(), lot=st.randoms(use_true_random=False))
        def holds(case: Any, is_there: bool, lot: Random) -> None:  # noqa: ANN401, FBT001 - as Hypothesis gives them
            if is_there:
                case.path_parameters = _there(case.path_parameters, known, lot)
                if isinstance(case.body, dict):
                    case.body = _there(case.body, known, lot)
            case.call_and_validate(headers={"Authorization": f"Bearer {self.key}"}, checks=chosen)

        holds()


def _there(named: dict[str, Any], known: Known, lot: Random) -> dict[str, Any]:
    return {name: lot.choice(known[name]) if name in known else value for name, value in named.items()}


@pytest.fixture
def asker(app: Flask, service_store: Store, instruments_here: Instruments, own: Tenant) -> Asker:
    with service_store.session_across(write=True) as session:
        key = program(session, own)
    instrument = instruments_here.of(own.organisation_id)
    return Asker(app, key, things(service_store, own), partial(sittings, service_store, own, instrument))


def test_nothing_that_is_asked_leads_out_of_the_document(asker: Asker) -> None:
    assert asker.ask_all(2) > 20


@pytest.mark.slow
def test_nothing_that_is_asked_for_long_leads_out_of_the_document(asker: Asker) -> None:
    assert asker.ask_all(100) > 20
