"""What holds for every request and answer."""

import re
from pathlib import Path

import pytest
from flask import Blueprint, Flask

from assessor.app import create_app
from assessor.db import Store, TenantBreach
from assessor.errors import CannotWrite, StoreError
from assessor.settings import BadSetting, Settings
from assessor.web.access import may
from assessor.web.gate.key import secret_key
from assessor.web.service import network
from tests.assessor.web.making import Browser, Tenant, settings


@pytest.fixture(scope="module")
def failing(service_store: Store) -> Flask:
    """Return a service with pages that go wrong in several ways."""
    app = create_app(settings(service_store.address), service_store)
    added = Blueprint("added", __name__)
    troubles = {
        "ours": StoreError("the store s3cret cannot be used"),
        "unknown": ValueError("s3cret"),
        "breach": TenantBreach("s3cret"),
    }
    for name, trouble in troubles.items():

        def view(trouble: Exception = trouble) -> str:
            raise trouble

        added.add_url_rule(f"/{name}", name, may("anyone")(view))
    app.register_blueprint(added)
    return app


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000.evil.example", "127.0.0.1", "127.0.0.1:8001", ""])
def test_another_host_is_refused(browser: Browser, host: str) -> None:
    answer = browser.client.get("/log-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "does not answer for the host" in answer.text


def test_a_forwarded_host_changes_nothing(browser: Browser) -> None:
    for name in ("X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL"):
        answer = browser.get("/audit-log", headers={name: "evil.example"})
        assert answer.location == "/log-in?next=/audit-log"


def test_only_our_own_proxies_say_where_a_request_comes_from(service_store: Store) -> None:
    for proxies, seen in ((0, "127.0.0.1"), (1, "192.0.2.7")):
        app = create_app(settings(service_store.address, proxies=proxies), service_store)
        found: list[str] = []
        app.before_request(lambda found=found: found.append(network()))
        Browser.of(app).get("/log-in", headers={"X-Forwarded-For": "203.0.113.1, 192.0.2.7"})
        assert found == [seen]


def test_every_answer_binds_the_browser(browser: Browser) -> None:
    for path in ("/log-in", "/nothing", "/static/palette.css", "/"):
        headers = browser.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_pages_are_not_kept_by_caches_and_assets_are(browser: Browser) -> None:
    assert browser.get("/log-in").headers["Cache-Control"] == "no-store"
    assert "max-age" in browser.get("/static/palette.css").headers["Cache-Control"]


def test_with_tls_cookies_are_bound_to_it(service_store: Store, ours: Tenant) -> None:
    app = create_app(settings(service_store.address, address="https://skills.example.org"), service_store)
    client, base = app.test_client(), "https://skills.example.org"
    page = client.get("/log-in", base_url=base)
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    form = {"csrf_token": token[1], "email": ours.address("learner"), "password": "four words of mine"}
    answer = client.post("/log-in", data=form, base_url=base, headers={"Referer": f"{base}/log-in"})
    cookies = answer.headers.getlist("Set-Cookie")
    assert answer.status_code == 303
    assert all(cookie.startswith("__Host-toprung") and "Secure" in cookie for cookie in cookies)
    assert len(cookies) == 2


def test_no_page_has_inline_scripts_or_styles(browser: Browser, app: Flask, ours: Tenant) -> None:
    owner = Browser.of(app, ours.cookies["owner"])
    pages = [browser.get("/log-in"), *(owner.get(path) for path in ("/", "/account", "/api-keys", "/audit-log"))]
    for page in pages:
        assert page.status_code == 200
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", page.text)


@pytest.mark.parametrize(
    "path", ["/log-in", "/log-out", "/account/password", "/api-keys", "/account/sign-ins/end-others"]
)
def test_a_form_without_its_token_is_refused(app: Flask, ours: Tenant, path: str) -> None:
    owner = Browser.of(app, ours.cookies["owner"])
    owner.get("/account")
    for form in ({}, {"csrf_token": "made up"}):
        answer = owner.bare_post(path, form)
        assert answer.status_code == 400
        assert "not sent from a page of ours" in answer.text
    assert owner.get("/account").status_code == 200


def test_the_token_of_another_browser_is_refused(app: Flask, ours: Tenant) -> None:
    attacker, victim = Browser.of(app), Browser.of(app, ours.cookies["owner"])
    found = re.search(r'name="csrf_token" value="([^"]+)"', attacker.get("/log-in").text)
    assert found
    victim.get("/account")
    assert victim.bare_post("/log-out", {"csrf_token": found[1]}).status_code == 400


def test_a_request_that_is_too_large_is_refused(service_store: Store) -> None:
    app = create_app(settings(service_store.address, upload_mb=1), service_store)
    answer = Browser.of(app).post("/log-in", {"email": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "too large" in answer.text


@pytest.mark.parametrize(("path", "code"), [("/nothing", 404), ("/log-out", 405), ("/static/../app.py", 404)])
def test_what_is_not_there_is_said_in_our_words(browser: Browser, path: str, code: int) -> None:
    answer = browser.get(path)
    assert answer.status_code == code
    assert "To the start" in answer.text


@pytest.mark.parametrize(("path", "code"), [("/ours", 503), ("/unknown", 500), ("/breach", 500)])
def test_our_own_trouble_shows_an_id_that_stands_in_the_log_and_nothing_else(
    failing: Flask, caplog: pytest.LogCaptureFixture, path: str, code: int
) -> None:
    answer = Browser.of(failing).get(path)
    assert answer.status_code == code
    assert "s3cret" not in answer.text
    assert "Traceback" not in answer.text
    found = re.search(r"Id for the log: (\w+)", answer.text)
    assert found
    assert found[1] in caplog.text


def test_a_script_is_told_in_json(browser: Browser) -> None:
    answer = browser.get("/account", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.get_json()["error"] == "Not signed in"


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    own = Settings(database_url=f"sqlite:///{tmp_path / 's.db'}")
    key = secret_key(own)
    assert len(key) >= 43
    assert secret_key(own) == key
    assert (tmp_path / "s.key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "s.key").chmod(0o644)
    with pytest.raises(BadSetting, match="can be read by others; chmod 600"):
        secret_key(own)


def test_without_a_place_for_a_key_one_has_to_be_set(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="set TOPRUNG_SECRET_KEY"):
        secret_key(Settings(database_url="postgresql://me@host/x"))
    with pytest.raises(CannotWrite, match="cannot write"):
        secret_key(Settings(database_url=f"sqlite:///{tmp_path / 'nowhere' / 's.db'}"))
