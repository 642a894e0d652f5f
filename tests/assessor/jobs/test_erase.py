"""Erasing a person and what is kept no longer: what goes, what is held by no name, and nothing of anybody else."""

import datetime as dt
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from assessor.campaigns.monitoring import keep, key_of
from assessor.db import Store
from assessor.jobs.here import Here
from assessor.jobs.schedule import submit_due
from assessor.models.access.account import Account
from assessor.models.access.sign_in import SignIn
from assessor.models.afterwards.erasure import Erasure
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.trainer_note import TrainerNote
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.entry_ticket import EntryTicket
from assessor.models.campaigns.monitoring_answer import MonitoringAnswer
from assessor.models.every import CLASSES
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.evidence import Evidence
from assessor.models.measurement.organisation_secret import OrganisationSecret
from assessor.models.measurement.response import Response
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.work.job import Job
from assessor.models.work.outgoing_mail import OutgoingMail
from assessor.models.work.upload import Upload
from assessor.settings import Settings
from assessor.sittings.sitting import Sittings
from tests.assessor.jobs.trying import NOON
from tests.assessor.sittings.answering import by_lot, take
from tests.assessor.sittings.making import bank

LONG_AGO = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
TODAY = NOON.date()


def sat(store: Store, person_id: str, at: dt.datetime = NOON) -> str:
    sittings = Sittings(store, bank(30), organisation_id="ours", now=lambda: at)
    sitting = sittings.start(seed=person_id, person_ref=person_id)
    take(sittings, sitting.id, by_lot(1))
    sittings.finish(sitting.id)
    with store.session("ours", write=True) as session:
        seen = ResultSeen(
            sitting_id=sitting.id,
            person_id=person_id,
            organisation_id="ours",
            as_role="learner",
            first_at=at,
            last_at=at,
        )
        session.add(seen)
        with store.reading() as connection:
            keep(session, "ours", key_of(connection, "ours", sitting.id), {"age": "-24"}, TODAY)
    return sitting.id


def every_row(store: Store) -> str:
    with store.session_across() as session:
        kept: list[SQLModel] = [row for table in CLASSES for row in session.exec(select(table))]
    return repr([row for row in kept if not isinstance(row, OrganisationSecret)])


@pytest.fixture
def asked(store: Store) -> Erasure:
    """Bo, who has an account, sat, and asks to be erased; Ada sat too."""
    with store.session("ours", write=True) as session:
        session.add(Account(id="acc", email="bo@example.org", created_at=NOON))
        session.flush()
        bo = Person(
            id="bo",
            organisation_id="ours",
            account_id="acc",
            name="Bo Secretname",
            email="bo@example.org",
            joined_at=NOON,
        )
        session.add(bo)
        session.flush()
        session.add(
            SignIn(
                id="in",
                token_hash="0" * 64,
                account_id="acc",
                person_id="bo",
                created_at=NOON,
                last_seen_at=NOON,
                said_agent="",
            )
        )
        session.add(
            Evidence(
                id="ev",
                organisation_id="ours",
                person_ref="bo",
                kind="governance",
                source="attested",
                rubric="r",
                passed=True,
                about="work",
                by="Cy",
                at=NOON,
            )
        )
        erasure = Erasure(id="er", organisation_id="ours", person_id="bo", because="asked", asked_at=NOON)
        session.add(erasure)
    sat(store, "bo")
    sat(store, "ada")
    return erasure


def carried_out(store: Store) -> Job:
    jobs = Here(store, Settings())
    submit_due(jobs, TODAY)
    jobs.work_off()
    (job,) = jobs.newest("ours")
    return job


def test_what_names_an_erased_person_is_nowhere(store: Store, asked: Erasure) -> None:
    job = carried_out(store)
    assert (job.state, job.why) == ("done", "")
    rows = every_row(store)
    assert "Secretname" not in rows
    assert "bo@example.org" not in rows
    with store.session("ours") as session:
        assert session.exec(select(Sitting).where(Sitting.person_ref == "bo")).all() == []
        assert len(session.exec(select(Sitting)).all()) == 2
        bo = session.get_one(Person, "bo")
        assert (bo.name, bo.account_id, bo.erased_at is not None) == ("", None, True)
        kept = session.get_one(Erasure, asked.id)
    assert kept.done_at is not None
    assert kept.erased["account"] == kept.erased["sitting"] == kept.erased["evidence"] == 1
    assert "24 months" in kept.held[0]["until"]


def test_an_erasure_touches_nobody_else(store: Store, asked: Erasure) -> None:
    assert asked.done_at is None
    carried_out(store)
    with store.session("ours") as session:
        assert session.get_one(Person, "ada").name == "Ada"
        assert [seen.person_id for seen in session.exec(select(ResultSeen))] == ["ada"]
        assert len(session.exec(select(MonitoringAnswer)).all()) == 1
        assert len(session.exec(select(Sitting).where(Sitting.person_ref == "ada")).all()) == 1


