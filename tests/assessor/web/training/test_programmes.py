"""Pages on programmes: enrolling, reviews, hours, ratings, work, breaks and changes, the owner's rules, one's own."""

import datetime as dt

import pytest
from flask import Flask
from sqlmodel import col, select

from assessor.db import Store
from assessor.models.declared import AssessorTable
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.enrolment_change import EnrolmentChange
from assessor.models.programme.evidence_link import EvidenceLink
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_rating import KsbRating
from assessor.models.programme.learning_break import LearningBreak
from assessor.models.programme.planned_hours import PlannedHours
from assessor.models.programme.prior_learning import PriorLearning
from assessor.models.programme.programme_rules import ProgrammeRules
from assessor.models.programme.progress_review import ProgressReview
from tests.assessor.web.making import Browser, Tenant

WISH = {"programme": "ST1512", "starts_on": "2026-06-01", "planned_end_on": "2027-12-01", "planned_h": "450"}


@pytest.fixture
def learner(app: Flask, own: Tenant) -> Browser:
    return Browser.of(app, own.cookies["learner"])


@pytest.fixture
def enrolment(trainer: Browser, own: Tenant) -> str:
    """Return the address of the learner's enrolment."""
    made = trainer.post(f"/learners/{own.people['learner']}/programmes/new", WISH)
    assert made.status_code == 303
    return made.location


def _all(store: Store, own: Tenant, table: type[AssessorTable]) -> list[AssessorTable]:
    with store.session(own.organisation_id) as session:
        found = list(session.exec(select(table)))
        session.expunge_all()
    return found


def test_a_learner_is_enrolled_on_the_version_of_the_first_day(
    trainer: Browser, own: Tenant, service_store: Store, enrolment: str
) -> None:
    (kept,) = _all(service_store, own, Enrolment)
    assert isinstance(kept, Enrolment)
    assert (kept.version, kept.planned_off_job_min, kept.made_by) == ("2.1", 450 * 60, own.people["trainer"])
    shown = trainer.get(enrolment).text
    for words in ("version 2.1", "Level 4 apprenticeship", "1 June 2026", "0 h so far of"):
        assert words in shown
    assert trainer.get(f"/learners/{own.people['learner']}/programmes").location == enrolment


def test_what_was_typed_stays_in_the_form_and_the_mistake_stands_beside_its_field(
    trainer: Browser, own: Tenant
) -> None:
    page = f"/learners/{own.people['learner']}/programmes/new"
    for changes, field, said in (
        ({"starts_on": "2026-13-01"}, "starts_on", "is no day; write it as 2027-01-31"),
        ({"starts_on": ""}, "starts_on", "Write the day."),
        ({"starts_on": "1926-06-01"}, "starts_on", "is not between 2000-01-01 and 2099-12-31"),
        ({"starts_on": "2025-01-01"}, "programme", "nobody starts ST1512 on 2025-01-01"),
        ({"planned_end_on": "2026-06-01"}, "planned_end_on", "It cannot end on 2026-06-01"),
        ({"planned_h": "many"}, "planned_h", "&#39;many&#39; is no time"),
        ({"employer": "A" * 201}, "employer", "Has 201 characters; 200 are taken."),
        ({"review_months": "2"}, "review_reason", "needs the reason"),
        ({"programme": ""}, "programme", "there is no programme"),
    ):
        answer = trainer.post(page, {"employer": "Acme", **WISH, **changes})
        assert answer.status_code == 422, changes
        assert f'href="#{field}"' in answer.text, changes
        assert said in answer.text, changes
        assert "2027-12-01" in answer.text or "planned_end_on" in changes


def test_a_programme_that_nobody_starts_any_more_is_not_offered(trainer: Browser, own: Tenant) -> None:
    offered = trainer.get(f"/learners/{own.people['learner']}/programmes/new").text
    assert 'value="AU0010"' in offered
    assert 'value="ST0795"' in offered


def test_a_review_is_planned_then_held_and_the_next_one_is_due(
    trainer: Browser, own: Tenant, service_store: Store, enrolment: str
) -> None:
    assert trainer.post(f"{enrolment}/reviews", {"planned_on": "2026-05-01"}).status_code == 422
    assert trainer.post(f"{enrolment}/reviews", {"planned_on": "2026-08-03"}).status_code == 303
    (planned,) = _all(service_store, own, ProgressReview)
    assert isinstance(planned, ProgressReview)
    page = f"/progress-reviews/{planned.id}"
    said = {"held_on": "2026-08-01", "learner_came": "1", "progress_percent": "12", "notes": "<b>Well</b>."}
    wrong = trainer.post(page, {**said, "colour": "green"})
    assert wrong.status_code == 422
    assert "A colour of your own needs its reason" in wrong.text
    assert trainer.post(page, {**said, "held_on": "2099-01-01"}).status_code == 422
    assert trainer.post(page, {**said, "colour": "green", "reason": "Work waits."}).status_code == 303
    (held,) = _all(service_store, own, ProgressReview)
    assert isinstance(held, ProgressReview)
    assert (held.planned_on, held.held_on) == (dt.date(2026, 8, 3), dt.date(2026, 8, 1))
    assert (held.learner_came, held.employer_came, held.rag_override) == (True, False, "green")
    shown = trainer.get(f"{enrolment}/reviews").text
    assert "30 November 2026" in shown  # the rule's own example
    assert "&lt;b&gt;Well&lt;/b&gt;." in shown


