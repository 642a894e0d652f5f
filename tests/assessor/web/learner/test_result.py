"""A result: first to the person who sat, to others by her choice or the stated purpose, and always with its doubt."""

import datetime as dt

import pytest
from flask import Flask
from sqlmodel import select

from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.monitoring_answer import MonitoringAnswer
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.audit_entry import AuditEntry
from assessor.people.viewer import Role
from tests.assessor.web.learner.campaigns import campaign
from tests.assessor.web.learner.sitter import Sitter
from tests.assessor.web.making import Browser, Tenant

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def finished(ada: Sitter) -> Sitter:
    ada.begin()
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    return ada


def sees(app: Flask, tenant: Tenant, role: Role, who: Sitter) -> int:
    return Browser.of(app, tenant.cookies[role]).get(f"/result/{who.sitting_id}").status_code


def open_own(who: Sitter) -> str:
    page = who.browser.get(f"/result/{who.sitting_id}")
    assert page.status_code == 200
    return page.text


def test_nobody_sees_a_result_before_the_learner_even_if_it_is_shared(
    app: Flask, ours: Tenant, finished: Sitter
) -> None:
    finished.browser.post(f"/result/{finished.sitting_id}/share", {"role": "manager"})
    assert sees(app, ours, "manager", finished) == 403
    open_own(finished)
    assert sees(app, ours, "manager", finished) == 200


def test_sharing_with_managers_lets_in_managers_alone_and_can_be_taken_back(
    app: Flask, ours: Tenant, theirs: Tenant, finished: Sitter
) -> None:
    open_own(finished)
    path = f"/result/{finished.sitting_id}/share"
    finished.browser.post(path, {"role": "manager"})
    assert [sees(app, ours, role, finished) for role in ("manager", "trainer", "owner", "author")] == [
        200,
        403,
        403,
        403,
    ]
    assert sees(app, theirs, "manager", finished) == 404
    finished.browser.post(path, {"role": "manager", "withdraw": "1"})
    assert sees(app, ours, "manager", finished) == 403


def test_whoever_opens_it_is_named_to_the_learner_and_in_the_audit_log(
    app: Flask, ours: Tenant, finished: Sitter
) -> None:
    open_own(finished)
    finished.browser.post(f"/result/{finished.sitting_id}/share", {"role": "manager"})
    assert sees(app, ours, "manager", finished) == sees(app, ours, "manager", finished) == 200
    assert "Manager: first" in open_own(finished)
    with finished.store.session(finished.organisation_id) as session:
        about = f"sitting:{finished.sitting_id}"
        noted = session.exec(select(AuditEntry.action).where(AuditEntry.about == about)).all()
        opened = session.exec(select(ResultSeen).where(ResultSeen.sitting_id == finished.sitting_id)).all()
    assert noted == ["result.shared", "result.seen"]
    assert {(one.as_role, one.times) for one in opened} == {("learner", 2), ("manager", 2)}


def test_only_the_learner_shares_a_result(app: Flask, ours: Tenant, finished: Sitter) -> None:
    open_own(finished)
    finished.browser.post(f"/result/{finished.sitting_id}/share", {"role": "manager"})
    manager = Browser.of(app, ours.cookies["manager"])
    assert manager.post(f"/result/{finished.sitting_id}/share", {"role": "owner"}).status_code == 403
    assert sees(app, ours, "owner", finished) == 403


@pytest.mark.parametrize(("trainers_see", "status"), [(True, 200), (False, 403)])
def test_trainers_see_a_result_by_the_purpose_that_was_stated(
    app: Flask, ours: Tenant, ada: Sitter, *, trainers_see: bool, status: int
) -> None:
    campaign_id = campaign(ada, ours, trainers_see=trainers_see)
    door = ada.browser.get(f"/learner/campaigns/{campaign_id}/begin").text
    assert ("Trainers of your cohort" in door) == trainers_see
    assert "To plan the training of spring." in door
    ada.begin(f"/learner/campaigns/{campaign_id}/begin")
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    assert sees(app, ours, "trainer", ada) == 403
    open_own(ada)
    assert sees(app, ours, "trainer", ada) == status
    assert sees(app, ours, "manager", ada) == 403


def test_what_a_person_should_look_at_stands_beside_the_level(ada: Sitter) -> None:
    ada.begin()
    ada.to_the_end()
    page = open_own(ada)
    assert "Something about these answers is unusual." in page
    assert page.index("answers that came faster than the question can be read") < page.index('class="ladder"')


def test_how_she_saw_herself_is_told_to_nobody_else(app: Flask, ours: Tenant, ada: Sitter) -> None:
    ada.begin(rating="2")
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    assert "Before the sitting you saw yourself at AI User" in open_own(ada)
    ada.browser.post(f"/result/{ada.sitting_id}/share", {"role": "manager"})
    page = Browser.of(app, ours.cookies["manager"]).get(f"/result/{ada.sitting_id}")
    assert page.status_code == 200
    assert "Before the sitting" not in page.text
    assert "The person who sat is told" in page.text


