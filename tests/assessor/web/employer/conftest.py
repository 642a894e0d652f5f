"""An employer's service with a bank of the tests: its owner, its manager, and a campaign whose people have sat."""

import datetime as dt
from dataclasses import asdict
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from assessor.campaigns.groups import figures
from assessor.campaigns.groups.counting import Counted, Group
from assessor.campaigns.groups.publishing import told
from assessor.db import Store
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.declared import new_id
from assessor.models.people.person import Person
from assessor.models.people.team_member import TeamMember
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.making import Browser, Tenant

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="module", autouse=True)
def _bank(app: Flask, service_store: Store) -> None:
    app.extensions[instruments.EXTENSION] = Instruments(service_store, bank(20))


@pytest.fixture
def owner(app: Flask, own: Tenant) -> Browser:
    return Browser.of(app, own.cookies["owner"])


@pytest.fixture
def manager(app: Flask, own: Tenant) -> Browser:
    return Browser.of(app, own.cookies["manager"])


def people(store: Store, made: Tenant, count: int, team_id: str | None = None) -> list[str]:
    """List people with addresses and without accounts, in a team where one is named."""
    ids = [new_id() for _ in range(count)]
    own: dict[str, Any] = {"organisation_id": made.organisation_id}
    with store.session(made.organisation_id, write=True) as session:
        for number, person_id in enumerate(ids):
            row = Person(id=person_id, name=f"Somebody {number}", joined_at=NOW, **own)
            row.email, row.job_role = f"{person_id}@example.org", "Clerk"
            session.add(row)
        session.flush()
        if team_id:
            session.add_all([TeamMember(team_id=team_id, person_id=one, since=NOW, **own) for one in ids])
    return ids


def figures_of(store: Store, made: Tenant, name: str, chances: tuple[float, ...], days: int) -> str:
    """Make a campaign that ended so many days ago with figures: ten people in the team, two in the other one."""
    campaign_id, closed_at = new_id(), NOW - dt.timedelta(days=days)
    own: dict[str, Any] = {"organisation_id": made.organisation_id}
    everybody = {n: figures.Person(chances, 3, {"value": (4, 1.0), "checking": (4, -1.0)}) for n in range(12)}
    groups = (
        Group("everybody", "", "Everybody", frozenset(everybody)),
        Group("team", made.team_id, "Team 0", frozenset(range(6))),
        Group("team", made.other_team_id, "Team 1", frozenset(range(6, 12))),
        Group("role", "Clerk", "Clerk", frozenset({0, 1})),
    )
    rows = told(Counted(groups, everybody, "simulated"), 5)
    with store.session(made.organisation_id, write=True) as session:
        campaign = Campaign(id=campaign_id, name=name, made_by=made.people["owner"], made_at=closed_at, **own)
        campaign.purpose, campaign.lawful_basis, campaign.not_for_selection_at = "Training", "Basis", closed_at
        campaign.launched_at = campaign.closed_at = closed_at
        session.add(campaign)
        session.flush()
        figure = GroupFigures(
            campaign_id=campaign_id,
            minimum=5,
            stage="simulated",
            people=12,
            made_at=closed_at,
            **own,
            groups=[asdict(row) for row in rows],
        )
        session.add(figure)
    return campaign_id


def only_campaign(store: Store, made: Tenant) -> Campaign:
    with store.session(made.organisation_id) as session:
        return session.exec(select(Campaign)).one()
