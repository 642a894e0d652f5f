"""The people of an organisation, as its owner looks after them."""

import io
import re

import pytest
from flask import Flask
from sqlmodel import select

from assessor.db import Store
from assessor.jobs.here import Here
from assessor.models.afterwards.erasure import Erasure
from assessor.models.people.arrangement import Arrangement
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from tests.assessor.web.making import PASSWORD, Browser, Tenant, settings

LINK = re.compile(r"http://127\.0\.0\.1:8000(/invitation/[\w-]+)")
TABLE = (
    "Employee number;Full name;E-mail;Role;Team\n"
    "7;Zoë Åkesson;zoe@example.org;Buyer;Purchasing\n"
    "8;;nameless@example.org;Buyer;Purchasing\n"
    "9;=cmd|' /C calc'!A0;nine@example.org;Clerk;Purchasing\n"
)


@pytest.fixture
def owner(app: Flask, own: Tenant) -> Browser:
    return Browser.of(app, own.cookies["owner"])


def _person(store: Store, own: Tenant, name: str) -> Person:
    with store.session(own.organisation_id) as session:
        return session.exec(select(Person).where(Person.name == name)).one()


def test_people_are_found_by_words_and_shown_page_by_page(owner: Browser, own: Tenant, service_store: Store) -> None:
    with service_store.session(own.organisation_id, write=True) as session:
        stranger = session.get_one(Person, own.stranger)
        for number in range(60):
            at = stranger.joined_at
            extra = Person(id=f"{number}{own.stranger}", organisation_id=own.organisation_id, name="", joined_at=at)
            extra.name, extra.job_role = f"Extra {number:02}", "50% clerk"
            session.add(extra)
    first = owner.get("/people/").text
    assert "66 people" in first
    assert "Page 1 of 2" in first
    assert "Stranger" not in first
    assert "Stranger" in owner.get("/people/?page=2").text
    assert "Extra 07" in owner.get("/people/?words=extra+07").text
    assert "60 people" in owner.get("/people/?words=50%25").text  # the sign is a sign and no wildcard
    assert "Nobody is found" in owner.get("/people/?words=___").text


def test_somebody_is_listed_invited_revoked_and_invited_again(app: Flask, owner: Browser, own: Tenant) -> None:
    wrong = owner.post("/people/new", {"name": "Mia Holt", "email": "mia"})
    assert wrong.status_code == 422
    assert "This is not an e-mail address" in wrong.text
    assert 'value="Mia Holt"' in wrong.text
    address = f"mia@{own.organisation_id}.example"
    page = owner.post("/people/new", {"name": "Mia Holt", "email": address}).location
    links = []
    for _ in range(2):
        found = LINK.search(owner.post(f"{page}/invite").text)
        assert found
        links.append(found[1])
    assert "The invitation can be taken up until" in owner.get(page).text
    new = Browser.of(app)
    assert new.get(links[0]).status_code == 410
    assert new.get(links[1]).status_code == 200
    owner.post(f"{page}/revoke")
    assert new.get(links[1]).status_code == 410
    assert "Not invited yet" in owner.get(page).text


def test_many_are_invited_at_once_as_slips(app: Flask, owner: Browser, own: Tenant) -> None:
    for name in ("Ann", "Bea"):
        owner.post("/people/new", {"name": name, "email": f"{name.lower()}@{own.organisation_id}.example"})
    page = owner.get("/people/invite").text
    ids = re.findall(r'name="people" value="([^"]+)"', page)
    assert len(ids) == 2
    assert "nothing is sent" in page
    handed = owner.post("/people/invite", {"people": ids}).text
    assert "The links lead to this machine alone" in handed
    links = LINK.findall(handed)
    assert len(set(links)) == 2
    taken = Browser.of(app).post(links[0], {"password": PASSWORD, "again": PASSWORD})
    assert taken.status_code == 303
    assert owner.post("/people/invite", {"people": ids}).status_code == 422  # nobody waits any more


def test_a_role_is_given_and_taken_back_and_the_last_owner_stays(owner: Browser, own: Tenant) -> None:
    page = f"/people/{own.stranger}"
    refused = owner.post(f"{page}/roles", {"role": "manager"})
    assert refused.status_code == 422
    assert "<details open>" in refused.text
    assert owner.post(f"{page}/roles", {"role": "manager", "team": own.team_id}).status_code == 303
    assert "Manager of Team 0" in owner.get(page).text
    owner.post(f"{page}/roles", {"role": "manager", "team": own.team_id, "take": "1"})
    assert "Manager of Team 0" not in owner.get(page).text
    own_page = f"/people/{own.people['owner']}"
    assert "last owner" in owner.post(f"{own_page}/roles", {"role": "owner", "take": "1"}).text
    assert "last owner" in owner.post(f"{own_page}/leave", follow_redirects=True).text


def test_an_arrangement_is_kept_without_a_reason_and_the_log_says_nothing_of_it(
    owner: Browser, own: Tenant, service_store: Store
) -> None:
    page = f"/people/{own.people['learner']}"
    assert owner.post(f"{page}/arrangement", {"extra_time_percent": "a lot"}).status_code == 422
    answer = owner.post(f"{page}/arrangement", {"kinds": ["breaks", "scribe"], "extra_time_percent": "25"})
    assert answer.status_code == 303
    with service_store.session(own.organisation_id) as session:
        kept = session.exec(select(Arrangement)).one()
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "arrangement.set")).all()
    assert (kept.breaks, kept.reader, kept.scribe, kept.extra_time_percent) == (True, False, True, 25)
    assert [entry.detail for entry in entries] == [{}]


