"""Erasing a person and what is kept no longer: what goes, what is held by no name, and nothing of anybody else."""

import datetime as dt

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
from assessor.models.campaigns.monitoring_answer import MonitoringAnswer
from assessor.models.every import CLASSES
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.evidence import Evidence
from assessor.models.measurement.organisation_secret import OrganisationSecret
from assessor.models.measurement.response import Response
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.work.job import Job
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
