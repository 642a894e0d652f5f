"""A service with a bank of the tests, its trainer, and somebody of her cohort who sits in a campaign."""

import datetime as dt

import pytest
from flask import Flask

from assessor.bank.item import Item
from assessor.db import Store
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.declared import new_id
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank, item
from tests.assessor.web.learner.sitter import Sitter, sitter
from tests.assessor.web.making import Browser, Tenant

NARRATIVE = {"ask": "What would you do, and why?", "marks": ("It says what is done first, with a reason.",)}


@pytest.fixture(scope="module", autouse=True)
def _bank(app: Flask, service_store: Store) -> None:
    app.extensions[instruments.EXTENSION] = Instruments(service_store, bank(20))


@pytest.fixture
def trainer(app: Flask, own: Tenant) -> Browser:
    return Browser.of(app, own.cookies["trainer"])


@pytest.fixture
def ada(app: Flask, service_store: Store, own: Tenant) -> Sitter:
    """Return a learner of the trainer's cohort."""
    return sitter(app, service_store, own, dt.datetime.now(dt.UTC))


def in_words() -> list[Item]:
    """Return a bank whose items can be asked in words, but for those with part marks."""
    return [item(number) if number % 4 == 3 else item(number, narrative=NARRATIVE) for number in range(20)]


def campaign(store: Store, made: Tenant, person_id: str, **changes: object) -> str:
    """Make a launched campaign that asks somebody to sit, and return its id."""
    now = dt.datetime.now(dt.UTC)
    campaign_id = new_id()
    row = Campaign(id=campaign_id, organisation_id=made.organisation_id, name="Autumn", made_by="", made_at=now)
    row.purpose, row.lawful_basis, row.made_by = "Training", "Legitimate interest", made.people["owner"]
    row.not_for_selection_by, row.not_for_selection_at, row.launched_at = made.people["owner"], now, now
    row.form = {"fewest": 3, "most": 4}
    for name, value in changes.items():
        setattr(row, name, value)
    with store.session(made.organisation_id, write=True) as session:
        session.add(row)
        session.flush()
        member = CampaignMember(campaign_id=campaign_id, person_id=person_id, organisation_id=made.organisation_id)
        member.invited_at = now
        session.add(member)
    return campaign_id
