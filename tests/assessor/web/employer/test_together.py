"""A team sits together: one keyboard, so many right of so many, and nothing of it among people's results."""

import re

from flask import Flask

from assessor.bank.item import Item
from assessor.calibrating.answers import read_answers
from assessor.curating.statistics.stored import read_stored
from assessor.db import Store
from assessor.sittings.ending.results import Results
from tests.assessor.sittings.making import bank
from tests.assessor.web.learner.sitter import Sitter
from tests.assessor.web.making import Browser, Tenant


def _sitter(app: Flask, store: Store, own: Tenant, browser: Browser) -> Sitter:
    return Sitter(app, store, own.organisation_id, own.people["manager"], own.accounts["manager"], browser)


def test_a_team_sits_together_and_sees_so_many_right_of_so_many_without_a_level(
    app: Flask, manager: Browser, own: Tenant, service_store: Store
) -> None:
    items: list[Item] = bank(20)
    with service_store.reading() as connection:
        before = read_answers(connection, items, simulated=False).responses.shape
    team = _sitter(app, service_store, own, manager)
    path = f"/teams/{own.team_id}/together"
    sitting_id = team.begin(path, present="3", length="10")
    assert team.begin(path, present="3", length="10") == sitting_id  # twice is once
    asked, _ = team.asked()
    assert team.answer(asked, {"leave": "1"}).location == f"/together/{sitting_id}"
    assert "It goes on." in manager.get(f"/together/{sitting_id}").text
    assert team.to_the_end() == 10
    assert manager.get(f"/sitting/{sitting_id}/over").location == f"/together/{sitting_id}"
    page = manager.get(f"/together/{sitting_id}").text
    assert re.search(r"\d+ of 10 answers were fully right", page)
    assert "theta" not in page
    assert "AI Applier" not in page
    assert re.search(r"3 people</a>: \d+ of 10 right", manager.get(f"/teams/{own.team_id}").text)
    assert manager.get(f"/result/{sitting_id}").status_code == 403
    assert manager.get(f"/sitting/{sitting_id}/voluntary/").status_code == 404
    assert Results(service_store, items, organisation_id=own.organisation_id).all() == []
    with service_store.reading() as connection:
        assert read_answers(connection, items, simulated=False).responses.shape == before
        assert read_stored(connection, items).answers == ()


def test_only_who_holds_the_keyboard_answers(
    app: Flask, manager: Browser, owner: Browser, own: Tenant, service_store: Store
) -> None:
    team = _sitter(app, service_store, own, manager)
    sitting_id = team.begin(f"/teams/{own.team_id}/together", present="2", length="10")
    assert owner.get(f"/sitting/{sitting_id}/").status_code == 403
    assert owner.get(f"/together/{sitting_id}").status_code == 200
    assert Browser.of(app, own.cookies["learner"]).get(f"/together/{sitting_id}").status_code == 403


def test_one_person_is_no_team(manager: Browser, own: Tenant) -> None:
    path = f"/teams/{own.team_id}/together"
    for present, length, said in (("1", "10", "2 to 100"), ("3", "99", "Choose how many questions")):
        refused = manager.post(path, {"present": present, "length": length})
        assert refused.status_code == 422
        assert said in refused.text