def test_an_account_of_another_organisation_too_is_kept(store: Store, asked: Erasure) -> None:
    assert asked.done_at is None
    with store.session("theirs", write=True) as session:
        session.add(Organisation(id="theirs", name="Theirs", created_at=NOON))
        session.flush()
        session.add(Person(id="bo2", organisation_id="theirs", account_id="acc", name="Bo", joined_at=NOON))
    carried_out(store)
    with store.session("theirs") as session:
        assert session.get_one(Account, "acc").email == "bo@example.org"
        assert session.get_one(Person, "bo2").account_id == "acc"


def test_words_of_an_erased_person_are_gone(store: Store, asked: Erasure) -> None:
    assert asked.done_at is None
    with store.session("ours", write=True) as session:
        hers = session.exec(select(Sitting).where(Sitting.person_ref == "bo")).one()
        question = session.exec(select(Asked).where(Asked.sitting_id == hers.id)).first()
        assert question is not None
        session.get_one(Response, question.id).answer = {"given": "I am Bo Secretname"}
    carried_out(store)
    assert "I am Bo" not in every_row(store)


def test_letters_to_an_erased_person_are_not_sent(store: Store, asked: Erasure) -> None:
    assert asked.done_at is None
    with store.session(write=True) as session:
        session.add(OutgoingMail(id="m", to="bo@example.org", subject="A link", words="...", made_at=NOON))
        session.add(OutgoingMail(id="n", to="cy@example.org", subject="A link", words="...", made_at=NOON))
    carried_out(store)
    with store.session() as session:
        assert session.exec(select(OutgoingMail.id)).all() == ["n"]


def test_an_anonymous_sitting_that_is_kept_no_longer_goes_with_its_ticket(store: Store) -> None:
    old = sat(store, "ada", LONG_AGO)
    with store.session("ours", write=True) as session:
        session.get_one(Sitting, old).person_ref = None
        made: dict[str, Any] = {"organisation_id": "ours", "made_by": "ada", "made_at": NOON}
        session.add(Campaign(id="c", name="C", mode="anonymous", **made))
        session.flush()
        session.add(EntryTicket(sitting_id=old, organisation_id="ours", campaign_id="c"))
    assert carried_out(store).state == "done"
    assert old not in every_row(store)


def test_what_lies_beside_sittings_is_kept_no_longer_than_they_are(store: Store) -> None:
    with store.session("ours", write=True) as session:
        for at, words in ((LONG_AGO, "old words"), (NOON, "new words")):
            session.add(TrainerNote(id=words, organisation_id="ours", person_id="ada", by="ada", words=words, at=at))
            session.add(AuditEntry(organisation_id="ours", at=at, action=words, about="person:ada"))
    job = carried_out(store)
    assert (job.state, job.said) == ("done", "0 sittings erased, 2 rows beside them")
    rows = every_row(store)
    assert "old words" not in rows
    assert rows.count("new words") == 3


def test_somebody_who_left_long_ago_is_erased(store: Store) -> None:
    with store.session("ours", write=True) as session:
        session.add(Person(id="di", organisation_id="ours", name="Di Gone", joined_at=LONG_AGO, left_at=LONG_AGO))
        session.add(Person(id="ed", organisation_id="ours", name="Ed Gone", joined_at=LONG_AGO, left_at=NOON))
    carried_out(store)
    with store.session("ours") as session:
        assert session.get_one(Person, "di").erased_at is not None
        assert session.get_one(Person, "ed").erased_at is None
        assert [(one.person_id, one.because) for one in session.exec(select(Erasure))] == [("di", "retention")]


def test_files_that_were_handed_in_and_sign_ins_that_ended_go_by_themselves(store: Store) -> None:
    now = dt.datetime.now(dt.UTC)
    with store.session("ours", write=True) as session:
        session.add(Account(id="acc", email="bo@example.org", created_at=NOON))
        session.flush()
        for days in (0, 2, 100):
            at = now - dt.timedelta(days=days)
            upload: dict[str, Any] = {"name": "p.csv", "content": b"", "made_by": "ada", "made_at": at}
            session.add(Upload(id=f"upload-{days}", organisation_id="ours", **upload))
            sign_in: dict[str, Any] = {"account_id": "acc", "created_at": at, "last_seen_at": at, "said_agent": ""}
            session.add(SignIn(id=f"in-{days}", token_hash=f"{days}", **sign_in))
    jobs = Here(store, Settings())
    submit_due(jobs, TODAY)
    jobs.work_off()
    with store.session("ours") as session:
        assert session.exec(select(Upload.id)).all() == ["upload-0"]
        assert sorted(session.exec(select(SignIn.id))) == ["in-0", "in-2"]


def test_sittings_that_are_kept_no_longer_go_whole(store: Store) -> None:
    old, new = sat(store, "ada", LONG_AGO), sat(store, "ada")
    job = carried_out(store)
    assert (job.state, job.said) == ("done", "1 sittings erased")
    assert old not in every_row(store)
    assert new in every_row(store)


def test_nothing_is_submitted_where_nothing_is_due(store: Store) -> None:
    sat(store, "ada")
    jobs = Here(store, Settings())
    submit_due(jobs, TODAY)
    assert jobs.newest("ours") == []


def test_the_same_day_submits_the_same_jobs(store: Store, asked: Erasure) -> None:
    assert asked.done_at is None
    jobs = Here(store, Settings())
    for _ in range(2):
        submit_due(jobs, TODAY)
    assert len(jobs.newest("ours")) == 1