def test_a_manager_sees_no_page_of_a_person(app: Flask, own: Tenant) -> None:
    manager = Browser.of(app, own.cookies["manager"])
    assert manager.get(f"/people/{own.people['learner']}").status_code == 403
    assert manager.get("/people/").status_code == 403


def test_who_has_left_gets_in_no_more_and_comes_back(app: Flask, owner: Browser, own: Tenant) -> None:
    page, learner = f"/people/{own.people['learner']}", Browser.of(app, own.cookies["learner"])
    owner.post(f"{page}/leave")
    assert learner.get("/learner/").status_code == 303
    owner.post(f"{page}/leave", {"back": "1"})
    assert learner.get("/learner/").status_code == 200


def test_erasing_asks_for_the_word_and_is_asked_for_once(owner: Browser, own: Tenant, service_store: Store) -> None:
    page = f"/people/{own.stranger}/erase"
    assert owner.post(page, {"word": "yes"}).status_code == 422
    for _ in range(2):
        assert owner.post(page, {"word": "Erase"}).status_code == 303
    with service_store.session(own.organisation_id) as session:
        asked = session.exec(select(Erasure)).one()
    assert (asked.because, asked.person_id, asked.done_at) == ("owner", own.stranger, None)


def test_a_table_is_looked_at_imported_by_a_job_and_what_was_left_out_is_listed(
    owner: Browser, own: Tenant, service_store: Store
) -> None:
    empty = owner.post("/people/import/", {"file": (io.BytesIO(b""), "empty.csv")})
    assert empty.status_code == 422
    assert "is empty" in empty.text
    page = owner.post("/people/import/", {"file": (io.BytesIO(TABLE.encode("cp1252")), "starters.csv")}).location
    seen = owner.get(page).text
    assert "Windows-1252" in seen
    assert "Zoë Åkesson" in seen
    assert "has no name" in seen
    chosen = {"external_ref": "0", "name": "1", "email": "2", "job_role": "3", "team": "4"}
    assert owner.post(page, {**chosen, "name": ""}).status_code == 422
    job = owner.post(page, {**chosen, "makes_teams": "1", "go": "1"}).location
    assert "Waits" in owner.get(job).text
    Here(service_store, settings(service_store.address)).work_off()
    done = owner.get(job).text
    assert "2 new, 0 changed, 0 as they were, 1 left out" in done
    assert "has no name" in done
    assert _person(service_store, own, "Zoë Åkesson").external_ref == "7"
    assert "was imported already" in owner.get(page, follow_redirects=True).text


def test_a_job_is_cancelled_and_tried_again_and_says_how_far_it_is(owner: Browser) -> None:
    page = owner.post("/people/import/", {"file": (io.BytesIO(TABLE.encode()), "starters.csv")}).location
    job = owner.post(page, {"external_ref": "0", "name": "1", "email": "2", "go": "1"}).location
    assert '"goes_on":true' in owner.get(job, headers={"Accept": "application/json"}).text
    owner.post(f"{job}/cancel")
    assert "Cancelled" in owner.get(job).text
    assert "Only what failed" not in owner.post(f"{job}/retry", follow_redirects=True).text
    assert "Import people from starters.csv" in owner.get("/jobs/").text


def test_settings_are_kept_and_what_cannot_be_is_refused(owner: Browser) -> None:
    said = {"name": "Harbour Homes", "time_zone": "Europe/Lisbon", "retention_months": "12", "minimum_group": "8"}
    assert owner.post("/organisation/", {**said, "reviewers": "owners", "minimum_group": "2"}).status_code == 422
    assert owner.post("/organisation/", {**said, "reviewers": "owners", "time_zone": "Mars"}).status_code == 422
    assert owner.post("/organisation/", {**said, "reviewers": "owners"}).status_code == 303
    page = owner.get("/organisation/").text
    assert 'value="Europe/Lisbon"' in page
    assert "Harbour Homes" in page
    assert "organisation changed" in owner.get("/audit-log").text


def test_the_audit_log_says_whose_it_is(owner: Browser, own: Tenant) -> None:
    person = own.people["learner"]
    assert owner.post(f"/people/{person}/arrangement", {"extra_time_percent": "25"}).status_code == 303
    assert re.search(rf"<bdi>Learner</bdi><br><span[^>]*>person:{person}<", owner.get("/audit-log").text)


def test_a_correction_that_is_not_taken_is_kept_in_the_form(owner: Browser, own: Tenant) -> None:
    wrong = {"name": "Lea", "email": "no address", "job_role": "Clerk", "external_ref": ""}
    shown = owner.post(f"/people/{own.stranger}/details", wrong)
    assert shown.status_code == 422
    assert 'value="no address"' in shown.text
    assert 'value="Clerk"' in shown.text


def test_the_audit_log_is_searched_by_who_what_and_day(owner: Browser, own: Tenant) -> None:
    owner.post(f"/people/{own.people['learner']}/arrangement", {"extra_time_percent": "25"})
    assert own.people["learner"] in owner.get("/audit-log?action=arrangement.set&name=own").text
    assert "no entries here" in owner.get("/audit-log?name=nobody").text
    assert "no entries here" in owner.get("/audit-log?until=2020-01-01").text
    assert own.people["learner"] in owner.get("/audit-log?since=2020-01-01&until=nonsense").text
