"""An organisation with a trainer, and a learner enrolled on ST1512 from 1 June 2026 to 1 December 2027."""

import datetime as dt
from dataclasses import dataclass

import pytest

from assessor.db import Store
from assessor.models.people.person import Person
from assessor.people.viewer import Viewer
from assessor.programmes.keeping import Wish, enrol
from tests.assessor.web.making import tenant

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class House:
    store: Store
    organisation_id: str
    trainer: Viewer
    learner: str
    enrolment_id: str
    other: str
    """The enrolment of a learner of another organisation, who has the same number."""


@pytest.fixture
def house(on_sqlite: Store) -> House:
    return housed(on_sqlite)


def housed(store: Store) -> House:
    with store.session_across(write=True) as session:
        ours, theirs = tenant(session, NOON), tenant(session, NOON)
        for made in (ours, theirs):
            learner = session.get_one(Person, made.people["learner"])
            learner.external_ref = "L-1"
    made_ids = []
    for made in (ours, theirs):
        with store.session(made.organisation_id, write=True) as session:
            made_ids.append(
                enrol(
                    session, viewer_of(made.organisation_id, made.people["trainer"]), wish(made.people["learner"]), NOON
                ).id
            )
    trainer = viewer_of(ours.organisation_id, ours.people["trainer"])
    return House(store, ours.organisation_id, trainer, ours.people["learner"], made_ids[0], made_ids[1])


def viewer_of(organisation_id: str, person_id: str) -> Viewer:
    return Viewer(organisation_id=organisation_id, person_id=person_id, roles=frozenset({"trainer"}))


def wish(person_id: str) -> Wish:
    return Wish(person_id, "ST1512", dt.date(2026, 6, 1), dt.date(2027, 12, 1), "Acme", planned_off_job_min=30000)
