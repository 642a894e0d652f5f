"""A campaign that asks somebody to sit."""

import datetime as dt
from typing import Any

from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.declared import new_id
from tests.assessor.web.learner.sitter import Sitter
from tests.assessor.web.making import Tenant

NOW = dt.datetime.now(dt.UTC)


def campaign(who: Sitter, tenant: Tenant, **changes: Any) -> str:  # noqa: ANN401 - any column
    row: dict[str, Any] = {
        "id": new_id(),
        "organisation_id": who.organisation_id,
        "name": "Autumn round",
        "purpose": "To plan the training of spring.",
        "lawful_basis": "Legitimate interests",
        "not_for_selection_at": NOW,
        "made_by": tenant.people["owner"],
        "made_at": NOW,
        "launched_at": NOW,
    }
    with who.store.session(who.organisation_id, write=True) as session:
        session.add(Campaign(**(row | changes)))
        session.flush()
        own: dict[str, Any] = {"organisation_id": who.organisation_id, "person_id": who.person_id}
        session.add(CampaignMember(campaign_id=row["id"], invited_at=NOW, **own))
    return str(row["id"])
