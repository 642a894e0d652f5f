"""Who may ask for a report on whom, and the way in for commands and pages."""

import argparse
from dataclasses import replace

import pytest
from sqlmodel import col, select

from assessor.cli.report import NoSuchGroup, rows_of
from assessor.models.people.cohort import Cohort
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.team import Team
from assessor.people.viewer import Viewer
from assessor.progress import asking, making
from assessor.progress.reach import everybody, reaches
from assessor.progress.sources import Asked, sources_of
from tests.assessor.demo import NOW, Demo


def test_every_report_that_is_fed_is_shown_by_a_kind_of_the_same_name() -> None:
    assert "learner" in asking.names()
    for name in asking.names():
        assert asking.kind_of(name).about


def test_a_trainer_reaches_the_learners_of_her_cohorts_and_nobody_else(demo: Demo) -> None:
    trainer = demo.viewer("trainer")
    with demo.store.session(demo.organisation_id) as session:
        hers = set(session.exec(select(CohortMember.person_id).where(col(CohortMember.cohort_id).in_(trainer.cohorts))))
        assert hers == set(everybody(session, trainer, "learner")) != set()
        assert all(reaches(session, trainer, "learner", one) for one in hers)
        assert not reaches(session, trainer, "learner", demo.who("owner").id)
        assert not reaches(session, replace(trainer, cohorts=frozenset()), "learner", next(iter(hers)))


def test_groups_are_for_owners_and_for_who_leads_them(demo: Demo) -> None:
    owner, manager, trainer = demo.viewer("owner"), demo.viewer("manager"), demo.viewer("trainer")
    with demo.store.session(demo.organisation_id) as session:
        (team, *other), (cohort, *_) = session.exec(select(Team.id)).all(), session.exec(select(Cohort.id)).all()
        assert set(everybody(session, owner, "team")) == {team, *other}
        assert set(everybody(session, manager, "team")) == manager.teams
        assert reaches(session, owner, "cohort", cohort)
        assert reaches(session, trainer, "cohort", cohort)
        assert not reaches(session, manager, "cohort", cohort)
        assert not reaches(session, trainer, "team", team)
        assert not reaches(session, manager, "organisation", demo.organisation_id)
        assert reaches(session, owner, "organisation", demo.organisation_id)


def test_a_report_that_is_not_hers_to_ask_for_is_refused_in_one_sentence(demo: Demo) -> None:
    stranger = Viewer(organisation_id=demo.organisation_id, person_id="somebody", name="Bo")
    with (
        sources_of(demo.store, demo.organisation_id) as sources,
        pytest.raises(asking.NotYours, match="not for Bo; it is for the learner, and for who trains her"),
    ):
        asking.given(sources, "learner", Asked(stranger, demo.who("learner").id, NOW))


@pytest.mark.parametrize("form", ["pdf", "json", "xlsx", "text", "single", "csv"])
def test_a_report_leaves_in_every_format_under_a_plain_name(demo: Demo, form: str) -> None:
    learner = demo.who("learner")
    with sources_of(demo.store, demo.organisation_id) as sources:
        asked = Asked(demo.viewer("learner"), learner.id, NOW)
        made = making.made("learner", asking.given(sources, "learner", asked).rows, form)
    assert made.name.startswith(f"learner-{learner.name.lower().replace(' ', '-')}")
    assert made.media in making.MEDIA.values()
    assert len(made.content) > 500


def test_a_group_that_is_not_there_is_one_sentence(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", demo.address)
    monkeypatch.setattr(asking, "subject_of", lambda _: "team")
    monkeypatch.setattr(asking, "wishes_of", lambda _: {})
    options = argparse.Namespace(team="Nobody's", organisation="", reader=demo.who("owner").id)
    with pytest.raises(NoSuchGroup, match="no team of the id or name 'Nobody's'"):
        rows_of("learner", options)
