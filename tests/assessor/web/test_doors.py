"""Logging in, staying in and getting out, in a browser."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlmodel import col, select

from assessor.db import Store
from assessor.models.access.sign_in import SignIn
from tests.assessor.web.making import PASSWORD, Browser, Tenant, sign_in

NOW = dt.datetime.now(dt.UTC)
LATER = NOW + dt.timedelta(days=1)
OTHER = "quite other words now"


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


def test_after_a_log_out_a_copied_cookie_opens_nothing(browser: Browser, app: Flask, ours: Tenant) -> None:
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
