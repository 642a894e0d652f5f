"""Logging in by a provider of identities."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from assessor.app import create_app
from assessor.db import Store
from assessor.models.people.person import Person
from assessor.people import invitations
from assessor.people.viewer import Viewer
from tests.assessor.web import issuer as issuers
from tests.assessor.web.issuer import CLIENT, Issuer
from tests.assessor.web.making import Browser, Tenant, settings

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="module")
def running_issuer() -> Iterator[Issuer]:
    with issuers.running() as issuer:
        yield issuer


@pytest.fixture
def issuer(running_issuer: Issuer) -> Issuer:
    running_issuer.claims, running_issuer.signed_by = {}, None
    return running_issuer


@pytest.fixture(scope="module")
def app(service_store: Store, running_issuer: Issuer) -> Flask:
    named = {
        "oidc_discovery": f"{running_issuer.url}/.well-known/openid-configuration",
        "oidc_client_id": CLIENT,
        "oidc_client_secret": "hush",
        "oidc_name": "the works account",
    }
    return create_app(settings(service_store.address, **named), service_store)


def led_back(browser: Browser, issuer: Issuer, **claims: object) -> TestResponse:
    """Go to the provider and back, with what it vouches for."""
    issuer.claims = {"email_verified": True, **claims}
    led = browser.get("/log-in/provider?next=/account")
    asked = parse_qs(urlsplit(led.location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/log-in/provider/back"]
    issuer.nonce, issuer.challenge = asked["nonce"][0], asked["code_challenge"][0]
    return browser.get(f"/log-in/provider/back?code=c&state={asked['state'][0]}")


def why_not(browser: Browser, answer: TestResponse) -> str:
    assert answer.location == "/log-in"
    assert browser.cookie() == ""
    return browser.get("/log-in").text


def test_a_verified_address_that_has_an_account_gets_in(browser: Browser, issuer: Issuer, ours: Tenant) -> None:
    assert "Log in with the works account" in browser.get("/log-in").text
    answer = led_back(browser, issuer, sub="learner", email=ours.address("learner"))
    assert answer.location == "/organisation/go-on?next=/account"
    assert ours.address("learner") in browser.get("/account").text


def test_an_invited_address_gets_in_without_a_password(
    browser: Browser, issuer: Issuer, service_store: Store, ours: Tenant
) -> None:
    who = Viewer(organisation_id=ours.organisation_id, person_id=ours.people["owner"])
    with service_store.session(ours.organisation_id, write=True) as session:
        person = Person(
            id="ida", organisation_id=ours.organisation_id, name="Ida", email="ida@example.org", joined_at=NOW
        )
        session.add(person)
        session.flush()
        invitations.invite(session, who, "ida", way="list", until=NOW + dt.timedelta(days=1), now=NOW)
    led_back(browser, issuer, sub="ida", email="Ida@example.org")
    assert "Welcome, <bdi>Ida</bdi>" in browser.get("/").text
    assert "have no password here" in browser.get("/account").text


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"sub": "m", "email": "mallory@example.org"}, "is not invited"),
        ({"sub": "m", "email": "ida@example.org", "email_verified": False}, "has not verified"),
        ({"sub": "m", "email": "ida@example.org", "email_verified": "yes"}, "has not verified"),
        ({"sub": "m", "email": "ida@example.org", "nonce": "another"}, "did not work"),
        ({"sub": "m", "email": "ida@example.org", "aud": "another"}, "did not work"),
        ({"sub": "m", "email": "ida@example.org", "iss": "https://another.example"}, "did not work"),
        ({"sub": "m", "email": "ida@example.org", "exp": 1}, "did not work"),
    ],
)
def test_what_is_not_vouched_for_opens_nothing(
    browser: Browser, issuer: Issuer, claims: dict[str, object], said: str
) -> None:
    assert said in why_not(browser, led_back(browser, issuer, **claims))


def test_a_token_signed_by_somebody_else_opens_nothing(browser: Browser, issuer: Issuer, ours: Tenant) -> None:
    issuer.signed_by = RSAKey.generate_key(2048, {"kid": "1"})
    assert "did not work" in why_not(browser, led_back(browser, issuer, sub="o", email=ours.address("owner")))


def test_an_answer_that_this_browser_did_not_ask_for_opens_nothing(
    browser: Browser, app: Flask, issuer: Issuer
) -> None:
    asked = parse_qs(urlsplit(Browser.of(app).get("/log-in/provider").location).query)
    issuer.nonce = asked["nonce"][0]
    answer = browser.get(f"/log-in/provider/back?code=c&state={asked['state'][0]}")
    assert "did not work" in why_not(browser, answer)


def test_a_provider_that_says_no_is_told_in_our_words(browser: Browser) -> None:
    answer = browser.get("/log-in/provider/back?error=access_denied&error_description=<script>")
    assert "did not work" in why_not(browser, answer)


def test_without_a_provider_there_is_no_such_way(service_store: Store) -> None:
    bare = Browser.of(create_app(settings(service_store.address), service_store))
    assert bare.get("/log-in/provider").status_code == 404
    assert "works account" not in bare.get("/log-in").text
