"""What a reader is told of a learner: the release rule stands before every figure."""

import argparse
from pathlib import Path

import pytest
from sqlmodel import col, select

from assessor.cli.report import rows_of
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.person import Person
from assessor.people.viewer import Viewer
from assessor.people.viewing import viewer_of
from assessor.progress.kinds.learner import rows
from assessor.progress.sources import Asked, sources_of
from reports.kinds.learner.rows import Learner
from tests.assessor.demo import NOW, Demo
from toprung import main


@pytest.fixture(scope="module")
def person(demo: Demo) -> Person:
    """Return who sat most often; of several the one whose name comes first, since ids are by chance."""
    with demo.store.session(demo.organisation_id) as session:
        sat = [one for one in session.exec(select(Sitting.person_ref)).all() if one]
        found = min(session.exec(select(Person)), key=lambda one: (-sat.count(one.id), one.name))
        session.expunge(found)
    return found


def told(demo: Demo, person: Person, viewer: Viewer | None = None) -> Learner:
    with sources_of(demo.store, person.organisation_id) as sources:
        reader = viewer or viewer_of(sources.session, person)
        found: Learner = rows(sources, Asked(reader, person.id, NOW)).rows
        sources.session.rollback()
    return found


def test_a_learner_is_told_every_sitting_that_ended(demo: Demo, person: Person) -> None:
    learner = told(demo, person)
    with demo.store.session(person.organisation_id) as session:
        ended = session.exec(select(Result.sitting_id).join(Sitting).where(Sitting.person_ref == person.id)).all()
    assert len(learner.sittings) == len(set(ended))
    assert learner.hidden == 0
    assert learner.own_eyes
    assert learner.sureness is not None


def test_somebody_without_a_right_is_told_no_figure_and_not_how_sure_she_was(demo: Demo, person: Person) -> None:
    stranger = Viewer(organisation_id=person.organisation_id, person_id="somebody")
    learner = told(demo, person, stranger)
    assert learner.sittings == ()
    assert learner.sureness is None
    assert learner.work == ()


def test_somebody_of_another_organisation_is_told_nothing(demo: Demo, person: Person) -> None:
    learner = told(demo, person, Viewer(organisation_id="another", person_id=person.id))
    assert learner.sittings == ()


def test_change_is_told_from_the_second_sitting_on(demo: Demo, person: Person) -> None:
    sittings = told(demo, person).sittings
    assert [sat.since_first is None for sat in sittings] == [True, *[False] * (len(sittings) - 1)]


def test_weeks_to_the_next_level_are_not_told_where_too_few_others_sat_twice(demo: Demo, person: Person) -> None:
    learner = told(demo, person)
    assert learner.coming is None
    assert "other people of the organisation have sat twice" in learner.why_not_coming
    assert learner.why_not_coming.endswith("it takes 30.")


def test_made_up_people_carry_their_label(demo: Demo, person: Person) -> None:
    assert told(demo, person).evidence_label == "Simulated people of a make-believe organisation."


def test_that_a_report_was_made_is_in_the_audit_log_and_releases_nothing(
    demo: Demo, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", demo.address)
    seen = select(ResultSeen).where(ResultSeen.person_id == person.id)
    made = select(AuditEntry).where(col(AuditEntry.action) == "report.made")
    with demo.store.session(person.organisation_id) as session:
        before, earlier = len(session.exec(seen).all()), {entry.number for entry in session.exec(made)}
    rows_of("learner", argparse.Namespace(learner=person.id, all=False, organisation="", reader=""))
    with demo.store.session(person.organisation_id) as session:
        noted = [entry for entry in session.exec(made) if entry.number not in earlier]
        assert len(session.exec(seen).all()) == before
    assert [entry.about for entry in noted] == [f"person:{person.id}"]


def test_the_report_is_written_as_pdf(
    demo: Demo, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", demo.address)
    assert main(["report", "learner", "--learner", person.email or "", "--format", "pdf", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "index.pdf").read_bytes().startswith(b"%PDF")


def test_somebody_who_is_not_there_is_one_sentence(
    demo: Demo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", demo.address)
    assert main(["report", "learner", "--learner", "nobody@example.org"]) == 2
    said = capsys.readouterr().err
    assert said == "toprung: nobody here has the id or address 'nobody@example.org'; write one of this organisation's\n"
