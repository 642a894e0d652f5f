"""An owner makes a campaign in steps, launches it, reminds and closes; what cannot be is refused in one sentence."""

import datetime as dt

import pytest
from flask import Flask
from sqlmodel import select

from assessor.app import create_app
from assessor.db import Store
from assessor.jobs.kinds import ask, figures
from assessor.jobs.port import Work
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.entry_ticket import EntryTicket
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.work.job import Job
from assessor.models.work.outgoing_mail import OutgoingMail
from tests.assessor.web.employer.conftest import only_campaign, people
from tests.assessor.web.learner.sitter import sitter
from tests.assessor.web.making import Browser, Tenant, settings

PURPOSE = {"name": "Autumn 2026", "purpose": "We plan training by it.", "basis": "legitimate-interests"}


def drafted(owner: Browser, who: dict[str, object] | None = None, how: dict[str, str] | None = None) -> str:
    """Go through the steps and return the path of the campaign."""
    path = owner.post("/campaigns/new", PURPOSE).location.removesuffix("/who")
    assert owner.post(f"{path}/who", {"everybody": "1", "mode": "named", **(who or {})}).status_code == 303
    assert owner.post(f"{path}/how", how or {}).location == path
    return path


def test_a_campaign_is_made_in_steps_and_launched(owner: Browser, own: Tenant, service_store: Store) -> None:
    due = (dt.datetime.now(dt.UTC) + dt.timedelta(days=20)).date()
    path = drafted(owner, how={"due_on": f"{due}", "target-0": "3"})
    draft = owner.get(path).text
    assert "6 people, 30 minutes each: 3.0 hours of staff" in draft
    assert "one minute a question" in draft
    assert "Legitimate interests (UK GDPR, Article 6(1)(f))" in draft
    assert "AI Applier" in draft
    assert "6 people are asked" in owner.post(f"{path}/launch", {"accepted": "1"}, follow_redirects=True).text
    row = only_campaign(service_store, own)
    assert (row.not_for_selection_by, row.launched_at is not None) == (own.people["owner"], True)
    with service_store.session(own.organisation_id) as session:
        assert all(one.invited_at for one in session.exec(select(CampaignMember)))
        done = set(session.exec(select(AuditEntry.action).where(AuditEntry.about == f"campaign:{row.id}")))
    assert {"campaign.drafted", "campaign.changed", "campaign.launched"} <= done


def test_nobody_is_asked_before_it_is_accepted_what_results_are_not_for(
    owner: Browser, own: Tenant, service_store: Store
) -> None:
    path = drafted(owner)
    refused = owner.post(f"{path}/launch")
    assert refused.status_code == 422
    assert "Accept what the results may not be used for" in refused.text
    assert only_campaign(service_store, own).launched_at is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Say what the campaign is called"),
        ({"purpose": ""}, "Say in 1 to 2,000 characters what it is for"),
        ({"basis": ""}, "Choose the lawful basis"),
        ({"basis": "written"}, "Write the lawful basis"),
    ],
)
def test_a_purpose_that_lacks_something_is_not_taken_and_stays_filled_in(
    owner: Browser, wrong: dict[str, str], said: str
) -> None:
    answer = owner.post("/campaigns/new", PURPOSE | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert ("We plan training by it." in answer.text) == ("purpose" not in wrong)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"everybody": ""}, "Nobody is in what you chose"),
        ({"people": "nobody@example.org"}, "nobody@example.org"),
        ({"mode": "sample", "sample_size": "3"}, "Write how many are drawn: 5 to 6"),
        ({"mode": "loud"}, "Choose how people are asked"),
        ({"everybody": "", "people": "OWNER", "mode": "anonymous"}, "These are 1 people; without names it takes 5"),
    ],
)
def test_an_audience_that_cannot_be_is_not_taken(owner: Browser, own: Tenant, wrong: dict[str, str], said: str) -> None:
    path = owner.post("/campaigns/new", PURPOSE).location
    if wrong.get("people") == "OWNER":
        wrong = {**wrong, "people": own.address("owner")}
    answer = owner.post(path, {"everybody": "1", "mode": "named", **wrong})
    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"due_on": "2020-01-01"}, "It cannot be due before it opens"),
        ({"due_on": "soon"}, "&#39;soon&#39; is no day"),
        ({"timed_minutes": "5"}, "Write 10 to 240 whole minutes"),
        ({"target-0": "6"}, "Choose each target from the list"),
    ],
)
def test_a_course_that_cannot_be_is_not_taken(owner: Browser, wrong: dict[str, str], said: str) -> None:
    answer = owner.post(f"{drafted(owner)}/how", wrong)
    assert answer.status_code == 422
    assert said in answer.text


def test_after_the_launch_nothing_of_it_changes(owner: Browser, own: Tenant, service_store: Store) -> None:
    path = drafted(owner)
    owner.post(f"{path}/launch", {"accepted": "1"})
    for step in ("purpose", "who", "how"):
        assert owner.get(f"{path}/{step}").location == path
        assert owner.post(f"{path}/{step}", PURPOSE | {"name": "Another"}).location == path
    twice = owner.post(f"{path}/launch", {"accepted": "1"}, follow_redirects=True)
    assert "It is launched: what people were told" in twice.text
    owner.post(f"{path}/discard")
    assert only_campaign(service_store, own).name == "Autumn 2026"


