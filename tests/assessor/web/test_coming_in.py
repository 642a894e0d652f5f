"""Invitations, sign-up, second factors, handed-over links and keys of the API, in a browser."""

import datetime as dt
import logging
import re

import pyotp
import pytest
from flask import Flask
from sqlmodel import select

from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from assessor.people import invitations, signing_up
from assessor.people.viewer import Viewer
from tests.assessor.web.making import PASSWORD, Browser, Tenant

NOW = dt.datetime.now(dt.UTC)
LATER = NOW + dt.timedelta(days=1)
OTHER = "quite other words now"


def invited(store: Store, made: Tenant, email: str) -> str:
    """List and invite somebody, and return the path of her invitation."""
    who = Viewer(organisation_id=made.organisation_id, person_id=made.people["owner"])
    with store.session(made.organisation_id, write=True) as session:
        person = Person(
            id=f"p{len(email)}-{made.organisation_id}",
            organisation_id=made.organisation_id,
            name="Eve",
            email=email,
            joined_at=NOW,
        )
        session.add(person)
        session.flush()
        return "/invitation/" + invitations.invite(session, who, person.id, way="list", until=LATER, now=NOW)


def test_an_owner_hands_over_a_link_for_a_new_password_and_it_is_noted(
    app: Flask, service_store: Store, own: Tenant
) -> None:
    owner = Browser.of(app, own.cookies["owner"])
    page = owner.post(f"/people/{own.people['learner']}/reset-link").text
    found = re.search(r"http://127\.0\.0\.1:8000(/password/new/[\w-]+)", page)
    assert found
    form = {"password": OTHER, "again": OTHER}
    assert Browser.of(app).post(found[1], form).status_code == 303
    assert Browser.of(app).post(found[1], form).status_code == 410
    assert Browser.of(app).log_in(own.address("learner"), OTHER).status_code == 303
    with service_store.session(own.organisation_id) as session:
        noted = session.exec(select(AuditEntry).where(AuditEntry.action == "reset_link.made")).one()
    assert (noted.person_id, noted.about) == (own.people["owner"], f"person:{own.people['learner']}")
    assert found[1].rsplit("/", maxsplit=1)[1] not in str(noted.model_dump())
    assert "reset link made" in owner.get("/audit-log").text


def test_no_single_owner_opens_an_account_that_belongs_to_another_organisation_too(
    app: Flask, service_store: Store, own: Tenant, theirs: Tenant
) -> None:
    with service_store.session_across(write=True) as session:
        shared = session.get_one(Person, theirs.stranger)
        shared.account_id = own.accounts["learner"]
        session.add(shared)
    answer = Browser.of(app, own.cookies["owner"]).post(f"/people/{own.people['learner']}/reset-link")
    assert answer.status_code == 403


def test_an_invitation_is_taken_up_once_with_a_new_account(app: Flask, service_store: Store, own: Tenant) -> None:
    path, eve = invited(service_store, own, "eve@example.org"), Browser.of(app)
    page = eve.get(path).text
    assert 'value="eve@example.org" readonly' in page
    assert "&lt;" not in page
    assert eve.post(path, {"password": "short", "again": "short"}).status_code == 422
    assert eve.post(path, {"password": OTHER, "again": OTHER}).status_code == 303
    assert "Welcome, <bdi>Eve</bdi>" in eve.get("/").text
    assert Browser.of(app).get(path).status_code == 410
    assert Browser.of(app).post(path, {"password": OTHER, "again": OTHER}).status_code == 410


def test_a_newer_invitation_ends_the_one_before(app: Flask, service_store: Store, own: Tenant) -> None:
    first = invited(service_store, own, "fay@example.org")
    who = Viewer(organisation_id=own.organisation_id, person_id=own.people["owner"])
    with service_store.session(own.organisation_id, write=True) as session:
        invitations.invite(session, who, f"p15-{own.organisation_id}", way="list", until=LATER, now=NOW)
    assert Browser.of(app).get(first).status_code == 410


def test_who_has_an_account_takes_an_invitation_up_with_it_and_changes_between_organisations(
    app: Flask, service_store: Store, own: Tenant, theirs: Tenant
) -> None:
    path, browser = invited(service_store, own, theirs.address("learner")), Browser.of(app)
    assert "You have an account already" in browser.get(path).text
    assert browser.post(path, {"password": OTHER, "again": OTHER}).status_code == 422
    assert browser.post(f"{path}/own-account").location == "/log-in"
    browser.log_in(theirs.address("learner"))
    assert browser.post(f"{path}/own-account").status_code == 303
    assert "Welcome, <bdi>Eve</bdi>" in browser.get("/").text
    assert browser.post("/organisation/choose", {"person": theirs.people["learner"]}).location == "/"
    assert "Welcome, <bdi>Learner</bdi>" in browser.get("/").text
    assert browser.post("/organisation/choose", {"person": theirs.people["owner"]}).location == "/organisation/choose"
    assert "Welcome, <bdi>Learner</bdi>" in browser.get("/").text


