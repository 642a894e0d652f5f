"""The rows of the Article 4 record: what was typed, and what the service told of everybody."""

import datetime as dt

import pytest
from sqlmodel import select

from assessor.models.people.person import Person
from assessor.people.viewer import Viewer
from assessor.planning.article_4 import RecordSaid, keep, put
from assessor.progress.kinds.article_4 import rows
from assessor.progress.sources import Asked, sources_of
from reports.kinds.article_4.rows import Record
from tests.assessor.demo import NOW, Demo

FORM = {"audience": "Sales", "objective": "Checks drafts", "measure": "Workshop", "review_on": "2027-04-01"}


@pytest.fixture(scope="module")
def record(demo: Demo) -> Record:
    """Return the record with one measure; nothing is kept."""
    with sources_of(demo.store, demo.organisation_id) as sources:
        person = sources.session.exec(select(Person).order_by(Person.name)).first()
        assert person is not None
        who = Viewer(organisation_id=demo.organisation_id, person_id=person.id, name=person.name)
        keep(sources.session, who, put(RecordSaid(), FORM, NOW.date()), NOW)
        found: Record = rows(sources, Asked(who, demo.organisation_id, NOW)).rows
        sources.session.rollback()
    return found


def test_a_measure_stands_with_who_typed_it_and_when(record: Record) -> None:
    assert [one.audience for one in record.measures] == ["Sales"]
    assert record.typed_by
    assert record.typed_on == NOW.date()


def test_campaigns_stand_with_purpose_basis_and_coverage_the_newest_first(record: Record) -> None:
    began = [one.began for one in record.campaigns]
    assert began == sorted(began, reverse=True)
    assert all(one.purpose and one.basis and one.asked for one in record.campaigns)
    assert all(one.sat is None or one.sat <= one.asked for one in record.campaigns)


def test_figures_are_those_that_were_published_of_everybody(record: Record) -> None:
    told = [one for one in record.campaigns if one.levels]
    assert told
    assert all(sum(each.part for each in one.levels) == pytest.approx(1, abs=0.03) for one in told)
    assert all(one.why_no_figures for one in record.campaigns if not one.levels)


def test_the_facts_of_the_duty_come_from_its_file(record: Record) -> None:
    assert any("2 February 2025" in one.said for one in record.facts)
    assert all(one.as_of <= dt.date(2026, 11, 23) for one in record.facts)


def test_simulated_people_are_said_to_be_so(record: Record) -> None:
    assert record.evidence_label == "Simulated people of a make-believe organisation."
