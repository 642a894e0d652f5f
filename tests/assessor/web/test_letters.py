"""Letters about an account, where a mail server is set."""

import re

import pytest
from flask import Flask
from sqlmodel import select

from assessor.app import create_app
from assessor.db import Store
from assessor.models.work.outgoing_mail import OutgoingMail
from tests.assessor.web.making import PASSWORD, Browser, Tenant, settings

OTHER = "quite other words now"


@pytest.fixture(scope="module")
def app(service_store: Store) -> Flask:
    mail = {"smtp_host": "mail.example.org", "smtp_from": "toprung@example.org"}
    return create_app(settings(service_store.address, **mail), service_store)


def letters(store: Store, to: str) -> list[str]:
    with store.session() as session:
        return [mail.words for mail in session.exec(select(OutgoingMail).where(OutgoingMail.to == to))]


def test_a_forgotten_password_is_answered_alike_for_known_and_unknown_addresses(
    app: Flask, service_store: Store, own: Tenant
) -> None:
    said = set()
    for email in (own.address("learner"), "nobody@example.org"):
        browser = Browser.of(app)
        answer = browser.post("/password/forgotten", {"email": email})
        page = re.sub(r'value="[^"]+"', "", browser.get(answer.location).text)
        said.add((answer.status_code, answer.location, page))
    assert len(said) == 1
    assert letters(service_store, "nobody@example.org") == []
    (letter,) = letters(service_store, own.address("learner"))
    link = re.search(r"http://127\.0\.0\.1:8000(/password/new/[\w-]+)", letter)
    assert link
    assert Browser.of(app).post(link[1], {"password": OTHER, "again": OTHER}).status_code == 303
    assert Browser.of(app).log_in(own.address("learner"), OTHER).status_code == 303


def test_asking_again_and_again_is_slowed_down(app: Flask, service_store: Store, own: Tenant) -> None:
    codes = [
        Browser.of(app).post("/password/forgotten", {"email": own.address("author")}).status_code for _ in range(7)
    ]
    assert codes == [303] * 5 + [429] * 2
    assert len(letters(service_store, own.address("author"))) == 5


def test_a_change_of_what_opens_an_account_is_told_by_mail(app: Flask, service_store: Store, own: Tenant) -> None:
    form = {"present": PASSWORD, "password": OTHER, "again": OTHER}
    Browser.of(app, own.cookies["owner"]).post("/account/password", form)
    (letter,) = letters(service_store, own.address("owner"))
    assert letter.startswith("Your password was changed.")
    assert OTHER not in letter
