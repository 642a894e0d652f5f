"""Cohorts as their trainers see them: made and filled, who is where, and no more than the release rule allows."""

import datetime as dt
import re

from flask import Flask
from sqlmodel import select

from assessor.db import Store
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.response import Response
from assessor.models.people.cohort_member import CohortMember
from tests.assessor.web.learner.sitter import Sitter
from tests.assessor.web.making import Browser, Tenant
from tests.assessor.web.training.conftest import campaign

SEEN = re.compile(r'<a href="/result/')


def _page(trainer: Browser, own: Tenant, sort: str = "due") -> str:
    return trainer.get(f"/cohorts/{own.cohort_id}?sort={sort}").text


def test_a_trainer_makes_a_cohort_trains_it_and_puts_people_in_by_address(
    app: Flask, trainer: Browser, own: Tenant, service_store: Store
) -> None:
    wrong = trainer.post("/cohorts/new", {"name": "Spring", "starts_on": "2027-03-01", "ends_on": "2027-02-01"})
    assert wrong.status_code == 422
    assert "It cannot end on 2027-02-01" in wrong.text
    assert trainer.post("/cohorts/new", {"name": "Cohort 0", "starts_on": "2027-03-01"}).status_code == 422
    made = trainer.post("/cohorts/new", {"name": "Spring", "starts_on": "2027-03-01"}).location
    again = Browser.of(app, own.cookies["trainer"])
    unknown = again.post(made, {"members": "nobody@example.org", "do": "put in"})
    assert unknown.status_code == 422
    assert "nobody@example.org" in unknown.text
    assert again.post(made, {"members": own.address("learner").upper(), "do": "put in"}).status_code == 303
    with service_store.session(own.organisation_id) as session:
        cohorts = session.exec(
            select(CohortMember.cohort_id).where(CohortMember.person_id == own.people["learner"])
        ).all()
    assert len(cohorts) == 2
    assert "Learner" in again.get(made).text


def test_who_has_not_started_and_what_is_due_is_shown(
    trainer: Browser, own: Tenant, service_store: Store, ada: Sitter
) -> None:
    campaign(service_store, own, ada.person_id, due_on=dt.date(2026, 1, 2))
    page = _page(trainer, own)
    assert "1 not started, 1 not asked yet" in page
    assert "2 January 2026" in page
    assert "late" in page
    assert page.index("Ada") < page.index(">Learner<")  # what is due comes first
    assert _page(trainer, own, "name").index("Ada") < _page(trainer, own, "name").index(">Learner<")


def test_an_own_sitting_is_not_told_before_it_is_shared(trainer: Browser, own: Tenant, ada: Sitter) -> None:
    ada.begin()
    assert "2 not asked yet" in _page(trainer, own)
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    ada.browser.get(f"/result/{ada.sitting_id}")
    assert "2 not asked yet" in _page(trainer, own)
    ada.browser.post(f"/result/{ada.sitting_id}/share", {"role": "trainer"})
    assert "1 finished, 1 not asked yet" in _page(trainer, own)


def test_a_result_is_shown_once_its_learner_has_seen_it_and_she_reads_who_looked(
    trainer: Browser, own: Tenant, service_store: Store, ada: Sitter
) -> None:
    asked = campaign(service_store, own, ada.person_id, trainers_see=True)
    ada.begin(f"/learner/campaigns/{asked}/begin")
    assert "going on" in _page(trainer, own)
    ada.to_the_end()
    before = _page(trainer, own)
    assert "has not seen it yet" in before
    assert not SEEN.search(before)
    ada.browser.get(f"/result/{ada.sitting_id}")
    assert SEEN.search(_page(trainer, own))
    _page(trainer, own)  # a second look within the hour is the same opening
    with service_store.session(own.organisation_id) as session:
        seen = session.exec(select(ResultSeen).where(ResultSeen.person_id == own.people["trainer"])).one()
    assert (seen.as_role, seen.times) == ("trainer", 1)
    assert "Trainer" in ada.browser.get(f"/result/{ada.sitting_id}").text


def test_a_result_that_is_kept_to_oneself_stays_so(
    trainer: Browser, own: Tenant, service_store: Store, ada: Sitter
) -> None:
    asked = campaign(service_store, own, ada.person_id)
    ada.begin(f"/learner/campaigns/{asked}/begin")
    ada.to_the_end()
    ada.browser.get(f"/result/{ada.sitting_id}")
    page = _page(trainer, own)
    assert "Not open to you" in page
    assert not SEEN.search(page)


def test_who_gives_no_answer_for_two_weeks_is_stuck(
    trainer: Browser, own: Tenant, service_store: Store, ada: Sitter
) -> None:
    asked = campaign(service_store, own, ada.person_id)
    ada.begin(f"/learner/campaigns/{asked}/begin")
    ada.answer(ada.asked()[0])
    assert "1 going on" in _page(trainer, own)
    with service_store.session(own.organisation_id, write=True) as session:
        for answer in session.exec(select(Response).where(Response.asked_id.in_(select(Asked.id)))):  # type: ignore[attr-defined]
            answer.at -= dt.timedelta(days=20)
    page = _page(trainer, own)
    assert "1 stuck" in page
    assert "no answer for 20 days" in page


def test_an_owner_sees_where_people_are_and_no_result_that_is_not_hers(
    app: Flask, own: Tenant, service_store: Store, ada: Sitter
) -> None:
    asked = campaign(service_store, own, ada.person_id, trainers_see=True)
    ada.begin(f"/learner/campaigns/{asked}/begin")
    ada.to_the_end()
    ada.browser.get(f"/result/{ada.sitting_id}")
    page = Browser.of(app, own.cookies["owner"]).get(f"/cohorts/{own.cohort_id}").text
    assert "1 finished" in page
    assert not SEEN.search(page)
    assert "/learners/" not in page