def test_an_invitation_of_somebody_else_cannot_be_taken_up(app: Flask, service_store: Store, own: Tenant) -> None:
    path = invited(service_store, own, "gus@example.org")
    answer = Browser.of(app, own.cookies["learner"]).post(f"{path}/own-account")
    assert answer.status_code == 422
    assert "The invitation is for gus@example.org" in answer.text


def test_who_has_left_gets_in_no_more(app: Flask, service_store: Store, own: Tenant) -> None:
    browser = Browser.of(app, own.cookies["author"])
    assert browser.get("/").status_code == 200
    with service_store.session(own.organisation_id, write=True) as session:
        person = session.get_one(Person, own.people["author"])
        person.left_at = NOW
        session.add(person)
    assert browser.get("/").location == "/organisation/choose"
    assert "You are in no organisation" in browser.get("/organisation/choose").text


def test_a_first_owner_signs_up_once(app: Flask, service_store: Store) -> None:
    path, browser = "/sign-up/" + signing_up.new_link(service_store, LATER, NOW), Browser.of(app)
    form = {"organisation": "Ladder Ltd", "name": "Ada", "email": "Ada@Ladder.example", "time_zone": "Europe/London"}
    assert browser.get(path).status_code == 200
    refused = browser.post(path, {**form, "password": "ladder ltd ladder ltd", "again": "ladder ltd ladder ltd"})
    assert refused.status_code == 422
    assert "Ladder Ltd" in refused.text
    assert browser.post(path, {**form, "password": OTHER, "again": OTHER}).status_code == 303
    assert "Welcome, <bdi>Ada</bdi>" in browser.get("/").text
    assert browser.get("/audit-log").status_code == 200
    assert Browser.of(app).get(path).status_code == 410


def test_with_a_second_factor_a_password_alone_opens_nothing(app: Flask, service_store: Store, own: Tenant) -> None:
    browser = Browser.of(app, own.cookies["owner"])
    browser.post("/account/second-factor/begin")
    page = browser.get("/account/second-factor").text
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found
    assert browser.get("/account/second-factor/picture.svg").mimetype == "image/svg+xml"
    maker, at = pyotp.TOTP(found[1]), dt.datetime.now(dt.UTC)
    done = browser.post("/account/second-factor", {"code": maker.at(at)})
    codes = re.findall(r"<code>([\w-]+)</code>", done.text)
    assert len(codes) == 10
    assert found[1] not in browser.get("/account").text
    assert browser.get("/account/second-factor/picture.svg").status_code == 404
    other = Browser.of(app)
    answer = other.log_in(own.address("owner"), next="/audit-log")
    assert answer.location == "/log-in/second-factor?next=/audit-log"
    assert other.get("/audit-log").location == "/log-in?next=/audit-log"
    half_in = other.cookie()
    assert other.post("/log-in/second-factor", {"code": maker.at(at)}).status_code == 422, "this code was used"
    assert other.post("/log-in/second-factor", {"code": codes[0], "next": "/audit-log"}).status_code == 303
    assert other.cookie() != half_in
    assert other.get("/audit-log").status_code == 200
    other.post("/account/second-factor/off", {"proof": "wrong"})
    assert "is on since" in other.get("/account").text
    other.post("/account/second-factor/off", {"proof": PASSWORD})
    with service_store.session() as session:
        assert session.get_one(Account, own.accounts["owner"]).totp_secret is None


def test_a_key_of_the_api_is_shown_once_and_kept_as_a_digest(app: Flask, own: Tenant) -> None:
    owner = Browser.of(app, own.cookies["owner"])
    assert owner.post("/api-keys", {"name": "", "scopes": "people:read", "days": "30"}).status_code == 422
    assert owner.post("/api-keys", {"name": "Payroll", "days": "30"}).status_code == 422
    assert owner.post("/api-keys", {"name": "Payroll", "scopes": "people:read", "days": "999"}).status_code == 422
    made = owner.post("/api-keys", {"name": "Payroll", "scopes": "people:read", "days": "30"})
    found = re.search(r"<code>(toprung_[\w-]+)</code>", made.text)
    assert found
    listed = owner.get("/api-keys").text
    assert "Payroll" in listed
    assert found[1] not in listed
    way = re.search(r'action="(/api-keys/[^"]+/take-back)"', listed)
    assert way
    owner.post(way[1])
    assert "Taken back" in owner.get("/api-keys").text


def test_no_secret_stands_in_the_log(
    app: Flask, service_store: Store, own: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path, browser = invited(service_store, own, "hal@example.org"), Browser.of(app)
    browser.get(path)
    browser.post(path, {"password": OTHER, "again": OTHER})
    browser.log_in("hal@example.org", OTHER)
    browser.get("/audit-log?before=secret-query")
    assert "/invitation/<link>" in caplog.text
    for secret in (path.rsplit("/", maxsplit=1)[1], OTHER, browser.cookie(), "hal@example.org", "secret-query"):
        assert secret not in caplog.text
