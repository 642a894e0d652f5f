"""What a reader is told of a learner: the release rule stands before every figure."""

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from assessor import progress
from assessor.bank.reading import read_banked
from assessor.cli.report import learners
from assessor.db import Store, open_store
from assessor.demonstrating.cast import SMALL
from assessor.demonstrating.making import Demonstration, demonstrate
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from assessor.people.doors.passwords import Passwords
from assessor.people.viewer import Viewer
from assessor.people.viewing import viewer_of
from assessor.sittings.ending.results import Results
from reports.kinds.learner.rows import Learner
from toprung import main

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('progress') / 's.db'}"


@pytest.fixture(scope="module")
def store(address: str) -> Iterator[Store]:
    opened = open_store(address)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def made(store: Store) -> Demonstration:
    return demonstrate(store, Passwords(memory_kib=8, passes=1), company=SMALL, now=NOW, tell=lambda *_: None)


@pytest.fixture(scope="module")
def person(store: Store, made: Demonstration) -> Person:
    """Return who sat most often."""
    with store.session(made.organisation_id) as session:
        sat = [one for one in session.exec(select(Sitting.person_ref)).all() if one]
        found = session.get_one(Person, max(sorted(set(sat)), key=sat.count))
        session.expunge(found)
    return found


def told(store: Store, person: Person, viewer: Viewer | None = None) -> Learner:
    banked = [one.item for one in read_banked()]
    results = Results(store, banked, organisation_id=person.organisation_id)
    with store.session(person.organisation_id) as session:
        sources = progress.Sources(store, session, results, {item.name: item for item in banked})
        learner, _ = progress.learner_rows(sources, viewer or viewer_of(session, person), person, NOW)
    return learner


def test_a_learner_is_told_every_sitting_that_ended(store: Store, person: Person) -> None:
    learner = told(store, person)
    with store.session(person.organisation_id) as session:
        ended = session.exec(select(Result.sitting_id).join(Sitting).where(Sitting.person_ref == person.id)).all()
    assert len(learner.sittings) == len(set(ended))
    assert learner.hidden == 0
    assert learner.own_eyes
    assert learner.sureness is not None


def test_somebody_without_a_right_is_told_no_figure_and_not_how_sure_she_was(store: Store, person: Person) -> None:
    stranger = Viewer(organisation_id=person.organisation_id, person_id="somebody")
    learner = told(store, person, stranger)
    assert learner.sittings == ()
    assert learner.sureness is None
    assert learner.work == ()


def test_somebody_of_another_organisation_is_told_nothing(store: Store, person: Person) -> None:
    learner = told(store, person, Viewer(organisation_id="another", person_id=person.id))
    assert learner.sittings == ()


def test_change_is_told_from_the_second_sitting_on(store: Store, person: Person) -> None:
    sittings = told(store, person).sittings
    assert [sat.since_first is None for sat in sittings] == [True, *[False] * (len(sittings) - 1)]


def test_made_up_people_carry_their_label(store: Store, person: Person) -> None:
    assert told(store, person).evidence_label == "Simulated people of a make-believe organisation."


def test_that_a_report_was_made_is_in_the_audit_log_and_releases_nothing(
    store: Store, address: str, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    seen = select(ResultSeen).where(ResultSeen.person_id == person.id)
    made = select(AuditEntry).where(col(AuditEntry.action) == "report.made")
    with store.session(person.organisation_id) as session:
        before, earlier = len(session.exec(seen).all()), {entry.number for entry in session.exec(made)}
    learners(argparse.Namespace(learner=person.id, all=False, organisation="", reader=""))
    with store.session(person.organisation_id) as session:
        noted = [entry for entry in session.exec(made) if entry.number not in earlier]
        assert len(session.exec(seen).all()) == before
    assert [entry.about for entry in noted] == [f"person:{person.id}"]


def test_the_report_is_written_as_pdf(
    address: str, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert main(["report", "learner", "--learner", person.email or "", "--format", "pdf", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "index.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("made")
def test_somebody_who_is_not_there_is_one_sentence(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert main(["report", "learner", "--learner", "nobody@example.org"]) == 2
    said = capsys.readouterr().err
    assert said == "toprung: nobody here has the id or address 'nobody@example.org'; write one of this organisation's\n"
