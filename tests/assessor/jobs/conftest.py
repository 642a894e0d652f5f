"""An organisation with a person, in a store of its own."""

import pytest

from assessor.db import Store
from assessor.models.people.person import Person
from tests.assessor.jobs.trying import NOON, organisation


@pytest.fixture
def store(on_sqlite: Store) -> Store:
    with on_sqlite.session("ours", write=True) as session:
        session.add(organisation())
        session.flush()
        session.add(Person(id="ada", organisation_id="ours", name="Ada", joined_at=NOON))
    return on_sqlite
