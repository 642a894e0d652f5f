"""What holds on every route, whatever it does: forms need their token, answers bind the browser, none is cached."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule as Route

from assessor.app import create_app
from assessor.db import Store
from assessor.web.access import may, rule_of
from assessor.web.gate.guarding import HEADERS
from assessor.web.listing import SUFFIX
from tests.architecture.house import ROOT
from tests.assessor.web.making import HOST, TOKEN, Browser, settings

FORGED = "not sent from a page of ours"
CACHED = {"static"}
"""Routes whose answers hold nothing of anybody."""


@pytest.fixture(scope="module")
def open_to_all(service_store: Store) -> Flask:
    """Return a service in which every route lets in anyone, and answers only that."""
    app = create_app(settings(service_store.address), service_store)
    for endpoint in set(app.view_functions) - CACHED:
        rule = rule_of(app, endpoint)
        assert rule is not None
        app.view_functions[endpoint] = may(*(rule.who if rule.scope else ("anyone",)), scope=rule.scope)(
            lambda **_: ("", 204)
        )
    return app


def routes(app: Flask, method: str) -> Iterator[tuple[Route, str]]:
    """Yield the routes of pages that take a method, with a path of each."""
    adapter = app.url_map.bind(HOST)
    for route in app.url_map.iter_rules():
        rule = rule_of(app, route.endpoint)
        if rule and not rule.scope and method in (route.methods or ()) and route.endpoint not in CACHED:
            yield route, adapter.build(route.endpoint, dict.fromkeys(route.arguments, "x"), method=method)


def test_every_form_without_its_token_is_refused_and_with_it_is_taken(open_to_all: Flask, browser: Browser) -> None:
    page = browser.get("/log-in")  # of a service with the same key
    cookie, token = browser.client.get_cookie("toprung-form", domain="127.0.0.1"), TOKEN.search(page.text)
    assert cookie
    assert token
    forger, honest = Browser.of(open_to_all), Browser.of(open_to_all)
    honest.client.set_cookie("toprung-form", cookie.value, domain="127.0.0.1")
    taken = 0
    for route, path in routes(open_to_all, "POST"):
        forged = forger.bare_post(path, {"csrf_token": "made up"})
        assert (forged.status_code, FORGED in forged.text) == (400, True), route
        assert honest.bare_post(path, {"csrf_token": token[1]}).status_code == 204, route
        taken += 1
    assert taken > 40


def test_every_answer_has_the_headers_and_none_is_cached(open_to_all: Flask) -> None:
    browser = Browser.of(open_to_all)
    for route, path in routes(open_to_all, "GET"):
        headers = browser.get(path).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, route
        assert headers["Cache-Control"] == "no-store", route  # an asset too, under a digest that there is not
        assert "Access-Control-Allow-Origin" not in headers, route


def test_no_path_names_two_things_of_which_one_might_belong_to_another(open_to_all: Flask) -> None:
    named = {
        str(route): [name for name in route.arguments if name.endswith(SUFFIX)]
        for route in open_to_all.url_map.iter_rules()
    }
    assert [path for path, names in named.items() if len(names) > 1] == []


def test_no_page_says_that_it_may_be_cached() -> None:
    said = [
        path.name
        for path in (ROOT / "assessor" / "web").rglob("*.py")
        if "Cache-Control" in path.read_text(encoding="utf-8") and path.name != "guarding.py"
    ]
    # answers to programs, which ask again whether they still hold; and styles and scripts of reports, by their digest
    assert sorted(said) == ["answering.py", "reports.py"]
