"""The start page: what waits, and an owner's first steps in a new organisation."""

import datetime as dt

import pytest
from flask import Flask

from assessor.db import Store
from assessor.models.declared import new_id
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.people import roles
from assessor.people.administering.beginning import steps
from assessor.people.signing_up import first_link
from assessor.people.viewer import Viewer
from tests.assessor.web.making import Browser, Tenant, tenant
from tests.assessor.web.training.conftest import campaign

NOW = dt.datetime.now(dt.UTC)


def done(store: Store, organisation_id: str) -> list[str]:
    with store.session(organisation_id) as session:
        return [step.key for step in steps(session, NOW) if step.is_done]


@pytest.fixture
def empty(service_store: Store) -> str:
    """Return an organisation with its owner and nobody else."""
    own = new_id()
    with service_store.session(own, write=True) as session:
        session.add(Organisation(id=own, name="New", created_at=NOW))
        session.flush()
        owner = Person(id=new_id(), organisation_id=own, name="Owner", email="owner@new.example", joined_at=NOW)
        session.add(owner)
        session.flush()
        roles.give(session, Viewer(organisation_id=own), roles.Grant(owner.id, "owner"), NOW, is_first=True)
    return own


def test_nothing_is_done_in_an_empty_organisation(service_store: Store, empty: str) -> None:
    assert done(service_store, empty) == []


def test_steps_are_done_as_people_come(service_store: Store, own: Tenant) -> None:
    assert done(service_store, own.organisation_id) == ["people", "invitations", "roles"]
    campaign(service_store, own, own.people["learner"])
    assert done(service_store, own.organisation_id) == ["people", "invitations", "roles", "campaign"]


def test_the_steps_go_once_a_campaign_has_ended(app: Flask, service_store: Store, own: Tenant) -> None:
    owner = Browser.of(app, own.cookies["owner"])
    assert "First steps" in owner.get("/").text
    campaign(service_store, own, own.people["learner"], closed_at=NOW)
    assert "First steps" not in owner.get("/").text


def test_a_learner_is_told_what_waits_and_no_first_steps(app: Flask, service_store: Store, own: Tenant) -> None:
    learner = Browser.of(app, own.cookies["learner"])
    assert "Nothing waits for you now" in learner.get("/").text
    campaign(service_store, own, own.people["learner"])
    shown = learner.get("/").text
    assert "1 sitting that you are asked to take" in shown
    assert "First steps" not in shown


def test_a_make_believe_organisation_leaves_the_first_link_open(on_sqlite: Store) -> None:
    with on_sqlite.session("simulated:a", write=True) as session:
        session.add(Organisation(id="simulated:a", name="A", is_make_believe=True, created_at=NOW))
    assert first_link(on_sqlite, NOW + dt.timedelta(hours=1), NOW) is not None
    with on_sqlite.session("b", write=True) as session:
        session.add(Organisation(id="b", name="B", created_at=NOW))
    assert first_link(on_sqlite, NOW + dt.timedelta(hours=1), NOW) is None


def test_what_is_make_believe_says_so_on_pages_and_in_files(app: Flask, service_store: Store, own: Tenant) -> None:
    with service_store.session_across(write=True) as session:
        made_up = tenant(session, NOW, is_make_believe=True)
    learner, other = Browser.of(app, made_up.cookies["learner"]), Browser.of(app, own.cookies["learner"])
    assert all("are made up" in learner.get(path).text for path in ("/", "/learner/", "/my-data/data.txt"))
    assert '"make_believe": true' in learner.get("/my-data/data.json").text
    assert "are made up" not in other.get("/my-data/data.txt").text
    assert '"make_believe": true' not in other.get("/my-data/data.json").text
