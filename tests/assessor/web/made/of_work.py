"""Jobs, files, calls to other systems, panels, badges: what the matrix of routes asks for."""

import datetime as dt
import secrets
from typing import Any

from assessor.models.afterwards.badge import Badge
from assessor.models.declared import new_id
from assessor.models.panels.cut_panel import CutPanel
from assessor.models.work.job import Job
from assessor.models.work.upload import Upload
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.storing.tenants import TenantSession
from tests.assessor.web.made.thing import Made, one
from tests.assessor.web.making import Tenant

NOW = dt.datetime.now(dt.UTC)


def jobs(session: TenantSession, made: Tenant) -> list[Made]:
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "asked_by": made.people["owner"]}
    job = Job(id=new_id(), kind="mail", title="A letter", made_at=NOW, **own)
    session.add(job)
    session.flush()
    return [Made(job.id, one(made.people["owner"]))]


def uploads(session: TenantSession, made: Tenant) -> list[Made]:
    """Make a file of the owner's, and one of somebody else's."""
    found = []
    for made_by in (made.people["owner"], made.people["author"]):
        own: dict[str, Any] = {"organisation_id": made.organisation_id, "made_by": made_by}
        upload = Upload(id=new_id(), name="people.csv", content=b"name", made_at=NOW, **own)
        session.add(upload)
        found.append(Made(upload.id, one(upload.made_by)))
    session.flush()
    return found


def webhooks(session: TenantSession, made: Tenant) -> list[Made]:
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "made_by": made.people["owner"], "made_at": NOW}
    own["secret"] = "for the matrix"  # noqa: S105 - of a row that only the matrix sees
    hook = Webhook(id=new_id(), url="https://example.org", events=["sitting.finished"], **own)
    session.add(hook)
    session.flush()
    return [Made(hook.id)]


def deliveries(session: TenantSession, made: Tenant) -> list[Made]:
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "webhook_id": webhooks(session, made)[0].id}
    delivery = WebhookDelivery(id=new_id(), event="sitting.finished", body={}, made_at=NOW, **own)
    session.add(delivery)
    session.flush()
    return [Made(delivery.id)]


def panels(session: TenantSession, made: Tenant) -> list[Made]:
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "made_by": made.people["author"], "made_at": NOW}
    panel = CutPanel(id=new_id(), name="Autumn", level=2, items=["checking-2-003@1"], **own)
    session.add(panel)
    session.flush()
    return [Made(panel.id)]


def badges(session: TenantSession, made: Tenant) -> list[Made]:
    """Make a badge of the learner's, and one of a learner in another team and cohort, both withdrawn."""
    found = []
    for place, person_id in enumerate((made.people["learner"], made.stranger)):
        badge = Badge(
            id=new_id(),
            organisation_id=made.organisation_id,
            person_id=person_id,
            result=0,
            level="AI User",
            place=secrets.randbelow(10**6) * 2 + place,
            token="",
            made_at=NOW,
            until=NOW,
            withdrawn_at=NOW,
            withdrawn_by="holder",
        )
        session.add(badge)
        found.append(Made(badge.id, one(person_id)))
    session.flush()
    return found