def test_a_campaign_waits_on_the_start_page_and_is_begun_once(ours: Tenant, ada: Sitter) -> None:
    campaign_id = campaign(ada, ours, due_on=NOW.date() - dt.timedelta(days=1))
    home = ada.browser.get("/learner/").text
    assert "Autumn round" in home
    assert "that day has passed" in home
    path = f"/learner/campaigns/{campaign_id}/begin"
    assert ada.begin(path) == ada.begin(path)
    with ada.store.session(ada.organisation_id) as session:
        assert len(session.exec(select(Sitting).where(Sitting.person_ref == ada.person_id)).all()) == 1


def test_a_closed_campaign_cannot_be_begun(ours: Tenant, ada: Sitter) -> None:
    said = ada.browser.post(f"/learner/campaigns/{campaign(ada, ours, closed_at=NOW)}/begin")
    assert said.status_code == 422
    assert "It is closed; ask whoever invited you." in said.text


def test_nothing_leads_from_a_person_to_her_anonymous_sitting_but_her_browser(
    app: Flask, ours: Tenant, ada: Sitter
) -> None:
    path = f"/learner/campaigns/{campaign(ada, ours, mode='anonymous', trainers_see=True)}/begin"
    assert "only figures of groups are made of it" in ada.browser.get(path).text
    ada.begin(path)
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    page = open_own(ada)
    assert "Nobody but you, in this browser." in page
    assert "Share it" not in page
    assert ada.elsewhere().browser.get(f"/sitting/{ada.sitting_id}/").status_code == 403
    assert "only in the browser where you began" in ada.elsewhere().browser.get(path).text
    roles: tuple[Role, ...] = ("trainer", "manager", "owner")
    assert [sees(app, ours, role, ada) for role in roles] == [403, 403, 403]
    with ada.store.session(ada.organisation_id) as session:
        assert session.exec(select(Sitting).where(Sitting.person_ref == ada.person_id)).all() == []
        assert session.exec(select(ResultSeen).where(ResultSeen.person_id == ada.person_id)).all() == []
        (member,) = session.exec(select(CampaignMember).where(CampaignMember.person_id == ada.person_id)).all()
    assert member.sitting_id is None
    assert member.started_at is not None
    assert member.started_at.hour == member.started_at.minute == 0


def test_a_review_is_asked_of_a_person_by_name_and_answered_beside_the_result(
    app: Flask, ours: Tenant, finished: Sitter
) -> None:
    open_own(finished)
    trainer = ours.people["trainer"]
    path = f"/result/{finished.sitting_id}/review"
    assert finished.browser.post(path, {"to": trainer, "reason": " "}).status_code == 422
    assert finished.browser.post(path, {"to": trainer, "reason": "Two were right"}).status_code == 303
    browser = Browser.of(app, ours.cookies["trainer"])
    listed = browser.get("/reviews/").text
    where = listed.split('<li><a href="/reviews/')[-1].split('"')[0]
    assert "Two were right" in browser.get(f"/reviews/{where}").text
    assert browser.post(f"/reviews/{where}", {"outcome": "kept", "answer": ""}).status_code == 422
    assert browser.post(f"/reviews/{where}", {"outcome": "kept", "answer": "One is better"}).status_code == 303
    page = open_own(finished)
    assert "the result stands" in page
    assert "One is better" in page
    assert sees(app, ours, "owner", finished) == 403


def test_with_too_few_answers_there_is_no_level_and_the_page_says_what_is_missing(finished: Sitter) -> None:
    page = open_own(finished)
    assert "No level: too few answers" in page
    assert "0 count so far, and a level needs 10" in page
    assert "Your level" not in page


def test_voluntary_answers_lie_apart_from_the_person_and_can_be_taken_back(finished: Sitter) -> None:
    path = f"/sitting/{finished.sitting_id}/voluntary/"
    finished.browser.post(path, {"age": "25-39", "gender": "nonsense"})
    with finished.store.session(finished.organisation_id) as session:
        (kept,) = session.exec(select(MonitoringAnswer)).all()
    assert kept.answers == {"age": "25-39"}
    said = kept.model_dump_json()
    assert finished.person_id not in said
    assert finished.sitting_id not in said
    finished.browser.post(path, {"skip": "1"})
    with finished.store.session(finished.organisation_id) as session:
        assert session.exec(select(MonitoringAnswer)).all() == []


def test_nobody_is_asked_voluntary_questions_before_the_last_question(ada: Sitter) -> None:
    ada.begin()
    answer = ada.browser.get(f"/sitting/{ada.sitting_id}/voluntary/")
    assert answer.location.endswith(f"/sitting/{ada.sitting_id}/")


def test_all_that_is_kept_of_a_person_can_be_downloaded_and_nothing_of_others(ours: Tenant, finished: Sitter) -> None:
    open_own(finished)
    data = finished.browser.get("/my-data/data.json").json
    assert data
    assert {"person", "sitting", "result", "result_seen"} <= set(data)
    assert [row["id"] for row in data["person"]] == [finished.person_id]
    assert all("seed" not in row for row in data["sitting"])
    text = finished.browser.get("/my-data/data.txt").text
    assert "SITTING (1)" in text
    assert ours.people["manager"] not in text


def test_to_erase_takes_a_word_and_is_asked_for_once(finished: Sitter) -> None:
    assert finished.browser.post("/my-data/erase", {"word": "yes"}).status_code == 422
    for _ in range(2):
        assert finished.browser.post("/my-data/erase", {"word": "Erase"}).status_code == 303
    assert "You asked for this." in finished.browser.get("/my-data/").text
