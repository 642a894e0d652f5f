"""Sittings in every state that the API meets, and something of each other kind that its paths and bodies name."""

import datetime as dt
from typing import Any

from assessor.db import Store
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.declared import new_id
from assessor.sittings.dealing import Question
from assessor.sittings.form import make_form
from assessor.web.instruments import Instrument
from tests.assessor.web.made.of_people import cohorts, people, teams
from tests.assessor.web.made.of_sittings import campaigns
from tests.assessor.web.made.of_work import deliveries, webhooks
from tests.assessor.web.making import Tenant

Known = dict[str, list[str]]
"""What is there, by the name of its id."""
_KINDS = {
    "campaign_id": campaigns,
    "cohort_id": cohorts,
    "delivery_id": deliveries,
    "person_id": people,
    "team_id": teams,
    "webhook_id": webhooks,
}
_MANY = 3


def things(store: Store, own: Tenant) -> Known:
    """Make something of each kind but sittings."""
    with store.session(own.organisation_id, write=True) as session:
        return {kind: [made.id for made in make(session, own)] for kind, make in _KINDS.items()}


def sittings(store: Store, own: Tenant, instrument: Instrument) -> Known:
    """Make sittings: begun, with an open question, answered in part, ended unseen, ended and shared; one nameless."""
    learner = own.people["learner"]
    begun, opened = (_begun(instrument, learner) for _ in range(2))
    (answered, first), (unseen, second), (shared, third) = (taken(instrument, learner) for _ in range(3))
    asked = [_asked(instrument, opened), first, second, third]
    for sitting in (unseen, shared):
        instrument.sittings.finish(sitting)
    _share(store, own, shared)
    nameless = _begun(instrument, None)
    ended = [unseen, shared]
    return {"sitting_id": [begun, opened, answered, nameless, *ended], "result_id": [begun, *ended], "asked_id": asked}


def taken(instrument: Instrument, person_id: str) -> tuple[str, str]:
    """Take a sitting by "I don't know", as far as it goes without an end; return its id, and an answer's."""
    sitting_id, asked_id = _begun(instrument, person_id), ""
    for _ in range(_MANY):
        asked_id = _asked(instrument, sitting_id)
        instrument.sittings.record(asked_id, None, seconds=9)
    return sitting_id, asked_id


def _begun(instrument: Instrument, person_id: str | None) -> str:
    form = make_form(cooldown_days=0)  # so that no number of sittings uses the questions up
    return instrument.sittings.start(form, seed=new_id(), person_ref=person_id).id


def _asked(instrument: Instrument, sitting_id: str) -> str:
    found = instrument.sittings.next_item(sitting_id)
    assert isinstance(found, Question)
    return found.asked_id


def _share(store: Store, own: Tenant, sitting_id: str) -> None:
    """Let the learner see her result and share it with the owners."""
    row: dict[str, Any] = {"sitting_id": sitting_id, "organisation_id": own.organisation_id}
    at = dt.datetime.now(dt.UTC)
    with store.session(own.organisation_id, write=True) as session:
        session.add(ResultSeen(person_id=own.people["learner"], as_role="learner", first_at=at, last_at=at, **row))
        session.add(ResultShare(id=new_id(), with_role="owner", given_at=at, **row))