def test_time_is_added_and_what_was_typed_here_can_be_taken_back(
    trainer: Browser, own: Tenant, service_store: Store, enrolment: str
) -> None:
    page = f"{enrolment}/hours"
    for time, said in (("", "Write from a minute"), ("101", "Write from a minute"), ("x", "is no time")):
        answer = trainer.post(page, {"on": "2026-06-02", "time": time})
        assert (answer.status_code, said in answer.text) == (422, True)
    assert trainer.post(page, {"on": "2026-06-02", "time": "1:30", "what": "Workshop"}).status_code == 303
    (kept,) = _all(service_store, own, HoursEntry)
    assert isinstance(kept, HoursEntry)
    assert (kept.minutes, kept.source) == (90, "typed")
    assert "1 h 30 min so far" in trainer.get(page).text
    assert trainer.post(page, {"take_back": "another"}).status_code == 422
    assert trainer.post(page, {"take_back": kept.id}).status_code == 303
    assert not _all(service_store, own, HoursEntry)


def test_months_of_the_plan_are_kept_and_those_left_open_stay(
    trainer: Browser, own: Tenant, service_store: Store, enrolment: str
) -> None:
    page = f"{enrolment}/hours"
    trainer.post(page, {"do": "plan", "month-2026-06": "26", "month-2026-07": "7:30"})
    trainer.post(page, {"do": "plan", "month-2026-06": "", "month-2026-07": "8"})
    found = [row for row in _all(service_store, own, PlannedHours) if isinstance(row, PlannedHours)]
    assert {row.month: row.minutes for row in found} == {dt.date(2026, 6, 1): 1560, dt.date(2026, 7, 1): 480}
    assert trainer.post(page, {"do": "plan", "month-2026-07": "lots"}).status_code == 422


def test_ratings_are_typed_by_the_trainer_for_the_employer_and_by_the_learner_for_herself(
    trainer: Browser, learner: Browser, own: Tenant, service_store: Store, enrolment: str
) -> None:
    page, mine = f"{enrolment}/ratings", f"/learner/programmes/{enrolment.rpartition('/')[2]}/ratings"
    wrong = trainer.post(page, {"rater": "employer", "on": "2026-06-05", "K1": "6", "K2": "3"})
    assert wrong.status_code == 422
    assert 'id="K1-error"' in wrong.text
    assert 'value="3"' in wrong.text
    assert trainer.post(page, {"on": "2026-06-05"}).status_code == 422
    assert trainer.post(page, {"rater": "employer", "on": "2026-06-05", "K1": "2", "S3": ""}).status_code == 303
    assert learner.post(mine, {"K1": "0", "rater": "employer", "on": "2026-06-05"}).status_code == 303
    kept = [row for row in _all(service_store, own, KsbRating) if isinstance(row, KsbRating)]
    assert {(row.code, row.rater, row.rating) for row in kept} == {("K1", "employer", 2), ("K1", "self", 0)}
    assert "2 of 5 (5 Jun 2026)" in learner.get(mine).text


def test_work_is_linked_and_prior_learning_is_decided_on_evidence(
    trainer: Browser, own: Tenant, service_store: Store, enrolment: str
) -> None:
    page = f"{enrolment}/work"
    link = {"do": "link", "title": "Letters", "on": "2026-07-01", "codes": "k1, S2", "link": "https://p.example/1"}
    for changes, field in (
        ({"link": "javascript:alert(1)"}, "link"),
        ({"codes": "K99"}, "codes"),
        ({"title": " "}, "title"),
        ({"signed_off_on": "2026-06-30"}, "signed_off_on"),
    ):
        answer = trainer.post(page, {**link, **changes})
        assert (answer.status_code, f'href="#{field}"' in answer.text) == (422, True)
    assert trainer.post(page, link).status_code == 303
    assert trainer.post(page, {"do": "prior", "time": "6", "evidence": ""}).status_code == 422
    assert (
        trainer.post(page, {"do": "prior", "time": "6", "evidence": "A certificate", "known": "K1"}).status_code == 303
    )
    (kept,), (prior,) = _all(service_store, own, EvidenceLink), _all(service_store, own, PriorLearning)
    assert isinstance(kept, EvidenceLink)
    assert isinstance(prior, PriorLearning)
    assert kept.codes == ["K1", "S2"]
    assert (prior.minutes, prior.by, prior.codes) == (360, own.people["trainer"], ["K1"])


