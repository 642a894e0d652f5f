"""Figures of a campaign whose people really sat: once, of those who have seen their results, and of nobody before."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from assessor.campaigns.groups.publishing import Withheld, figures_of, groups_in, publish
from assessor.campaigns.groups.reading import ended, since
from assessor.db import Store, open_store
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.campaigns.job_role_target import JobRoleTarget
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.sittings.ending.results import Results
from assessor.sittings.form import make_form
from assessor.sittings.sitting import Ended, Sittings
from tests.assessor.sittings.making import bank

OURS, NOW = "ours", dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
ITEMS = bank(12)
PEOPLE = 6


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store in which six people have sat, and five of them seen what came of it."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('published') / 's.db'}")
    with opened.session(OURS, write=True) as session:
        session.add(Organisation(id=OURS, name="Ours", is_make_believe=True, created_at=NOW))
        session.flush()
        for number in range(PEOPLE):
            row = Person(id=f"p{number}", organisation_id=OURS, name=f"P {number}", joined_at=NOW)
            row.job_role = "Clerk" if number < 2 else "Cook"
            session.add(row)
    sittings = Sittings(opened, ITEMS, organisation_id=OURS, now=lambda: NOW)
    sat = [_sit(sittings, f"p{number}") for number in range(PEOPLE)]
    with opened.session(OURS, write=True) as session:
        session.add(_campaign("first", NOW))
        session.flush()
        session.add(JobRoleTarget(campaign_id="first", job_role="", organisation_id=OURS, level=2))
        for number, sitting_id in enumerate(sat):
            who: dict[str, Any] = {"person_id": f"p{number}", "organisation_id": OURS}
            member = CampaignMember(campaign_id="first", **who)
            member.sitting_id, member.invited_at, member.started_at = sitting_id, NOW, NOW
            session.add(member)
            if number:
                session.add(ResultSeen(sitting_id=sitting_id, as_role="learner", first_at=NOW, last_at=NOW, **who))
    yield opened
    opened.close()


@pytest.fixture
def copied(store: Store, tmp_path: Path) -> Iterator[Store]:
    """Return a copy of the store, for what changes it."""
    with closing(sqlite3.connect(store.address.removeprefix("sqlite:///"))) as connection:
        connection.execute("VACUUM INTO ?", [str(tmp_path / "copy.db")])
    with closing(open_store(f"sqlite:///{tmp_path / 'copy.db'}")) as opened:
        yield opened


def _campaign(name: str, closed_at: dt.datetime | None) -> Campaign:
    row = Campaign(id=name, organisation_id=OURS, name=name, made_by="p0", made_at=NOW)
    row.purpose, row.lawful_basis, row.not_for_selection_at = "Training", "Basis", NOW
    row.launched_at, row.closed_at = NOW, closed_at
    return row


def _sit(sittings: Sittings, person_id: str) -> str:
    form = make_form(fewest=10, most=10, cooldown_days=0)
    sitting = sittings.start(form, seed=person_id, person_ref=person_id)
    while not isinstance(asked := sittings.next_item(sitting.id), Ended):
        sittings.record(asked.asked_id, [0], seconds=30.0)
    sittings.finish(sitting.id)
    return sitting.id


def test_figures_are_made_once_of_those_who_have_seen_their_result(store: Store) -> None:
    results = Results(store, ITEMS, organisation_id=OURS, now=lambda: NOW)
    with store.session(OURS) as session:
        campaign = session.get_one(Campaign, "first")
        assert isinstance(figures_of(session, campaign), Withheld)
    made = publish(store, results, campaign, NOW)
    assert isinstance(made, GroupFigures)
    again = publish(store, results, campaign, NOW + dt.timedelta(days=1))
    assert isinstance(again, GroupFigures)
    assert (again.made_at, again.people) == (NOW, 5)
    everybody, *others = groups_in(again)
    assert (everybody.asked, everybody.people, everybody.with_target) == (6, 5, 5)
    assert sum(share.part for share in everybody.levels or ()) == pytest.approx(1, abs=0.03)
    assert [(one.name, one.is_shown) for one in others] == [("Cook", False), ("Clerk", False)]
    with store.session(OURS) as session:
        found = ended(session)
    assert [one.campaign.name for one in found] == ["first"]
    assert since(found, "everybody:", "first") == (None, ("first", found[0].group("everybody:")))


def test_of_an_open_campaign_nothing_is_told(store: Store) -> None:
    campaign = _campaign("open", None)
    told = publish(store, Results(store, ITEMS, organisation_id=OURS), campaign, NOW)
    assert told == Withheld(
        "Figures of groups are made once, when the campaign is closed. Until then only coverage is told."
    )


def test_of_real_people_nothing_is_told_while_questions_are_not_tried_out(copied: Store) -> None:
    with copied.session(OURS, write=True) as session:
        session.add(_campaign("second", NOW))
        session.flush()
        for member in session.exec(select(CampaignMember).where(CampaignMember.campaign_id == "first")).all():
            own: dict[str, Any] = {"campaign_id": "second", "person_id": member.person_id, "organisation_id": OURS}
            session.add(CampaignMember(**own, invited_at=NOW))
        session.flush()
        moved = session.exec(select(CampaignMember).where(CampaignMember.campaign_id == "first")).all()
        taken = {one.person_id: one.sitting_id for one in moved}
        for one in moved:
            one.sitting_id = None
        session.flush()
        for one in session.exec(select(CampaignMember).where(CampaignMember.campaign_id == "second")):
            one.sitting_id = taken[one.person_id]
        session.get_one(Organisation, OURS).is_make_believe = False
    with copied.session(OURS) as session:
        campaign = session.get_one(Campaign, "second")
    told = publish(copied, Results(copied, ITEMS, organisation_id=OURS), campaign, NOW)
    assert isinstance(told, Withheld)
    assert "not told at the stage author-judged" in told.why
