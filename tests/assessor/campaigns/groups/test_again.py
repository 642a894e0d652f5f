"""Who sat again: of what counts in published figures, fitted once for a state of the store and never out of date."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from assessor.campaigns.groups.again import Again, Sat, retested, who_sat_again
from assessor.campaigns.groups.counting import seen_results
from assessor.campaigns.groups.reading import ended
from assessor.db import Store, TenantSession, open_store
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.scoring.ability.estimates import Ability
from tests.assessor.demo import Demo, copied

BEGAN = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


@pytest.fixture
def store(demo: Demo, tmp_path: Path) -> Iterator[Store]:
    store = open_store(copied(demo, tmp_path))
    yield store
    store.close()


def found(store: Store, demo: Demo) -> Again:
    with store.session(demo.organisation_id) as session:
        return who_sat_again(session)


def somebody(session: TenantSession) -> str:
    """Return the sitting of somebody who counts."""
    sat = who_sat_again(session).sat[0]
    at = select(Sitting.id).where(Sitting.person_ref == sat.person_id, col(Sitting.started_at) == sat.at)
    return session.exec(at).one()


def scored_again(session: TenantSession) -> None:
    row = session.exec(select(Result).where(Result.sitting_id == somebody(session))).one()
    session.add(Result(**row.model_dump(exclude={"number", "made_with", "theta"}), made_with="again", theta=0.123))


def erased(session: TenantSession) -> None:
    person_id = session.get_one(Sitting, somebody(session)).person_ref
    for member in session.exec(select(CampaignMember).where(CampaignMember.person_id == person_id)):
        session.delete(member)


def withdrawn(session: TenantSession) -> None:
    session.delete(session.exec(select(GroupFigures).order_by(col(GroupFigures.made_at))).all()[0])


def test_a_gain_that_is_the_same_for_everybody_is_found() -> None:
    sat = [
        Sat(f"person {who}", BEGAN + dt.timedelta(weeks=week), Ability(-1 + 0.1 * who + 0.02 * week, 0.05))
        for who in range(12)
        for week in (0, 13, 26)
    ]
    growth = Again(sat).growth
    assert growth.slope.value == pytest.approx(0.02, abs=1e-3)
    assert growth.slope_sd < 0.002


def test_sittings_of_people_who_sat_once_do_not_count() -> None:
    once = Sat("once", BEGAN, Ability(0.0, 0.3))
    twice = [Sat("twice", BEGAN + dt.timedelta(weeks=week), Ability(0.0, 0.3)) for week in (0, 9)]
    assert retested([once, *twice]) == twice


def test_those_count_who_count_in_figures(demo: Demo) -> None:
    with demo.store.session(demo.organisation_id) as session:
        counted = [
            sitting_id
            for one in ended(session)
            for sitting_id in seen_results(session, one.campaign.id, until=one.made.made_at)
        ]
        sittings = session.exec(select(Sitting).where(col(Sitting.id).in_(counted))).all()
        people = [sitting.person_ref for sitting in sittings]
        again = {(one.person_ref, one.started_at) for one in sittings if people.count(one.person_ref) > 1}
        assert {(one.person_id, one.at) for one in who_sat_again(session).sat} == again


def test_the_same_state_is_read_once(store: Store, demo: Demo) -> None:
    assert found(store, demo) is found(store, demo)


def test_what_changes_nothing_that_counts_does_not_ask_for_a_new_reading(store: Store, demo: Demo) -> None:
    before = found(store, demo)
    with store.session(demo.organisation_id, write=True) as session:
        seen = session.exec(select(ResultSeen)).first()
        assert seen is not None
        seen.times += 1
    assert found(store, demo) is before


@pytest.mark.parametrize("change", [scored_again, erased, withdrawn])
def test_another_state_is_read_anew(store: Store, demo: Demo, change: Callable[[TenantSession], None]) -> None:
    before = found(store, demo)
    with store.session(demo.organisation_id, write=True) as session:
        change(session)
    after = found(store, demo)
    assert after is not before
    assert after.sat != before.sat


def test_another_store_has_its_own(store: Store, demo: Demo) -> None:
    before = found(demo.store, demo)
    with store.session(demo.organisation_id, write=True) as session:
        erased(session)
    assert found(store, demo).sat != before.sat
    assert found(demo.store, demo) is before