def test_a_break_a_change_and_the_end_are_kept(
    trainer: Browser, own: Tenant, service_store: Store, enrolment: str
) -> None:
    page = f"{enrolment}/days"
    assert trainer.post(page, {"do": "back", "back_on": "2026-07-20"}).status_code == 422
    assert trainer.post(page, {"do": "break", "starts_on": "2026-07-06"}).status_code == 303
    assert "On a break" in trainer.get(enrolment).text
    assert trainer.post(page, {"do": "back", "back_on": "2026-07-20"}).status_code == 303
    assert trainer.post(page, {"do": "change", "on": "2026-08-01"}).status_code == 422
    change = {"do": "change", "on": "2026-08-01", "planned_end_on": "2028-02-01", "progress_percent": "10"}
    assert trainer.post(page, change).status_code == 303
    assert trainer.post(page, {"do": "end", "ended_on": "2026-11-02"}).status_code == 422
    assert trainer.post(page, {"do": "end", "ended_on": "2026-11-02", "ended_as": "withdrawn"}).status_code == 303
    (pause,), (changed,) = _all(service_store, own, LearningBreak), _all(service_store, own, EnrolmentChange)
    assert isinstance(pause, LearningBreak)
    assert isinstance(changed, EnrolmentChange)
    assert (pause.starts_on, pause.back_on) == (dt.date(2026, 7, 6), dt.date(2026, 7, 20))
    assert changed.progress_percent == 10
    assert "Withdrawn on" in trainer.get(enrolment).text


def test_what_a_trainer_sees_and_changes_is_noted(
    trainer: Browser, own: Tenant, service_store: Store, enrolment: str
) -> None:
    trainer.get(enrolment)
    trainer.get(f"{enrolment}/reviews")
    about = f"person:{own.people['learner']}"
    with service_store.session(own.organisation_id) as session:
        noted = session.exec(select(AuditEntry.action).where(col(AuditEntry.about) == about)).all()
    assert noted == ["enrolment.made", "enrolment.seen", "enrolment.seen"]


def test_a_learner_reads_her_own_programme_and_no_other(learner: Browser, own: Tenant, enrolment: str) -> None:
    mine = learner.get("/learner/programmes/").text
    assert "ST1512 AI and Automation Practitioner, version 2.1" in mine
    assert learner.get(enrolment).status_code == 403
    assert learner.get(f"/learners/{own.people['learner']}/programmes").status_code == 403


def test_a_manager_sees_no_programme(app: Flask, own: Tenant, enrolment: str) -> None:
    assert Browser.of(app, own.cookies["manager"]).get(enrolment).status_code == 403


def test_owners_set_the_rules(app: Flask, own: Tenant, service_store: Store) -> None:
    owner, page = Browser.of(app, own.cookies["owner"]), "/organisation/programmes"
    rules = {"tolerance_points": "15", "new_starter_percent": "20", "review_months": "2"}
    for field, said in (("tolerance_points", "51"), ("new_starter_percent", "x"), ("review_months", "")):
        assert owner.post(page, {**rules, field: said}).status_code == 422
    assert owner.post(page, rules).status_code == 303
    assert owner.post(page, rules).status_code == 303  # nothing is different
    assert len(_all(service_store, own, ProgrammeRules)) == 1
    assert "15 points or more behind" in owner.get(page).text


def test_a_caseload_is_told_by_state_and_cohort(trainer: Browser, own: Tenant, enrolment: str) -> None:
    shown = trainer.get("/caseload/").text
    assert "1 learner on programmes" in shown
    assert enrolment in shown
    assert "Nothing is logged and no review was held." in shown
    assert f"/learners/{own.people['learner']}/reports/review" in shown
    assert "Make the review pack that is due (PDF)" in shown
    assert enrolment in trainer.get("/caseload/?state=not+started").text
    assert enrolment in trainer.get(f"/caseload/?state=overdue&cohort={own.cohort_id}").text
    trainer.post(f"{enrolment}/days", {"do": "end", "ended_on": "2026-06-30", "ended_as": "completed"})
    shown = trainer.get("/caseload/?state=overdue").text
    assert enrolment not in shown
    assert "Nobody of this cohort is in this state." in shown
    assert "1 person is in these cohorts and on no programme." in shown


def test_the_start_tells_a_trainer_of_reviews_that_wait(trainer: Browser, enrolment: str) -> None:
    waits = trainer.get("/").text
    assert 'href="/caseload/?state=due">1 progress review due or overdue<' in waits
    assert enrolment in trainer.get("/caseload/?state=due").text


def test_a_review_that_is_planned_is_the_one_that_is_held(trainer: Browser, enrolment: str) -> None:
    assert f'href="{enrolment}/reviews/hold"' in trainer.get(enrolment).text
    trainer.post(f"{enrolment}/reviews", {"planned_on": "2026-08-03"})
    shown = trainer.get(enrolment).text
    assert f'href="{enrolment}/reviews/hold"' not in shown
    assert "Hold the review that is planned" in shown
    assert "was planned for <time" in shown


def test_a_learners_programme_leads_to_the_review_pack(trainer: Browser, own: Tenant, enrolment: str) -> None:
    pack = f"/learners/{own.people['learner']}/reports/review"
    assert pack in trainer.get(enrolment).text
    assert f"{pack}?as=docx" in trainer.get(f"{enrolment}/reviews").text