def test_a_draft_can_be_removed(owner: Browser, own: Tenant, service_store: Store) -> None:
    assert owner.post(f"{drafted(owner, how={'target-0': '2'})}/discard").location == "/campaigns/"
    with service_store.session(own.organisation_id) as session:
        assert session.exec(select(Campaign)).all() == []


def test_a_sample_states_its_error_before_and_draws_so_many(owner: Browser, own: Tenant, service_store: Store) -> None:
    """Of 46 people 20 are drawn: 1.96 sqrt(0.25 / 20 * 26 / 45) is 16.7 points in a hundred."""
    people(service_store, own, 40)
    path = drafted(owner, {"mode": "sample", "sample_size": "20"})
    assert "within 17 points in a hundred" in owner.get(path).text
    owner.post(f"{path}/launch", {"accepted": "1"})
    with service_store.session(own.organisation_id) as session:
        members = session.exec(select(CampaignMember)).all()
    assert (len(members), sum(one.invited_at is not None for one in members)) == (46, 20)
    page = owner.get(path).text
    assert "0 of 20 began" in page
    assert "Team 0" not in page  # who was drawn of a team is not told


def test_letters_go_out_once_and_reminders_to_those_who_have_not_finished(own: Tenant, service_store: Store) -> None:
    mailing = settings(service_store.address, smtp_host="mail.example", smtp_from="toprung@example.org")
    owner = Browser.of(create_app(mailing, service_store), own.cookies["owner"])
    path = drafted(owner)
    owner.post(f"{path}/launch", {"accepted": "1"})
    owner.post(f"{path}/remind")
    owner.post(f"{path}/remind")
    with service_store.session(own.organisation_id) as session:
        jobs = session.exec(select(Job).where(Job.kind == "ask")).all()
    assert len(jobs) == 2  # the second reminder of a day is none


def test_an_anonymous_sitting_counts_for_its_campaign_and_when_it_ended_is_told_after_the_close(
    app: Flask, owner: Browser, own: Tenant, service_store: Store
) -> None:
    ada = sitter(app, service_store, own, dt.datetime.now(dt.UTC))
    path = drafted(owner, {"mode": "anonymous"})
    owner.post(f"{path}/launch", {"accepted": "1"})
    ada.begin(f"/learner{path}/begin")
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    with service_store.session(own.organisation_id) as session:
        assert [one.sitting_id for one in session.exec(select(EntryTicket))] == [ada.sitting_id]
    assert "after its end" in owner.get(path).text
    assert owner.post(f"{path}/close").status_code == 422
    closed = owner.post(f"{path}/close", {"sure": "1"}, follow_redirects=True).text
    assert "The figures are being made." in closed
    assert "1 of 7 began, 1 finished" in closed
    with service_store.session(own.organisation_id) as session:
        job = session.exec(select(Job).where(Job.kind == "figures")).one()
    work = Work(job, service_store, settings(service_store.address), dt.datetime.now(dt.UTC))
    assert figures.step(work, 0) == "Fewer than 5 results count, so no figures are told."


def test_coverage_leaves_as_a_table_that_no_spreadsheet_runs(owner: Browser, own: Tenant, service_store: Store) -> None:
    people(service_store, own, 6, own.team_id)
    owner.post(f"/teams/{own.team_id}/people", {"name": "=1+1"})
    path = drafted(owner)
    owner.post(f"{path}/launch", {"accepted": "1"})
    table = owner.get(f"{path}/coverage.csv")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=1+1,team,7,0,0,,no" in table.text
    assert "Team 1,team,,,," in table.text  # one person
    assert owner.get(f"{path}/levels.csv").location == path


def test_a_letter_of_a_round_is_written_once_however_often_its_step_is_taken(own: Tenant, service_store: Store) -> None:
    mailing = settings(service_store.address, smtp_host="mail.example", smtp_from="toprung@example.org")
    owner = Browser.of(create_app(mailing, service_store), own.cookies["owner"])
    waiting = people(service_store, own, 1)[0]
    path = drafted(owner, {"everybody": "", "people": f"{waiting}@example.org\n{own.address('learner')}"})
    owner.post(f"{path}/launch", {"accepted": "1"})

    with service_store.session(own.organisation_id) as session:
        job = session.exec(select(Job).where(Job.kind == "ask")).one()
    work = Work(job, service_store, mailing, dt.datetime.now(dt.UTC))
    assert ask.steps(work) == 1
    assert ask.step(work, 0) == "2 letters in step 1"
    assert ask.step(work, 0) == "0 letters in step 1"
    with service_store.session_across() as session:
        letters = {
            mail.to: mail.words for mail in session.exec(select(OutgoingMail).where(OutgoingMail.id.startswith(job.id)))
        }
    assert "/invitation/" in letters[f"{waiting}@example.org"]
    assert f"{path}/begin" in letters[own.address("learner")]
    assert all("We plan training by it." in words for words in letters.values())


def test_a_close_with_too_few_says_before_that_no_figures_come_of_it(owner: Browser) -> None:
    path = drafted(owner, {"mode": "named"})
    owner.post(f"{path}/launch", {"accepted": "1"})
    assert "0 of at least 5 have finished." in owner.get(path).text
