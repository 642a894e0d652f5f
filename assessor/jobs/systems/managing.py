"""Webhooks as owners and their programs manage them: set up, paused, removed; calls listed and made again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, func, select
from sqlmodel.sql.expression import SelectOfScalar

from assessor.jobs.books import Books
from assessor.jobs.calling import EVENTS, BadTarget, checked, submit
from assessor.models.declared import new_id
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.tokens import new_token
from assessor.people.viewer import Viewer

MOST = 10
"""Webhooks of one organisation."""
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be called, and of what it is told."""

    url: str
    events: Sequence[str]
    private: bool = False
    """Whether the settings allow private networks and http."""


def add(session: Session, who: Viewer, wish: Wish, now: dt.datetime) -> Webhook:
    """Set up a webhook; its secret can be shown now and never again. Raises Refused."""
    assert who.organisation_id is not None, "webhooks are an organisation's"
    assert who.person_id is not None, "somebody of the organisation sets it up"
    url = wish.url.strip()
    if len(url) > _LONGEST:
        raise Refused(f"An address has at most {_LONGEST:,} characters.", "url")
    try:
        checked(url, private=wish.private)
    except BadTarget as error:
        said = str(error)
        raise Refused(f"{said[0].upper()}{said[1:]}.", "url") from error
    events = [event for event in EVENTS if event in wish.events]
    if not events:
        raise Refused("Choose at least one thing that it is told of.", "events")
    if session.exec(select(func.count()).select_from(Webhook)).one() >= MOST:
        raise Refused(f"There are {MOST} webhooks already; remove one first.", "url")
    hook = Webhook(
        id=new_id(),
        organisation_id=who.organisation_id,
        url=url,
        secret=new_token(),
        events=events,
        made_by=who.person_id,
        made_at=now,
    )
    session.add(hook)
    audit.note(session, who, "webhook.made", f"webhook:{hook.id}", {"url": url, "events": events})
    return hook


def all_of(session: Session) -> list[Webhook]:
    """Return the webhooks of an organisation, the oldest first."""
    return list(session.exec(select(Webhook).order_by(col(Webhook.id))))


def pause(session: Session, who: Viewer, webhook_id: str, since: dt.datetime | None) -> None:
    """Have a webhook not be called since a moment, or, without one, again."""
    hook = session.get_one(Webhook, webhook_id)
    if (hook.paused_at is None) == (since is None):
        return
    hook.paused_at = since
    audit.note(session, who, "webhook.paused" if since else "webhook.resumed", f"webhook:{webhook_id}")


def remove(session: Session, who: Viewer, webhook_id: str) -> None:
    """Remove a webhook with the list of its calls; calls on their way are not made any more."""
    session.exec(delete(WebhookDelivery).where(col(WebhookDelivery.webhook_id) == webhook_id))
    session.exec(delete(Webhook).where(col(Webhook.id) == webhook_id))
    audit.note(session, who, "webhook.removed", f"webhook:{webhook_id}")


def deliveries(webhook_id: str) -> SelectOfScalar[WebhookDelivery]:
    """Return the question for the calls of a webhook."""
    return select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id)


def again(books: Books, session: Session, delivery_id: str, now: dt.datetime) -> WebhookDelivery:
    """Make a call again: one that failed under its own id, one that was taken under a new one. Raises Refused."""
    delivery = session.get_one(WebhookDelivery, delivery_id)
    if delivery.delivered_at is None and delivery.given_up_at is None:
        raise Refused("This call is on its way already; it is tried again by itself.")
    if session.get_one(Webhook, delivery.webhook_id).paused_at is not None:
        raise Refused("The webhook is paused; end the pause first.")
    if delivery.delivered_at is None:
        delivery.given_up_at = None
        session.flush()
        books.retry(delivery.organisation_id, f"webhook-{delivery_id}")
        return delivery
    copy = WebhookDelivery(
        id=new_id(),
        organisation_id=delivery.organisation_id,
        webhook_id=delivery.webhook_id,
        event=delivery.event,
        body=delivery.body,
        made_at=now,
    )
    session.add(copy)
    session.flush()
    submit(books, session.get_one(Webhook, delivery.webhook_id), copy)
    return copy
