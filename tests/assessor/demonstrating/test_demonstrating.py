"""The make-believe organisation: whole, told apart from people's, made once."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlmodel import col, func, select

from assessor.db import Store, open_store
from assessor.demonstrating.cast import SMALL
from assessor.demonstrating.making import Demonstration, demonstrate
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.measurement.evidence import Evidence
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.ksb_rating import KsbRating
from assessor.models.programme.ksb_wording import KsbWording
from assessor.people.doors.passwords import Passwords
from assessor.people.viewer import ROLES, Viewer
from assessor.programmes.caseload import caseload, counts
from assessor.programmes.rag import Rules
from assessor.training import whereabouts

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
CHEAP = Passwords(memory_kib=8, passes=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('demo') / 's.db'}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def made(store: Store, told: list[tuple[int, int]]) -> Demonstration:
    return demonstrate(store, CHEAP, company=SMALL, now=NOW, tell=lambda done, of: told.append((done, of)))


def test_everybody_has_sat_twice_and_the_last_sitting_is_told(
    store: Store, made: Demonstration, told: list[tuple[int, int]]
) -> None:
    with store.session(made.organisation_id) as session:
        counted = select(Sitting.person_ref, func.count()).group_by(col(Sitting.person_ref))
        times = dict(session.exec(counted).all())
    assert len(times) == made.people == SMALL.people
    assert min(times.values()) >= 2
    assert told[-1] == (made.sittings, made.sittings)
    assert sum(times.values()) == made.sittings


def test_every_result_is_of_simulated_people_and_lies_in_the_past(store: Store, made: Demonstration) -> None:
    with store.session(made.organisation_id) as session:
        assert session.exec(select(Organisation)).one().is_make_believe
        results = session.exec(select(Result)).all()
    assert {one.stage for one in results} == {"simulated"}
    assert all(NOW - dt.timedelta(days=366) < one.at < NOW for one in results)


def test_one_campaign_is_open_and_those_that_ended_have_figures(store: Store, made: Demonstration) -> None:
    with store.session(made.organisation_id) as session:
        campaigns = session.exec(select(Campaign)).all()
        figures = session.exec(select(GroupFigures.campaign_id)).all()
        waiting = session.exec(select(CampaignMember).where(col(CampaignMember.sitting_id).is_(None))).all()
    assert sum(one.closed_at is None for one in campaigns) == 1
    assert set(figures) <= {one.id for one in campaigns if one.closed_at is not None}
    assert figures
    assert waiting


def test_what_becomes_of_results_is_there(store: Store, made: Demonstration) -> None:
    with store.session(made.organisation_id) as session:
        assert session.exec(select(ResultShare)).first() is not None
        assert session.exec(select(TrainerAction)).first() is not None
        assert {one.answered_at is None for one in session.exec(select(ReviewRequest))} == {True, False}
        assert {one.passed for one in session.exec(select(Evidence))} == {True, False}


def test_a_trainer_finds_learners_in_several_states(store: Store, made: Demonstration) -> None:
    with store.session(made.organisation_id) as session:
        training = session.exec(select(RoleGrant).where(RoleGrant.role == "trainer")).first()
        assert training is not None
        assert training.cohort_id is not None
        cohort = training.cohort_id
        trainer = Viewer(
            made.organisation_id,
            person_id=training.person_id,
            roles=frozenset({"trainer"}),
            cohorts=frozenset({cohort}),
        )
        rows = whereabouts.of_cohort(session, trainer, cohort, NOW, NOW.date())
    assert len(rows) == SMALL.cohorts[0].size
    assert len({row.state for row in rows}) > 1
    moved = [row for row in rows if row.moved]
    assert any(row.moved and row.moved.days > whereabouts.STILL_DAYS for row in moved)
    assert f" of {len(moved)} are higher by more than chance explains" in whereabouts.moves(rows)


def test_the_cohort_is_on_programmes_that_began_with_it(store: Store, made: Demonstration) -> None:
    with store.session(made.organisation_id) as session:
        enrolments = session.exec(select(Enrolment)).all()
    assert len(enrolments) == SMALL.cohorts[0].size
    assert {(one.programme, one.version) for one in enrolments} == {("ST1512", "2.0")}
    assert {one.starts_on for one in enrolments} == {NOW.date() - dt.timedelta(days=SMALL.cohorts[0].begun)}


def test_a_caseload_has_somebody_due_overdue_and_behind(store: Store, made: Demonstration) -> None:
    with store.session(made.organisation_id) as session:
        people = session.exec(select(Person.id)).all()
        rows = caseload(session, people, NOW.date(), Rules())
    found = counts(rows)
    assert (found.learners, found.due, found.overdue, found.red) == (4, 2, 1, 1)


def test_knowledge_skills_and_behaviours_stay_without_words(store: Store, made: Demonstration) -> None:
    with store.session(made.organisation_id) as session:
        assert session.exec(select(KsbRating)).first() is not None
        assert session.exec(select(KsbWording)).first() is None


def test_each_role_logs_in_by_a_password_of_its_own(made: Demonstration) -> None:
    assert {one.role for one in made.log_ins} == set(ROLES)
    assert len({one.password for one in made.log_ins}) == len(ROLES)


def test_a_second_time_changes_nothing(store: Store, made: Demonstration) -> None:
    again = demonstrate(store, CHEAP, company=SMALL, now=NOW)
    assert again.organisation_id == made.organisation_id
    assert not again.is_new
    assert not again.log_ins


def test_what_fails_half_way_leaves_nothing(store: Store, made: Demonstration) -> None:
    def fails(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    other = replace(SMALL, seed=2)
    assert other.organisation_id != made.organisation_id
    with pytest.raises(KeyboardInterrupt):
        demonstrate(store, CHEAP, company=other, now=NOW, tell=fails)
    with store.session(other.organisation_id) as session:
        assert session.get(Organisation, other.organisation_id) is None
