"""The rows of a business case: published figures, what was typed, and nobody's own result."""

import pytest
from sqlmodel import Session, select

from assessor.models.people.person import Person
from assessor.models.people.team import Team
from assessor.models.planning.report_input import ReportInput
from assessor.people.viewer import Viewer
from assessor.planning.business_case import KIND, about
from assessor.planning.inputs import Place, keep
from assessor.progress.kinds.business_case import rows
from assessor.progress.sources import Asked, sources_of
from reports.kinds.business_case.overview import build
from reports.kinds.business_case.rows import Case
from tests.assessor.demo import NOW, Demo

TYPED = {
    "target": "orchestration",
    "until": "2027-06-30",
    "reached_percent": 50,
    "hour_pence": 3000,
    "per_dollar": None,
    "works": [
        {"name": "Expense claims", "times_a_month": 40, "run": "there-is-none"},
        {"name": "Tenders", "times_a_month": 2, "run": ""},
    ],
}


def owner(session: Session, organisation_id: str) -> Viewer:
    person = session.exec(select(Person).order_by(Person.name)).first()
    assert person is not None
    return Viewer(organisation_id=organisation_id, person_id=person.id, name=person.name, roles=frozenset({"owner"}))


@pytest.fixture
def cases(demo: Demo, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    """Return the case of every team, the first with inputs; nothing is kept."""
    monkeypatch.chdir(str(tmp_path))
    with sources_of(demo.store, demo.organisation_id) as sources:
        who = owner(sources.session, demo.organisation_id)
        teams = sources.session.exec(select(Team).order_by(Team.name)).all()
        keep(sources.session, who, Place(KIND, about(teams[0].id)), TYPED, NOW)
        typed_before = len(sources.session.exec(select(ReportInput).where(ReportInput.kind == KIND)).all()) - 1
        assert typed_before == 1, "the make-believe owner typed for one team, which is not the first"
        found = [rows(sources, Asked(who, team.id, NOW)).rows for team in teams]
        sources.session.rollback()
    return found


def test_the_figures_are_those_that_were_published_or_hidden(cases: list[Case]) -> None:
    for case in cases:
        if case.group is None:
            assert case.why_no_group
        else:
            assert sum(one.share.value for one in case.group.levels) == pytest.approx(1, abs=0.03)
            assert [one.use for one in case.group.levels] == [
                None,
                "prompting",
                "context",
                "orchestration",
                "orchestration",
            ]


def test_what_was_typed_stands_with_who_typed_it(cases: list[Case]) -> None:
    said = cases[0].said
    assert said is not None
    assert (said.hour_cost, said.currency, said.on) == (30, "GBP", NOW.date())
    assert said.by
    others = [case.said for case in cases[1:] if case.said is not None]
    assert [(one.hour_cost, one.on < said.on) for one in others] == [(24.5, True)]


def test_a_run_that_cannot_be_read_is_one_sentence_at_its_work(cases: list[Case]) -> None:
    [claims, tenders] = cases[0].works
    assert claims.why_not == "this installation has no ledger of benchmark runs that can be read"
    assert tenders.why_not == "no run was named"


def test_simulated_people_make_no_case(cases: list[Case]) -> None:
    assert all(case.is_make_believe for case in cases)
    text = str(build(cases[0]))
    assert "No figure is given" in text
    assert "Simulated people" in build(cases[0]).evidence_label
