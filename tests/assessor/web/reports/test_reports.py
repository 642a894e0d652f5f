"""Reports in the service: who gets which, as a page and as a file, and what is noted of it."""

import re

import pytest
from flask import Flask
from sqlmodel import col, select

from assessor.db import Store
from assessor.models.people.audit_entry import AuditEntry
from assessor.progress import asking, making
from tests.assessor.web.making import Browser, Tenant


@pytest.fixture
def learner(app: Flask, ours: Tenant) -> Browser:
    return Browser.of(app, ours.cookies["learner"])


@pytest.fixture
def trainer(app: Flask, ours: Tenant) -> Browser:
    return Browser.of(app, ours.cookies["trainer"])


def test_ones_own_report_is_a_page_with_ways_back_and_to_files(learner: Browser) -> None:
    page = learner.get("/my/report")
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    found = re.findall(r'href="(/[^"]*)"', page.text)
    assert "/learner/" in found
    assert {f"/my/report?as={form}" for form in making.FORMATS} <= set(found)


def test_a_report_keeps_to_a_policy_of_its_own_and_other_pages_to_theirs(learner: Browser) -> None:
    own = learner.get("/my/report").headers["Content-Security-Policy"]
    assert "style-src-attr 'unsafe-inline'" in own
    assert "frame-ancestors 'none'" in own
    assert "unsafe" not in learner.get("/learner/").headers["Content-Security-Policy"]


def test_what_a_page_loads_is_there_and_may_be_kept_for_good(learner: Browser) -> None:
    loaded = re.findall(r'(?:href|src)="(/report-assets/[^"]+)"', learner.get("/my/report").text)
    assert loaded
    for address in loaded:
        answer = learner.get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")


def test_an_asset_of_another_version_or_name_is_not_there(learner: Browser) -> None:
    address = re.search(r'"(/report-assets/[^"]+/)report.css"', learner.get("/my/report").text)
    assert address
    assert learner.get(f"{address[1]}secret.key").status_code == 404
    assert learner.get("/report-assets/0123456789abcdef/report.css").status_code == 404


@pytest.mark.parametrize("form", making.FORMATS)
def test_a_report_is_taken_along_in_every_format(learner: Browser, form: str) -> None:
    answer = learner.get(f"/my/report?as={form}")
    assert answer.status_code == 200
    assert re.fullmatch(r"attachment; filename=learner-learner[\w.-]*", answer.headers["Content-Disposition"])
    assert answer.data


def test_a_format_that_there_is_not_is_not_found(learner: Browser) -> None:
    assert learner.get("/my/report?as=exe").status_code == 404


def test_a_report_that_there_is_not_or_is_on_others_is_not_found(trainer: Browser, ours: Tenant) -> None:
    assert trainer.get(f"/learners/{ours.people['learner']}/reports/horoscope").status_code == 404
    assert trainer.get(f"/cohorts/{ours.cohort_id}/reports/learner").status_code == 404
    assert trainer.get("/reports/learner").status_code == 404


def test_a_report_that_her_role_may_not_see_is_refused(app: Flask, ours: Tenant) -> None:
    who = {"organisation": "trainer", "trainer": "owner"}
    for name in asking.names():
        if role := who.get(asking.subject_of(name)):
            asker = Browser.of(app, ours.cookies[role])  # type: ignore[index] # the two are roles
            assert asker.get(f"/reports/{name}").status_code == 403, name


def test_every_report_opens_for_whom_it_is(app: Flask, ours: Tenant) -> None:
    places = {
        "learner": ("trainer", f"/learners/{ours.people['learner']}"),
        "team": ("manager", f"/teams/{ours.team_id}"),
        "cohort": ("trainer", f"/cohorts/{ours.cohort_id}"),
        "organisation": ("owner", ""),
        "trainer": ("trainer", ""),
    }
    answers = {}
    for name in asking.names():
        role, place = places[asking.subject_of(name)]
        answers[name] = Browser.of(app, ours.cookies[role]).get(f"{place}/reports/{name}").status_code  # type: ignore[index] # the same
    assert answers == dict.fromkeys(asking.names(), 200)


def test_that_a_report_was_made_is_in_the_audit_log(trainer: Browser, ours: Tenant, service_store: Store) -> None:
    about = f"person:{ours.people['learner']}"
    made = select(AuditEntry).where(col(AuditEntry.action) == "report.made", AuditEntry.about == about)
    with service_store.session(ours.organisation_id) as session:
        before = len(session.exec(made.where(AuditEntry.person_id == ours.people["trainer"])).all())
    assert trainer.get(f"/learners/{ours.people['learner']}/reports/learner").status_code == 200
    with service_store.session(ours.organisation_id) as session:
        noted = session.exec(made.where(AuditEntry.person_id == ours.people["trainer"])).all()
    assert [entry.detail for entry in noted[before:]] == [{"report": "learner"}]


def test_pages_lead_to_the_reports_that_there_are(trainer: Browser, learner: Browser, ours: Tenant) -> None:
    her = f"/learners/{ours.people['learner']}"
    page = trainer.get(her).text
    for name in asking.names():
        if asking.subject_of(name) == "learner":
            assert f'href="{her}/reports/{name}"' in page
    assert "/my/report" not in learner.get("/learner/").text  # nothing was found yet
