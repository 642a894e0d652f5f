"""What authors see of questions, and how two of them make a pilot live; and webhooks as owners manage them."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask

from assessor.app import create_app
from assessor.db import Store, open_store
from assessor.scoring.pool import ItemParameters
from assessor.sittings.statuses import standings
from assessor.web import instruments
from assessor.web.authoring.curves import curves
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.made.of_sittings import reports
from tests.assessor.web.making import Browser, Tenant, settings, tenant
from tests.assessor.web.programs.authors import another_author

BANK = bank(8)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('items') / 's.db'}")
    yield opened
    opened.close()


@pytest.fixture
def firm(store: Store) -> Tenant:
    with store.session_across(write=True) as session:
        return tenant(session, dt.datetime.now(dt.UTC))


def service(store: Store, **changes: str) -> Flask:
    made = create_app(settings(store.address, **changes), store)
    made.extensions[instruments.EXTENSION] = Instruments(store, BANK)
    return made


def say(app: Flask, cookie: str, item: str, status: str, why: str = "It is sound") -> int:
    return Browser.of(app, cookie).post(f"/items/{item}/word", {"status": status, "why": why}).status_code


def test_two_accounts_make_a_pilot_live_and_one_does_not(store: Store, firm: Tenant) -> None:
    app, item, first = service(store), BANK[0], firm.cookies["author"]
    assert say(app, first, item.id, "pilot") == 303
    assert say(app, first, item.id, "live") == 303
    assert say(app, first, item.id, "live") == 422
    assert standings(store, [item])[item.name].status == "pilot"
    with store.session_across(write=True) as session:
        second = another_author(session, firm)
    assert say(app, second, item.id, "live") == 303
    assert standings(store, [item])[item.name].status == "live"


def test_a_word_without_a_reason_is_not_taken(store: Store, firm: Tenant) -> None:
    assert say(service(store), firm.cookies["author"], BANK[0].id, "retired", " ") == 422


def test_where_several_share_the_bank_only_named_authors_have_a_say(store: Store, firm: Tenant) -> None:
    with store.session_across(write=True) as session:
        tenant(session, dt.datetime.now(dt.UTC))
    assert say(service(store), firm.cookies["author"], BANK[0].id, "retired") == 403
    named = service(store, authors_of=firm.organisation_id)
    assert say(named, firm.cookies["author"], BANK[0].id, "retired") == 303


def test_a_question_without_answers_says_that_nothing_is_measured(store: Store, firm: Tenant) -> None:
    author = Browser.of(service(store), firm.cookies["author"])
    page = author.get(f"/items/{BANK[0].id}")
    assert page.status_code == 200
    assert "not measured: 0 answers, and 20 are needed" in page.text
    assert author.get("/items/?status=retired").status_code == 200
    assert author.get("/items/checking-1-999").status_code == 404


def test_a_report_is_settled_with_what_came_of_it(store: Store, firm: Tenant) -> None:
    with store.session_across(write=True) as session:
        report = reports(session, firm)[0].id
    author = Browser.of(service(store), firm.cookies["author"])
    settled = author.post(f"/items/reports/{report}/settle", {"outcome": "The second option was reworded"})
    assert settled.status_code == 303


def test_an_owner_sets_up_pauses_and_removes_a_webhook(store: Store, firm: Tenant) -> None:
    owner = Browser.of(service(store), firm.cookies["owner"])
    wrong = owner.post("/webhooks/", {"url": "ftp://example.org", "events": "sitting.finished"})
    assert wrong.status_code == 422
    made = owner.post("/webhooks/", {"url": "https://example.org/h", "events": "sitting.finished"})
    assert "not shown again" in made.text
    hook = made.text.partition("/webhooks/0")[2].partition('"')[0]
    assert owner.get(f"/webhooks/0{hook}").status_code == 200
    assert owner.post(f"/webhooks/0{hook}/pause").status_code == 303
    assert "Paused since" in owner.get("/webhooks/").text
    assert owner.post(f"/webhooks/0{hook}/remove").status_code == 303
    assert "No system is told" in owner.get("/webhooks/").text


def test_information_is_highest_at_the_difficulty_of_a_two_category_item() -> None:
    found = curves(ItemParameters("one", 1.0, (0.5,)))
    assert found.peak == pytest.approx(0.5)
    assert found.most_information == pytest.approx(0.25)
