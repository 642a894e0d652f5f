"""Logging in, staying in and getting out, in a browser."""

import datetime as dt
import logging
import re

import pyotp
import pytest
from flask import Flask
from sqlmodel import col, select

from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.access.sign_in import SignIn
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from assessor.people import invitations, signing_up
from assessor.people.viewer import Viewer
from tests.assessor.web.making import PASSWORD, Browser, Tenant, sign_in, tenant

NOW = dt.datetime.now(dt.UTC)
LATER = NOW + dt.timedelta(days=1)
OTHER = "quite other words now"


@pytest.fixture
def own(service_store: Store) -> Tenant:
    """Return an organisation of the test's own, in which it may change what it likes."""
    with service_store.session_across(write=True) as session:
        return tenant(session, NOW)


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


def test_a_log_in_leads_to_where_it_was_asked_for(browser: Browser, ours: Tenant) -> None:
    turned_away = browser.get("/audit-log?before=9")
    assert turned_away.location == "/log-in?next=/audit-log?before%3D9"
    answer = browser.log_in(ours.address("owner"), next="/audit-log?before=9")
    assert browser.get(answer.location).location == "/audit-log?before=9"
    assert browser.get("/audit-log").status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil",
        "\\\\e",
    ],
)
def test_a_log_in_leads_to_no_other_site(browser: Browser, ours: Tenant, elsewhere: str) -> None:
    answer = browser.log_in(ours.address("learner"), next=elsewhere)
    assert answer.location == "/organisation/go-on"
    assert browser.get(f"/organisation/go-on?next={elsewhere}").location == "/"


def test_a_wrong_password_keeps_the_address_and_says_what_is_wrong_beside_it(browser: Browser, ours: Tenant) -> None:
    answer = browser.log_in(ours.address("author"), "wrong")
    assert answer.status_code == 422
    assert ours.address("author") in answer.text
    assert answer.text.count("The address or the password is not right.") == 2  # in the summary and beside the field
    assert "wrong" not in answer.text.replace("went wrong", "")


def test_who_guesses_is_told_how_long_to_wait(browser: Browser) -> None:
    for _ in range(5):
        browser.log_in("guessed@example.org", "wrong")
    answer = browser.log_in("guessed@example.org", "wrong")
    assert answer.status_code == 429
    assert re.search(r"Wait 1\d seconds, then try again", answer.text)
    assert 10 <= int(answer.headers["Retry-After"]) <= 15


def test_a_cookie_that_was_there_before_the_log_in_is_worth_nothing_after_it(
    app: Flask, service_store: Store, own: Tenant
) -> None:
    with service_store.session_across(write=True) as session:
        planted = sign_in(session, own.accounts["author"], own.people["author"], NOW)
    victim = Browser.of(app, planted)
    victim.log_in(own.address("learner"))
    assert victim.cookie() != planted
    assert Browser.of(app, planted).get("/account").status_code == 303
    assert own.address("learner") in victim.get("/account").text


def test_a_made_up_cookie_is_not_taken_over(app: Flask, ours: Tenant) -> None:
    browser = Browser.of(app, "chosen-by-an-attacker")
    browser.log_in(ours.address("learner"))
    assert browser.cookie() != "chosen-by-an-attacker"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser, ours: Tenant) -> None:
    said = browser.log_in(ours.address("learner")).headers.getlist("Set-Cookie")
    own_cookie = next(each for each in said if each.startswith("toprung="))
    assert "HttpOnly" in own_cookie
    assert "SameSite=Lax" in own_cookie
    assert "Domain" not in own_cookie


def test_the_token_of_forms_changes_at_log_in_and_log_out(browser: Browser, ours: Tenant) -> None:
    def form_session() -> str:
        browser.get("/log-in")
        found = browser.client.get_cookie("toprung-form", domain="127.0.0.1")
        assert found
        return found.value

    before = form_session()
    browser.log_in(ours.address("learner"))
    during = form_session()
    browser.post("/log-out")
    assert len({before, during, form_session()}) == 3


def test_after_a_log_out_the_cookie_opens_nothing_even_where_it_was_copied(
    browser: Browser, app: Flask, ours: Tenant
) -> None:
    browser.log_in(ours.address("learner"))
    copied = browser.cookie()
    assert Browser.of(app, copied).get("/account").status_code == 200
    browser.post("/log-out")
    assert Browser.of(app, copied).get("/account").status_code == 303


def test_a_sign_in_elsewhere_is_listed_and_can_be_ended(app: Flask, own: Tenant) -> None:
    here, there = Browser.of(app), Browser.of(app)
    there.log_in(own.address("manager"))
    here.log_in(own.address("manager"))
    ways = re.findall(r'action="(/account/sign-ins/[^"/]+/end)"', here.get("/account").text)
    assert len(ways) == 2  # the one of the fixture, and there
    for way in ways:
        assert here.post(way).status_code == 303
    assert there.get("/account").status_code == 303
    assert here.get("/account").status_code == 200


def test_a_new_password_ends_all_other_sign_ins(app: Flask, own: Tenant) -> None:
    here, there = Browser.of(app), Browser.of(app)
    there.log_in(own.address("trainer"))
    here.log_in(own.address("trainer"))
    form = {"password": OTHER, "again": OTHER}
    assert here.post("/account/password", {"present": "wrong", **form}).status_code == 422
    assert here.post("/account/password", {"present": PASSWORD, **form}).status_code == 303
    assert there.get("/account").status_code == 303
    assert here.get("/account").status_code == 200
    assert Browser.of(app).log_in(own.address("trainer"), OTHER).status_code == 303


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
    assert "eve@example.org" in eve.get(path).text
    assert eve.post(path, {"password": "short", "again": "short"}).status_code == 422
    assert eve.post(path, {"password": OTHER, "again": OTHER}).status_code == 303
    assert "Welcome, Eve" in eve.get("/").text
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
    assert "Welcome, Eve" in browser.get("/").text
    assert browser.post("/organisation/choose", {"person": theirs.people["learner"]}).location == "/"
    assert "Welcome, Learner" in browser.get("/").text
    assert browser.post("/organisation/choose", {"person": theirs.people["owner"]}).location == "/organisation/choose"
    assert "Welcome, Learner" in browser.get("/").text


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
    assert "Welcome, Ada" in browser.get("/").text
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


def test_what_a_browser_calls_itself_is_cut(app: Flask, service_store: Store, own: Tenant) -> None:
    browser = Browser.of(app)
    answer = browser.post(
        "/log-in", {"email": own.address("learner"), "password": PASSWORD}, headers={"User-Agent": "<b>x</b>" * 900}
    )
    assert answer.status_code == 303
    with service_store.session() as session:
        newest = select(SignIn).where(SignIn.account_id == own.accounts["learner"]).order_by(col(SignIn.id).desc())
        found = session.exec(newest).first()
    assert found
    assert len(found.said_agent) == 200
    assert "<b>" not in browser.get("/account").text
